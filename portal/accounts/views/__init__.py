"""The pages of one's own account, the table of rights, and the demo's."""

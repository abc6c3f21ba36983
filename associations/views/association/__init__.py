"""Pages of signed-in people, for the association for which they act."""

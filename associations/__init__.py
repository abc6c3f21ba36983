"""Who: associations, the people who act for them, liaison work, and the ledger of support."""

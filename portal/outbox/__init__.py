"""Messages owed: rows written in the transaction of their cause, sent by Celery, at most one duplicate, none lost."""

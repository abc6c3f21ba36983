"""Messages owed: what the portal has promised to tell somebody.

A message is a row (:class:`~portal.outbox.models.Message`) written by :func:`~portal.outbox.services.owe` in the
transaction of its cause: when that is rolled back nothing is owed, and when it is committed nothing can be lost. The
row is unique by kind, subject and recipient, so the same thing is said once, however often it is asked for.

Celery sends (``outbox.send``): a worker claims one row (``SKIP LOCKED``), commits, renders the triplet in the
recipient's language, hands it to the mail server, and commits "sent" together with the next claim. **A process has one
mail in flight**, whatever its pool: if it is killed between the server's 250 and the commit, that one mail goes out
again, under the same Message-ID, and no other. So parallel sending means several processes. ``outbox.sweep`` finds what
fell through: rows left "sending" by a killed process, rows that are due though nobody was woken, digests.

The reader's side: an inbox in the portal holds every message; per kind a person may choose mail at once, a daily
digest, or the portal only, and quiet hours in Helsinki time. Mandatory kinds (decisions, receipts) ignore all of that.
"""

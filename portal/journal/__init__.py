"""The record of every act: who, for whom, what, when, why.

Events are written by ``transition()`` and the other services: a verb, an actor, whom they act for, a reason: the
sentence that a person reads. Row images are written by database triggers for declared tables and columns, so that
a change by plain SQL is there too. The app role can insert events and nothing more; row images only the trigger
writes. What the retention plan must erase goes through the one function ``journal_redact``.
"""

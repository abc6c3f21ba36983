"""Applications of the past for the demo, as they would stand had people made them then.

The services always act now, on purpose: nobody can make yesterday's decision today. So the light grants of the autumns
before are inserted directly, in bulk, with the record as it would have been written (history.py); and where all that
follows a decision is to be seen, the demo turns its own clock back and lets the services do each step (then.py,
rounds.py). Demo data is the one place where either is right.
"""

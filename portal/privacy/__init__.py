"""What a person may ask of the portal about themselves, and the retention plan.

Both stand on declarations: ``personal.py`` and ``retention.py`` of every room and app (portal/personal.py,
portal/retention.py). This room makes the copy, keeps the requests with their days, and runs the plan: first a dry run
that lists what is due, then, on the same day, what it listed.
"""

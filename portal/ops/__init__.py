"""What runs the portal from outside: the demo, the checks, backup and restore. Plain modules for `python -m`.

Nothing here is a Django app, and nothing of the portal imports it; what needs Django starts `manage.py`.
"""

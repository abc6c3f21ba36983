"""The bench as an app of Django, for its one command."""

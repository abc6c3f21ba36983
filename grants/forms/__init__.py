"""Input on grants: building a call, applying, reviewing."""

"""A small app with a message and two jobs, for the workers of the fault tests."""

"""Every write on this floor, one module a theme."""

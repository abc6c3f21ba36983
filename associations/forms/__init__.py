"""Input on this floor, one module a theme."""

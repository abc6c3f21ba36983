"""The ground of the house: rooms that know no app (docs/architecture.md)."""

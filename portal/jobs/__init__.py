"""Long work done in one way: a row with checkpoint, progress, cancel and errors, resumed after a kill."""

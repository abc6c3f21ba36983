"""City employees' pages on this floor."""

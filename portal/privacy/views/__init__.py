"""Pages of data protection: a person's own, and the city's."""

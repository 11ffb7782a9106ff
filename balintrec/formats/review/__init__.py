"""A review, one module a format."""

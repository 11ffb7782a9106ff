"""A federation of societies, one module a format."""

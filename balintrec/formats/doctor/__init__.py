"""The state of a clone, one module a format."""

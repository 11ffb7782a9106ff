"""A dossier, one module a format."""

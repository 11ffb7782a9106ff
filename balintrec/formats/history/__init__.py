"""The history of records and standings, one module a format."""

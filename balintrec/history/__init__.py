"""What became of records and of people's standings over time, out of what git remembers. Pure."""

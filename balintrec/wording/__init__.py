"""Messages as values, and the languages in which they are shown."""

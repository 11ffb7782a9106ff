"""One writer a format: views in, text or bytes out. Nothing is computed here."""

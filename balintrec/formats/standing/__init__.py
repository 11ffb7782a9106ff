"""Standings, one module a format."""

"""Findings, standings and explanations as text: pure functions, one format a module."""

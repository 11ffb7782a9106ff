"""The exception for usage and environment errors; the command line prints it as one line and exits with 2."""

from __future__ import annotations


class BalintrecError(Exception):
    """Work cannot go on; the text says why and what to do, in one line."""

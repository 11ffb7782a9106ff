"""``python -m balintrec`` is ``balintrec``."""

from __future__ import annotations

from balintrec.cli import main

main()

"""All tests of the cache run one version of the program."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from balintrec.cache import finding_cache, output_cache, parse_cache
from balintrec.cache.checksum import fingerprint


@pytest.fixture(scope="session", autouse=True)
def one_version() -> Iterator[None]:
    """Somebody who works on the modules while these tests run does not make another version of what runs."""
    with pytest.MonkeyPatch.context() as patch:
        known = cache(fingerprint)
        for module in (output_cache, finding_cache, parse_cache):
            patch.setattr(module, "fingerprint", known)
        yield

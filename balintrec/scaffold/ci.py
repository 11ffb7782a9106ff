"""The files with which GitHub or GitLab checks and reviews what is to be merged into a society."""

from __future__ import annotations

import json
import re
import textwrap

from balintrec.errors import BalintrecError
from balintrec.resources import templates
from balintrec.review.protected_files import PATTERNS
from balintrec.sanitize import visible
from balintrec.scaffold.templates import fill

OWNERS = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS"}
"""By service, the file in which a committee puts its own name."""


_COMMENT = ".github/workflows/balintrec-comment.yml"
_HERE = "const names = [];"
"""Where the workflow of the comment takes the names of the files that guard the records."""
_RUNS = (_COMMENT, ".github/workflows/balintrec.yml", ".github/dependabot.yml", ".gitlab-ci.yml")
"""The files that make no sense before it is known which balintrec is to be installed."""


def ci_files(service: str, package: str | None) -> dict[str, str]:
    """Path to text of every file for a service of `OWNERS`; they install the package, and without one install nothing.

    ``package`` is one line of a requirements file, as `pinned` gives it.
    """
    # As they are, not filled in: what a workflow writes between braces is the service's, not ours.
    top = templates() / "ci" / service
    found = {path.relative_to(top).as_posix(): path for path in sorted(top.rglob("*")) if path.is_file()}
    texts = {_place(service, path): file.read_text(encoding="utf-8") for path, file in found.items()}
    texts[OWNERS[service]] += "".join(f"{pattern} @your-society/committee\n" for pattern in owned())
    if package is None:
        return {path: text for path, text in texts.items() if path not in _RUNS}
    if _COMMENT in texts:
        texts[_COMMENT] = texts[_COMMENT].replace(_HERE, _names())
    return {"requirements.txt": fill("ci/requirements.txt", package=package), **texts}


_HASH = r"--hash=sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})"
_PINNED = (
    re.compile(rf"balintrec(?:\[[a-z]+(?:,[a-z]+)*\])? ?== ?[0-9][0-9a-z.!+]*(?: +{_HASH})+"),
    re.compile(r"balintrec(?:\[[a-z]+(?:,[a-z]+)*\])? ?@ ?git\+https://[^\s@#?;\"'\\]+@[0-9a-f]{40}"),
)
HOW = (
    '--package "balintrec==VERSION --hash=sha256:HASH" (the hash is on the page of the published file) or '
    '--package "balintrec @ git+https://ADDRESS@COMMIT" (all 40 digits of the commit)'
)
"""How it is said which program judges."""


def pinned(package: str) -> str:
    """One line of a requirements file that only one program can answer to. Raises `BalintrecError`.

    A version by its name alone is whatever somebody publishes under it, and a branch or a tag what it points to today.
    """
    if not any(form.fullmatch(package) for form in _PINNED):
        raise BalintrecError(
            f'"{visible(package)}" does not say which program is to judge, to the byte; say {HOW}'
        )
    return package


def owned() -> tuple[str, ...]:
    """What guards the records, as CODEOWNERS is written; a link in a folder's place has an owner too."""
    return tuple(name for one in PATTERNS for name in dict.fromkeys((one, one.removesuffix("/"))))


def _names() -> str:
    """The names as the script of the comment's workflow has them."""
    names = textwrap.wrap(
        ", ".join(json.dumps(one.removesuffix("/")) for one in PATTERNS), 100, break_on_hyphens=False
    )
    return "\n".join(["const names = [", *(f"{'':14}{line}" for line in names), f"{'':12}];"])


def _place(service: str, path: str) -> str:
    """Both services read a folder with their name; GitLab's pipeline alone stands beside it."""
    return f".{path}" if path == "gitlab-ci.yml" else f".{service}/{path}"

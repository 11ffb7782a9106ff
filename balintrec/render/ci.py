"""The files with which GitHub or GitLab checks and reviews what is to be merged into a society."""

from __future__ import annotations

from balintrec.render.templates import fill, folder

OWNERS = {"github": ".github/CODEOWNERS", "gitlab": ".gitlab/CODEOWNERS"}
"""By service, the file in which a committee puts its own name."""


def ci_files(service: str, version: str) -> dict[str, str]:
    """Path to text of every file for a service of `OWNERS`; they install this version of balintrec."""
    # As they are, not filled in: what a workflow writes between braces is the service's, not ours.
    top = folder() / "ci" / service
    found = {path.relative_to(top).as_posix(): path for path in sorted(top.rglob("*")) if path.is_file()}
    texts = {_place(service, path): file.read_text(encoding="utf-8") for path, file in found.items()}
    return {"requirements.txt": fill("ci/requirements.txt", version=version), **texts}


def _place(service: str, path: str) -> str:
    """Both services read a folder with their name; GitLab's pipeline alone stands beside it."""
    return f".{path}" if path == "gitlab-ci.yml" else f".{service}/{path}"

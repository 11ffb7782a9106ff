"""Of what checks the records before or after a commit."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from balintrec.repository.health import Guards
from balintrec.views.doctor.advice import Advice, Level

_HOOK = '"$(git rev-parse --git-path hooks/pre-commit)"'


def of_guards(guards: Guards) -> Iterator[Advice]:
    """Whether anything checks the records."""
    if guards.hook:
        return
    level = Level.ADVICE if guards.pipeline else Level.UNSAFE
    nothing = "" if guards.pipeline else ", and no pipeline does it later"
    if guards.hook_described:
        yield Advice(
            "hook-not-installed",
            level,
            f"the hook that .pre-commit-config.yaml describes is not installed in this clone{nothing}",
            "A mistake is committed before anybody hears of it.",
            ("pre-commit install",),
        )
    elif not guards.pipeline:
        yield Advice(
            "nothing-checks",
            level,
            "nothing checks what is committed: no hook, and no pipeline",
            "A mistake stays until somebody runs balintrec check. The first of these lets GitHub check and review "
            "each change (--ci gitlab: GitLab), the others let git check each commit here.",
            (
                "balintrec init --ci github",
                f"printf '%s\\n' '#!/bin/sh' {shlex.quote(_check(guards))} > {_HOOK}",
                f"chmod +x {_HOOK}",
            ),
        )


def _check(guards: Guards) -> str:
    """What a hook does, which runs at the top of the repository."""
    return f"exec balintrec check{f' --root {shlex.quote(guards.below)}' if guards.below else ''}"

"""A requirement of a policy as a sentence, and its numbers in words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from balintrec.model import policy as asked
from balintrec.model.measure import Author, Counterpart, Distinct, Each, ShareOf, StatementWhere, Where
from balintrec.model.policy import Practice, RequirementBase
from balintrec.names import quoted
from balintrec.views.phrases import counted, spoken


def sentence(requirement: RequirementBase) -> str:
    """What is asked, without the numbers that `numbers` gives."""
    return _SENTENCES[type(requirement)](requirement)


def numbers(requirement: RequirementBase) -> list[tuple[str, str, str]]:
    """Every number of a requirement: its key, what it says, and where it comes from."""
    return [(key, _number(requirement, key), requirement.source_of(key)) for key in requirement.given]


def listed(words: Iterable[str], joint: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *most, last = words
    return f"{', '.join(most)} {joint} {last}" if most else last


def _membership(requirement: asked.Membership) -> str:
    return "is a member on the day asked" + (", without a day's break" if requirement.unbroken else "")


def _practice(requirement: Practice) -> str:
    roles = f" as {quoted(requirement.roles)}" if requirement.roles else " in any role"
    parts = [f"{listed(requirement.of)}{roles}"]
    if requirement.where:
        parts.append(_where(requirement.where))
    if requirement.with_:
        parts.append(f"with {_somebody(requirement.with_)} there")
    if len(requirement.of) > 1 or requirement.unit != "sessions":
        parts.append(f"counted in {spoken(requirement.unit)}")
    return ", ".join(parts)


def _somebody(other: Counterpart | Author) -> str:
    role = f"another {quoted(other.role)}" if other.role else "somebody else"
    holding = f" who holds {quoted(other.credential)} on that day" if other.credential else ""
    return role + holding


def _where(where: Where | StatementWhere) -> str:
    spoken_of = {
        "modes": "held {}",
        "kinds": "of the kind {}",
        "groups": "of the group {}",
        "group_kinds": "of groups of the kind {}",
        "settings": "in the setting {}",
    }
    words = [
        text.format(quoted(value)) for name, text in spoken_of.items() if (value := getattr(where, name, ()))
    ]
    flags = {"recorded": "with a recording used", "assessed": "in which the member was assessed"}
    for name, text in flags.items():
        flag = getattr(where, name, None)
        if flag is not None:
            words.append(text if flag else f"not {text}")
    return ", ".join(words)


_WRITINGS = {"reflections": "reflections by the member", "reports": "reports by the member's supervisor"}


def _writing(requirement: asked.Writing) -> str:
    what = quoted(_WRITINGS[kind] for kind in requirement.of)
    during = (
        f"while the stage {requirement.during} goes on" if requirement.during else "while this stage goes on"
    )
    return f"{what}, written every so often {during}"


def _statement(requirement: asked.Statement) -> str:
    words = [f"{_kinds(requirement.of)} in the member's favour"]
    words += _by(requirement.by)
    if requirement.where:
        words.append(_where(requirement.where))
    return ", ".join(words)


def _by(by: Author | None) -> Iterator[str]:
    if by and by.role:
        yield f"by their {quoted(by.role)}"
    if by and by.credential:
        yield f"by somebody who holds {quoted(by.credential)} on that day"


def _kinds(kinds: Iterable[str]) -> str:
    return quoted("readiness assessment" if kind == "readiness" else kind for kind in kinds)


def _document(requirement: asked.DocumentCited) -> str:
    what = f"the latest application comes with {listed(requirement.of, 'or')}"
    return ", ".join([what, *_by(requirement.by)])


def _attestation(requirement: asked.AttestationOf) -> str:
    return f"an attestation of {quoted(requirement.of)}"


def _all_of(requirement: asked.AllOf) -> str:
    return "all of these that apply:"


def _any_of(requirement: asked.AnyOf) -> str:
    return "one of these:"


_SENTENCES: dict[type, Callable[..., str]] = {
    asked.Membership: _membership,
    Practice: _practice,
    asked.Writing: _writing,
    asked.Statement: _statement,
    asked.DocumentCited: _document,
    asked.AttestationOf: _attestation,
    asked.AllOf: _all_of,
    asked.AnyOf: _any_of,
}


_COUNTS = {
    "months": ("for at least {}", "month"),
    "span": ("from first to last {} or more", "month"),
    "max-gap": ("never more than {} apart", "day"),
    "every": ("every {}", "month"),
    "grace": ("up to {} late", "day"),
    "hours": ("at least {} together", "hour"),
    "since": ("at least {} old", "month"),
}


def _number(requirement: RequirementBase, key: str) -> str:
    value = getattr(requirement, key.replace("-", "_"))
    match value:
        case Each():
            return _each(requirement, value)
        case Distinct():
            return f"at least {value.at_least} different {spoken(value.of)}"
        case tuple():
            return "; ".join(map(_share, value))
    if key == "at-least":
        return _at_least(requirement, value)
    if key == "within":
        return _within(requirement, value)
    text, noun = _COUNTS[key]
    return text.format(counted(value, noun))


def _at_least(requirement: RequirementBase, number: int) -> str:
    if isinstance(requirement, Practice):
        return f"at least {_units(requirement, number)}"
    return f"at least {number}"


def _each(requirement: RequirementBase, each: Each) -> str:
    floor = _units(requirement, each.at_least) if isinstance(requirement, Practice) else each.at_least
    return f"at least {floor} in every {_months(each.months)}"


def _units(requirement: Practice, number: int) -> str:
    # A supervision is worth one session, and is spoken of as what it is.
    one_kind = requirement.unit == "sessions" and len(requirement.of) == 1
    unit = requirement.of[0] if one_kind else requirement.unit
    return counted(number, spoken(unit).removesuffix("s"))


def _months(months: int) -> str:
    return "month" if months == 1 else f"{months} months"


def _share(share: ShareOf) -> str:
    floor = f"at least {_percent(share.at_least)}" if share.at_least is not None else ""
    top = f"at most {_percent(share.at_most)}" if share.at_most is not None else ""
    limits = " and ".join(filter(None, (floor, top)))
    if share.of:
        return f"{limits} of the sessions of the groups whose roster the member is on"
    return f"{limits} of it {_where(share.where) if share.where else ''}".rstrip()


def _percent(share: Fraction) -> str:
    percent = share * 100
    return f"{percent.numerator} %" if percent.denominator == 1 else str(share)


def _within(requirement: RequirementBase, months: int) -> str:
    start = (
        "before the application" if isinstance(requirement, asked.DocumentCited) else "before the day asked"
    )
    return f"at most {counted(months, 'month')} {start}"

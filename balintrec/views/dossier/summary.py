"""The beginning of a dossier: who, as of when, by which policy, from which commit, and what comes of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.pathway import StageStanding, Status
from balintrec.views.dossier.page import (
    Block,
    Facts,
    Items,
    Line,
    Notice,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
    joined,
    plain,
    table,
)
from balintrec.views.dossier.values import Dossier
from balintrec.views.dossier.words import span
from balintrec.views.member.requirements import all_outcomes
from balintrec.views.member.values import Coming, Held
from balintrec.views.phrases import counted, spoken
from balintrec.views.standing import HELD_BY_DECISION, binding, decided, missing, stage_words
from balintrec.wording.message import message


def head(dossier: Dossier) -> Section:
    """Who it is about, and where it was read."""
    rows = (
        ("member", _member(dossier)),
        ("as of", plain(dossier.person.on)),
        ("application", dossier.record(dossier.application.record) if dossier.application else plain("none")),
        ("credential", plain(dossier.person.aim)),
        ("holds", _holds(dossier)),
        ("decided", _decided(dossier)),
        ("policy", _policy(dossier)),
        ("on the pathway since", plain(dossier.person.standing.begin or "it has not begun")),
        ("membership", joined([span(one) for one in dossier.person.membership], ", ")),
        ("profession", plain(dossier.person.profession)),
        ("background", plain(", ".join(map(spoken, dossier.person.background)))),
        ("commit", _commit(dossier)),
        ("computed by", plain(f"balintrec {dossier.version}")),
    )
    return Section("about", "About this dossier", (Facts(tuple(row for row in rows if row[1])),))


def _member(dossier: Dossier) -> Line:
    names = " · ".join(dict.fromkeys(name for _, name in dossier.person.names))
    return joined([plain(names), dossier.record(f"members/{dossier.person.id}")], ", ")


def _holds(dossier: Dossier) -> Line:
    """What is held; and what was, which is as much for whoever decides to know."""
    held = [_held(one) for one in dossier.person.held] or [plain("no credential")]
    last = {one.credential: one for one in dossier.person.tenures}
    ended = [one for one in last.values() if not one.held]
    return joined([*held, *(plain(f"{one.credential} no longer since {one.day}") for one in ended)], "; ")


def _decided(dossier: Dossier) -> Line:
    """What was decided last about the credential."""
    standing = dossier.person.standing
    if standing.decisions_unread:
        return joined(
            [plain("not known"), *(dossier.place(path, None) for path in standing.decisions_unread)], ", "
        )
    if standing.decision is None:
        return ()
    return joined([plain(decided(standing)), dossier.record(standing.decision.record)], ", ")


def _held(one: Held) -> Line:
    until = f" until {one.until}" if one.until else ""
    return plain(f"{one.credential} since {one.since}{until}")


def _policy(dossier: Dossier) -> Line:
    policy = dossier.person.policy
    if policy is None:
        return plain("none that can be read")
    title = f"{policy.title}, in force from {policy.effective}"
    return joined([plain(title), dossier.record(policy.ref)], ", ")


def _commit(dossier: Dossier) -> Line:
    provenance = dossier.provenance
    if provenance.commit is None:
        return plain(provenance.why_not)
    changed = len(provenance.changed)
    rest = f", with changes not yet committed in {counted(changed, 'file')}" if changed else ""
    return (Run(provenance.commit, "code"), *plain(rest))


def result(dossier: Dossier) -> Section:
    """What it comes to: every stage in a line, what is missing, and what nobody has decided yet."""
    standing = dossier.person.standing
    blocks: list[Block] = [Paragraph(_told(dossier)), Paragraph(plain(HELD_BY_DECISION, "quiet"))]
    if standing.former:
        blocks.append(Notice(plain(f"No member any more: membership ended on {standing.membership_ended}.")))
    blocks += [
        Notice(
            joined([plain("cannot be read, and has to be"), *(dossier.place(path, None) for path in files)])
        )
        for files in [sorted(set(standing.unreadable))]
        if files
    ]
    if standing.stages:
        blocks += [Picture("pathway"), *_stages(standing.stages)]
    if lacking := _lacking(dossier):
        blocks += [Paragraph(plain("What is missing:", "strong")), Items(lacking)]
    if undecided := tuple(_undecided(dossier)):
        blocks += [
            Notice(plain("Numbers that the committee has yet to decide; the verdicts rest on placeholders:")),
            Items(undecided),
        ]
    return Section("result", "Result", tuple(blocks))


def _told(dossier: Dossier) -> Line:
    standing = dossier.person.standing
    binds, lacks = binding(standing.outcomes()), missing(standing.outcomes())
    if not standing.stages:
        return plain("Nothing can be said: the member's record or the policy cannot be read.", "strong")
    if standing.complete:
        return plain("Everything that the policy asks for and that can be checked is met.", "strong")
    unknown = sum(one.status is Status.UNKNOWN for one in lacks)
    met = f"{len(binds) - len(lacks)} of {counted(len(binds), 'requirement')} that bind are met"
    rest = f"; {unknown} cannot be known, because files cannot be read" if unknown else ""
    return plain(f"{met}{rest}.", "strong")


def _stages(stages: tuple[StageStanding, ...]) -> tuple[Table, ...]:
    rows = tuple(
        (
            (Run(spoken(one.status), one.status),),
            plain(one.title),
            plain(stage_words(one)),
            plain(
                f"{len(binding(one.outcomes)) - len(missing(one.outcomes))} of {len(binding(one.outcomes))}"
            ),
        )
        for one in stages
    )
    return table(("verdict", "stage", "when", "requirements"), rows)


def _lacking(dossier: Dossier) -> tuple[Line, ...]:
    return tuple(
        joined([(Run(spoken(one.status), one.status), Run(f" {one.title}")), plain(one.next)], ": ")
        for one in missing(dossier.person.standing.outcomes())
    )


def _undecided(dossier: Dossier) -> Iterator[Line]:
    for one in all_outcomes(dossier.person.standing.outcomes()):
        for number in dossier.person.numbers.get(one.id, ()):
            if number.source == "placeholder":
                yield plain(message("%(name)s: %(what)s", name=one.title, what=number.said))


def not_checked(dossier: Dossier) -> Section:
    """What the policy asks, and no record can show."""
    asked = tuple(plain(sentence) for sentence in dossier.person.standing.not_checked)
    return Section(
        "not-checked", "Asked by the policy, and not checked here", (Items(asked),) if asked else ()
    )


def coming(dossier: Dossier) -> Section:
    """What falls due, and what lapses."""
    rows = tuple((plain(one.day), plain(_what(one))) for one in dossier.person.coming)
    return Section("next", "What comes next", table(("day", "what"), rows))


def _what(one: Coming) -> str:
    what = one.title or one.what
    if one.lapses:
        return f"{what}: lapses if nothing more is recorded"
    return f"{what}: {'was due, and can still be done' if one.overdue else 'is due'}"

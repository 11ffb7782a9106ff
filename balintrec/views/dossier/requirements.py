"""Of a dossier: what it comes to, every requirement, and the records that it rests on. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from balintrec.pathway import Outcome, StageStanding, Status
from balintrec.pathway.timeline import Tenure, Turn
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
    span,
    table,
    verdict,
)
from balintrec.views.dossier.values import Dossier
from balintrec.views.member.requirements import all_outcomes
from balintrec.views.member.values import Coming, Held
from balintrec.views.phrases import counted, in_units, spoken
from balintrec.views.standing import (
    HELD_BY_DECISION,
    binding,
    decided,
    missing,
    numbers,
    progress,
    reasons,
    since,
    stage_words,
    summed_up,
)
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


_HEADINGS = ("verdict", "requirement", "so far", "numbers and their source", "rests on")


def requirements(dossier: Dossier) -> Iterator[Section]:
    """A section a stage."""
    for stage in dossier.person.standing.stages:
        title = f"{stage.title}: {stage_words(stage)}"
        rows = tuple(row for outcome in stage.outcomes for row in _rows(dossier, outcome, ""))
        yield Section(f"stage-{stage.id}", title, (Table(_HEADINGS, rows, "requirements"),), 3)


def _rows(dossier: Dossier, outcome: Outcome, lead: str) -> Iterator[tuple[Line, ...]]:
    desirable = plain(" (desirable)", "quiet") if outcome.desirable else ()
    yield (
        verdict(outcome),
        (*plain(f"{lead}{outcome.title}"), *desirable, Run(" "), Run(outcome.id, "code")),
        joined([plain(one) for one in _so_far(outcome)]),
        joined([plain(one) for one in numbers(outcome)]),
        _rests(dossier, outcome),
    )
    for part in outcome.parts:
        yield from _rows(dossier, part, f"{lead}… ")


def _so_far(outcome: Outcome) -> tuple[str, ...]:
    coming = f"next: {outcome.next}" if outcome.next else ""
    return (progress(outcome), outcome.reason, since(outcome), coming)


def _rests(dossier: Dossier, outcome: Outcome) -> Line:
    """What counts in sum, with the decisions and the files that stand in the way."""
    counts = [] if outcome.parts else [plain(one) for one in summed_up(outcome)]
    decided = [(Run("decided: "), *dossier.record(ref)) for ref in outcome.decisions]
    unread = [(Run("cannot be read: "), *dossier.place(path, None)) for path in outcome.unreadable]
    return joined([*counts, *decided, *unread])


def evidence(dossier: Dossier) -> Iterator[Section]:
    """A section a requirement that has records: every one that counts, and every one that does not."""
    for outcome in all_outcomes(dossier.person.standing.outcomes()):
        told = not outcome.parts and outcome.status is not Status.NOT_APPLICABLE
        blocks = tuple(_evidence(dossier, outcome)) if told else ()
        if blocks:
            yield Section(f"evidence-{outcome.id.replace('/', '-')}", outcome.title, blocks, 3)


def _evidence(dossier: Dossier, outcome: Outcome) -> Iterator[Block]:
    if outcome.counted:
        yield Paragraph(plain("Counted:"))
        yield Items(
            tuple(
                (
                    Run(f"{one.day} "),
                    *dossier.record(one.record),
                    *plain(f" ({in_units(one.amount, outcome.unit)})" if one.amount != 1 else ""),
                )
                for one in outcome.counted
            )
        )
    for reason, refs in reasons(outcome.excluded):
        yield Paragraph(plain(f"Not counted: {reason}"))
        yield Items(tuple(dossier.record(ref) for ref in refs))


def history(dossier: Dossier) -> Section:
    """The days on which requirements became met or were lost, and credentials were held or ended."""
    found = [
        *((one.day, 0, _turn(dossier, one)) for one in dossier.person.turns),
        *((one.day, 1, _tenure(dossier, one)) for one in dossier.person.tenures),
    ]
    rows = tuple(row for _, _, row in sorted(found, key=lambda one: one[:2]))
    blocks: tuple[Block, ...] = (Picture("timeline"), *table(("day", "what", "by"), rows)) if rows else ()
    return Section("timeline", "How it came to stand so", blocks)


def _turn(dossier: Dossier, one: Turn) -> tuple[Line, ...]:
    by = joined([dossier.record(ref) for ref in one.records], ", ")
    return plain(one.day), (Run(spoken(one.after), one.after), Run(f" {one.title}")), by


def _tenure(dossier: Dossier, one: Tenure) -> tuple[Line, ...]:
    what = "holds" if one.held else "no longer holds"
    return plain(one.day), plain(f"{what} {one.credential}"), dossier.record(one.record) if one.record else ()

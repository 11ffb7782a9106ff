"""Of a dossier: what it comes to, every requirement, and the records that it rests on. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from balintrec.pathway import Outcome, StageStanding, Status
from balintrec.pathway.timeline import Tenure, Turn
from balintrec.views.dossier.page import (
    COMMA,
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
    badge,
    plain,
    run_on,
    span,
    table,
    verdict,
)
from balintrec.views.dossier.values import Dossier
from balintrec.views.member.requirements import all_outcomes
from balintrec.views.member.values import Coming, Held
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
from balintrec.wording.message import NOTHING, Message, in_context, joined, message, plural
from balintrec.wording.vocabulary import units, word


def head(dossier: Dossier) -> Section:
    """Who it is about, and where it was read."""
    rows = (
        (message("member"), _member(dossier)),
        (message("as of"), plain(dossier.person.on)),
        (
            message("application"),
            dossier.record(dossier.application.record) if dossier.application else plain(message("none")),
        ),
        (message("credential"), plain(word(dossier.person.aim))),
        (message("holds"), _holds(dossier)),
        (message("decided"), _decided(dossier)),
        (message("policy"), _policy(dossier)),
        (
            message("on the pathway since"),
            plain(dossier.person.standing.begin or message("it has not begun")),
        ),
        (message("membership"), run_on([span(one) for one in dossier.person.membership], COMMA)),
        (message("profession"), plain(dossier.person.profession)),
        (message("background"), plain(joined(map(word, dossier.person.background), ", "))),
        (message("commit"), _commit(dossier)),
        (message("computed by"), plain(f"balintrec {dossier.version}")),
    )
    return Section("about", message("About this dossier"), (Facts(tuple(row for row in rows if row[1])),))


def _member(dossier: Dossier) -> Line:
    names = " · ".join(dict.fromkeys(name for _, name in dossier.person.names))
    return run_on([plain(names), dossier.record(f"members/{dossier.person.id}")], COMMA)


def _holds(dossier: Dossier) -> Line:
    """What is held; and what was, which is as much for whoever decides to know."""
    held = [_held(one) for one in dossier.person.held] or [plain(message("no credential"))]
    last = {one.credential: one for one in dossier.person.tenures}
    ended = [one for one in last.values() if not one.held]
    return run_on([*held, *(plain(_no_longer(one)) for one in ended)], "; ")


def _no_longer(tenure: Tenure) -> Message:
    return message(
        "%(credential)s no longer since %(day)s", credential=word(tenure.credential), day=tenure.day
    )


def _decided(dossier: Dossier) -> Line:
    """What was decided last about the credential."""
    standing = dossier.person.standing
    if standing.decisions_unread:
        return run_on(
            [plain(message("not known")), *(dossier.place(path, None) for path in standing.decisions_unread)],
            ", ",
        )
    if standing.decision is None:
        return ()
    return run_on([plain(decided(standing)), dossier.record(standing.decision.record)], COMMA)


def _held(one: Held) -> Line:
    name = word(one.credential)
    if not one.until:
        return plain(message("%(credential)s since %(day)s", credential=name, day=one.since))
    return plain(
        message(
            "%(credential)s since %(day)s until %(until)s", credential=name, day=one.since, until=one.until
        )
    )


def _policy(dossier: Dossier) -> Line:
    policy = dossier.person.policy
    if policy is None:
        return plain(message("none that can be read"))
    title = message("%(title)s, in force from %(day)s", title=policy.title, day=policy.effective)
    return run_on([plain(title), dossier.record(policy.ref)], COMMA)


def _commit(dossier: Dossier) -> Line:
    provenance = dossier.provenance
    if provenance.commit is None:
        return plain(provenance.why_not)
    changed = len(provenance.changed)
    rest = plural(
        ", with changes not yet committed in %(num)s file",
        ", with changes not yet committed in %(num)s files",
        changed,
    )
    return (Run(provenance.commit, "code"), *(plain(rest) if changed else ()))


def result(dossier: Dossier) -> Section:
    """What it comes to: every stage in a line, what is missing, and what nobody has decided yet."""
    standing = dossier.person.standing
    blocks: list[Block] = [Paragraph(_told(dossier)), Paragraph(plain(HELD_BY_DECISION, "quiet"))]
    if standing.former:
        day = standing.membership_ended or standing.on
        blocks.append(Notice(plain(message("No longer a member: membership ended on %(day)s.", day=day))))
    blocks += [
        Notice(
            run_on(
                [
                    plain(message("cannot be read, and has to be")),
                    *(dossier.place(path, None) for path in files),
                ]
            )
        )
        for files in [sorted(set(standing.unreadable))]
        if files
    ]
    if standing.stages:
        blocks += [Picture("pathway"), *_stages(standing.stages)]
    if lacking := _lacking(dossier):
        blocks += [Paragraph(plain(message("What is missing:"), "strong")), Items(lacking)]
    if undecided := tuple(_undecided(dossier)):
        blocks += [
            Notice(
                plain(
                    message(
                        "Numbers that the committee has yet to decide; the verdicts rest on placeholders:"
                    )
                )
            ),
            Items(undecided),
        ]
    return Section("result", message("Result"), tuple(blocks))


def _told(dossier: Dossier) -> Line:
    standing = dossier.person.standing
    binds, lacks = binding(standing.outcomes()), missing(standing.outcomes())
    if not standing.stages:
        return plain(
            message("Nothing can be said: the member's record or the policy cannot be read."), "strong"
        )
    if standing.complete:
        return plain(message("Everything that the policy asks for and that can be checked is met."), "strong")
    unknown = sum(one.status is Status.UNKNOWN for one in lacks)
    met = plural(
        "%(met)s of %(num)s requirement that binds is met.",
        "%(met)s of %(num)s requirements that bind are met.",
        len(binds),
        met=len(binds) - len(lacks),
    )
    if not unknown:
        return plain(met, "strong")
    unread = plural(
        "%(num)s cannot be known, because files cannot be read.",
        "%(num)s cannot be known, because files cannot be read.",
        unknown,
    )
    return plain(joined((met, unread), " "), "strong")


def _stages(stages: tuple[StageStanding, ...]) -> tuple[Table, ...]:
    rows = tuple(
        (
            badge(one.status),
            plain(one.title),
            plain(stage_words(one)),
            plain(
                message(
                    "%(met)s of %(all)s",
                    met=len(binding(one.outcomes)) - len(missing(one.outcomes)),
                    all=len(binding(one.outcomes)),
                )
            ),
        )
        for one in stages
    )
    return table((message("verdict"), message("stage"), message("when"), message("requirements")), rows)


def _lacking(dossier: Dossier) -> tuple[Line, ...]:
    return tuple(
        run_on([(*badge(one.status), Run(" "), Run(one.title)), plain(one.next)], ": ")
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
        "not-checked", message("Asked by the policy, and not checked here"), (Items(asked),) if asked else ()
    )


def coming(dossier: Dossier) -> Section:
    """What falls due, and what lapses."""
    rows = tuple((plain(one.day), plain(_what(one))) for one in dossier.person.coming)
    return Section("next", message("What comes next"), table((message("day"), message("what")), rows))


def _what(one: Coming) -> Message:
    what = one.title or word(one.what)
    if one.lapses:
        return message("%(what)s: lapses if nothing more is recorded", what=what)
    if one.overdue:
        return message("%(what)s: was due, and can still be done", what=what)
    return message("%(what)s: is due", what=what)


_HEADINGS = (
    in_context("head", "status"),
    in_context("head", "requirement"),
    in_context("head", "so far"),
    message("numbers and their source"),
    message("rests on"),
)


def requirements(dossier: Dossier) -> Iterator[Section]:
    """A section a stage."""
    for stage in dossier.person.standing.stages:
        title = message("%(stage)s: %(state)s", stage=stage.title, state=stage_words(stage))
        rows = tuple(row for outcome in stage.outcomes for row in _rows(dossier, outcome, ""))
        yield Section(f"stage-{stage.id}", title, (Table(_HEADINGS, rows, "requirements"),), 3)


def _rows(dossier: Dossier, outcome: Outcome, lead: str) -> Iterator[tuple[Line, ...]]:
    desirable = (Run(" "), Run(message("(desirable)"), "quiet")) if outcome.desirable else ()
    yield (
        verdict(outcome),
        (*plain(lead), *plain(outcome.title), *desirable, Run(" "), Run(outcome.id, "code")),
        run_on([plain(one) for one in _so_far(outcome)]),
        run_on([plain(one) for one in numbers(outcome)]),
        _rests(dossier, outcome),
    )
    for part in outcome.parts:
        yield from _rows(dossier, part, f"{lead}… ")


def _so_far(outcome: Outcome) -> tuple[Message, ...]:
    coming = message("next: %(step)s", step=outcome.next) if outcome.next else NOTHING
    return (progress(outcome), outcome.reason, since(outcome), coming)


def _rests(dossier: Dossier, outcome: Outcome) -> Line:
    """What counts in sum, with the decisions and the files that stand in the way."""
    counts = [] if outcome.parts else [plain(one) for one in summed_up(outcome)]
    decided = [(Run(message("Decided:")), Run(" "), *dossier.record(ref)) for ref in outcome.decisions]
    unread = [
        (Run(message("Cannot be read:")), Run(" "), *dossier.place(path, None)) for path in outcome.unreadable
    ]
    return run_on([*counts, *decided, *unread])


def evidence(dossier: Dossier) -> Iterator[Section]:
    """A section a requirement that has records: every one that counts, and every one that does not."""
    for outcome in all_outcomes(dossier.person.standing.outcomes()):
        told = not outcome.parts and outcome.status is not Status.NOT_APPLICABLE
        blocks = tuple(_evidence(dossier, outcome)) if told else ()
        if blocks:
            yield Section(f"evidence-{outcome.id.replace('/', '-')}", outcome.title, blocks, 3)


def _evidence(dossier: Dossier, outcome: Outcome) -> Iterator[Block]:
    if outcome.counted:
        yield Paragraph(plain(message("Counted:")))
        yield Items(
            tuple(
                (
                    *plain(one.day),
                    Run(" "),
                    *dossier.record(one.record),
                    *(_worth(one.amount, outcome.unit) if one.amount != 1 else ()),
                )
                for one in outcome.counted
            )
        )
    for reason, refs in reasons(outcome.excluded):
        yield Paragraph(plain(message("Not counted: %(reason)s", reason=reason)))
        yield Items(tuple(dossier.record(ref) for ref in refs))


def _worth(number: Fraction, unit: str) -> Line:
    return (Run(" ("), Run(units(number, unit)), Run(")"))


def history(dossier: Dossier) -> Section:
    """The days on which requirements became met or were lost, and credentials were held or ended."""
    found = [
        *((one.day, 0, _turn(dossier, one)) for one in dossier.person.turns),
        *((one.day, 1, _tenure(dossier, one)) for one in dossier.person.tenures),
    ]
    rows = tuple(row for _, _, row in sorted(found, key=lambda one: one[:2]))
    blocks: tuple[Block, ...] = (
        (Picture("timeline"), *table((message("day"), message("what"), message("by")), rows)) if rows else ()
    )
    return Section("timeline", message("How this standing came about"), blocks)


def _turn(dossier: Dossier, one: Turn) -> tuple[Line, ...]:
    by = run_on([dossier.record(ref) for ref in one.records], COMMA)
    return plain(one.day), (*badge(one.after), Run(" "), Run(one.title)), by


def _tenure(dossier: Dossier, one: Tenure) -> tuple[Line, ...]:
    name = word(one.credential)
    what = (
        message("holds %(credential)s", credential=name)
        if one.held
        else message("no longer holds %(credential)s", credential=name)
    )
    return plain(one.day), plain(what), dossier.record(one.record) if one.record else ()

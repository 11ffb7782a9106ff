"""``balintrec rename``."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from balintrec.cli.complete import folder_of, ids
from balintrec.cli.complete import nouns as complete_nouns
from balintrec.cli.options import commit_options, day, society_options, work_tree

if TYPE_CHECKING:
    from balintrec.finding import Finding
    from balintrec.model import Record
    from balintrec.renaming import Plan
    from balintrec.repository import Transaction
    from balintrec.society import Society
    from balintrec.source import Source, WorkTree


def _complete_id(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return ids(ctx, folder_of(ctx.params.get("kind") or ""), incomplete)


@click.command
@click.argument("kind", shell_complete=complete_nouns)
@click.argument("old", shell_complete=_complete_id)
@click.argument("new", shell_complete=_complete_id)
@click.option("--merge", "merging", is_flag=True, help="Merge OLD into the existing member NEW.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Merge without asking for confirmation.")
@commit_options
@society_options
def rename(
    kind: str,
    old: str,
    new: str,
    merging: bool,
    dry_run: bool,
    yes: bool,
    commit: bool,
    message: str | None,
    root: str | None,
    on: date | None,
    quiet: bool,
) -> None:
    """Change the id of a record from OLD to NEW: move its file, and update every record that refers to it.

    Only the lines that refer to OLD change. Other ids that contain OLD, such as a reflection's, stay as they are, but
    the sessions of a group are renamed with it.

    With --merge, merge the member OLD into the member NEW: names and memberships are combined, and the changes are
    shown for confirmation first.
    """
    from balintrec.cli.options import kind_named
    from balintrec.cli.output import committed, writer
    from balintrec.cli.terminal import show

    model, source = kind_named(kind), work_tree(root)
    write = writer(source.root, commit, message)
    plan = _whole(source, model, old, new, merging)
    remarks = () if quiet else _remarks(source, plan, day(on), old, new)
    if dry_run or merging:
        show("\n".join((_diff(plan), *remarks)))
    if dry_run or (merging and not (yes or _agreed())):
        return
    did = f"Merge member {old} into {new}" if merging else f"Rename {model.noun} {old} to {new}"
    with write(did) as change:
        _carry_out(plan, change)
    if not quiet:
        done = _done(plan, model, old, new, merging)
        show("\n".join((*done, *(() if merging else remarks), *((committed(change),) if commit else ()))))


def _whole(source: WorkTree, model: type[Record], old: str, new: str, merging: bool) -> Plan:
    """What must change; of a run that was broken off all that it was to change, so that it comes to its end."""
    from balintrec.cli.history_source import last_commit
    from balintrec.errors import BalintrecError
    from balintrec.renaming import broken_off, left_over
    from balintrec.society import load

    def planned(read: Source) -> Plan:
        return _planned(read, load(read), model, old, new, merging)

    def begun() -> Plan | None:
        return broken_off(source, last_commit(source.root), planned)

    if merging:
        return begun() or planned(source)
    try:
        return planned(source)
    except BalintrecError:
        if plan := begun() or left_over(source, model.kind_folder, old, new, planned):
            return plan
        raise


def _planned(
    source: Source, society: Society, model: type[Record], old: str, new: str, merging: bool
) -> Plan:
    from balintrec.errors import BalintrecError
    from balintrec.renaming import merge, rename

    if not merging:
        return rename(source, society, model, old, new)
    if model.noun != "member":
        raise BalintrecError("only members can be merged with --merge; combine other records by hand")
    return merge(source, society, old, new)


def _diff(plan: Plan) -> str:
    from balintrec.cli.terminal import painter
    from balintrec.formats.diff import rewrites_diff

    return rewrites_diff(plan.rewrites, painter())


def _remarks(source: WorkTree, plan: Plan, on: date, old: str, new: str) -> tuple[str, ...]:
    """What the plan has to say, and what `check` will find that it did not find before."""
    from balintrec.check import check
    from balintrec.renaming import After
    from balintrec.sanitize import visible

    def known(finding: Finding) -> tuple[str, str]:
        return finding.rule.code, finding.message.replace(old, new)

    before = {known(finding) for finding in check(source, on).findings}
    found = [finding for finding in check(After(source, plan), on).findings if known(finding) not in before]
    said = (f"{one.rule.severity} {one.rule.code} in {one.location.path}: {one.message}" for one in found)
    lines = (*plan.remarks, *(f"check will say {line}" for line in said))
    return tuple(f"  {visible(line)}" for line in lines)


def _agreed() -> bool:
    """Whether whoever sees the change wants it. Raises `BalintrecError` where nobody can be asked."""
    from balintrec.errors import BalintrecError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BalintrecError("nothing is changed: if this is what you want, run it again with --yes")
    return click.confirm("Merge these two members?")


def _carry_out(plan: Plan, change: Transaction) -> None:
    for rewrite in plan.rewrites:
        if rewrite.new_path is None:
            change.drop(rewrite.path)
            continue
        if rewrite.new_path != rewrite.path:
            if change.written(rewrite.new_path, rewrite.text):
                change.drop(rewrite.path)
                continue
            change.move(rewrite.path, rewrite.new_path)
        if rewrite.text != rewrite.old:
            change.replace(rewrite.new_path, rewrite.text, rewrite.old)


def _done(plan: Plan, model: type[Record], old: str, new: str, merging: bool) -> list[str]:
    """What was done, in a few lines."""
    from balintrec.sanitize import visible

    named = sum(rewrite.new_path is not None and rewrite.text != rewrite.old for rewrite in plan.rewrites)
    sessions = sum(rewrite.new_path not in (None, rewrite.path) for rewrite in plan.rewrites) - 1
    did = f"merged member {old} into {new}" if merging else f"renamed {model.noun} {old} to {new}"
    along = f", and {_count(sessions, 'session')} named after it" if sessions > 0 else ""
    lines = [f"{did}{along}: {_count(plan.places, 'place')} in {_count(named, 'file')} changed"]
    if plan.keeps:
        contain = "contains {} and is" if len(plan.keeps) == 1 else "contain {} and are"
        kept = f"{_count(len(plan.keeps), 'other id')} {contain.format(old)} not changed"
        lines.append(f"{kept}, such as {plan.keeps[0]}")
    return [visible(line) for line in lines]


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"

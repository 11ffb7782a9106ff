"""``balintrec init``."""

from __future__ import annotations

import click

from balintrec.cli.options import quiet_option


@click.command
@click.argument("directory", metavar="DIR")
@click.option(
    "--policy", default="pakistan", metavar="NAME", help="Which policy to begin with (default: pakistan)."
)
@click.option("--name", default="Our Balint society", help="What the society is called.")
@quiet_option
def init(directory: str, policy: str, name: str, quiet: bool) -> None:
    """Begin a new, empty society in DIR, with a policy that comes with balintrec."""
    from pathlib import Path

    from balintrec.errors import BalintrecError
    from balintrec.render.beginning import new_society
    from balintrec.store import write_new

    root = Path(directory)
    texts = new_society(name, policy)
    if (root / "records").exists() or (root / "records").is_symlink():
        raise BalintrecError(f"there is a society in {directory} already: it has a folder records")
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BalintrecError(f"cannot make {directory}: {(error.strerror or 'it failed').lower()}") from None
    written = [path for path in texts if path.startswith("records/") or not (root / path).exists()]
    for path in written:
        write_new(root.resolve(), path, texts[path])
    if not quiet:
        click.echo(f"wrote {', '.join(written)} in {directory}")
        click.echo(f"next: balintrec explain {policy}, and balintrec new member, in that folder")

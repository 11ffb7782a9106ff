"""The command line: options in, one call, text out, exit code. The only place that knows click and today's date."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from balintrec.cache.output_cache import RecordedRun

_FULL = (5, 28)
"""Two numbers of errors: of the device, and of no space left on it. The module with their names is not loaded here."""
CLEAN, FOUND, CANNOT, FAULT, STOPPED, PIPE_CLOSED = 0, 1, 2, 3, 130, 141


def main() -> None:
    """The entry point: run, and leave with the exit code.

    A run is short. Collecting cycles while it lasts, and taking thousands of records and every module apart at its end,
    takes a fifth of the time of a small `check` (measured: 250 to 200 ms), and nothing waits for it.
    """
    from balintrec.cache.output_cache import RecordedRun

    gc.disable()
    _be_heard()
    recorded = RecordedRun(sys.argv[1:])
    try:
        code = recorded.repeat()
    except BrokenPipeError:
        code = PIPE_CLOSED
    except OSError as error:
        code = _unheard(error)
    if code is None:
        code = run(sys.argv[1:], recorded)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or PIPE_CLOSED
    os._exit(code)


def run(arguments: Sequence[str], recorded: RecordedRun | None = None) -> int:
    """Run a command; whatever goes wrong becomes one line and an exit code, never a traceback."""
    import click

    from balintrec.errors import BalintrecError

    # Pydantic would look through every installed package for plug-ins: 6 to 12 ms at each start, and none is wanted.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from balintrec.cli.program import program

        code = program.main(list(arguments), prog_name="balintrec", standalone_mode=False, obj=recorded)
        code = code if isinstance(code, int) else CLEAN
        if recorded:
            sys.stdout.flush()  # nobody waits for what is kept for the next time
            recorded.keep(code)
    except (click.Abort, KeyboardInterrupt):
        return STOPPED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return CANNOT
    except click.UsageError as error:
        context = error.ctx
        hint = f" (see: {context.command_path} --help)" if context else ""
        return _say(f"{error.format_message().rstrip('.')}{hint}", CANNOT)
    except click.ClickException as error:
        return _say(error.format_message(), CANNOT)
    except BalintrecError as error:
        return _say(str(error), CANNOT)
    except OSError as error:
        return _failed(error)
    except Exception as error:
        return _own_fault(error)
    return code


def _be_heard() -> None:
    """Streams that can be written to whatever is said: those that were closed lead nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123, SIM115  # for as long as this process lasts
        # A terminal that cannot show a letter gets its number; a report must not die of it.
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def _is_nowhere() -> bool:
    try:
        os.getcwd()  # noqa: PTH109  # pathlib is not needed for it
    except FileNotFoundError:
        return True
    return False


def _failed(error: OSError) -> int:
    if error.errno in _FULL:
        return _unheard(error)
    if isinstance(error, FileNotFoundError) and _is_nowhere():
        return _say("the current folder has been removed; go to another one", CANNOT)
    return _own_fault(error)


def _unheard(error: OSError) -> int:
    return _say(f"the output cannot be written: {(error.strerror or 'it failed').lower()}", CANNOT)


def _say(text: str, code: int) -> int:
    import click

    from balintrec.sanitize import visible

    click.echo(f"balintrec: {visible(' '.join(text.split()))}", err=True)
    return code


def _own_fault(error: Exception) -> int:
    """Where it happened, without what it said: an exception's text may hold what a record says."""
    if os.environ.get("BALINTREC_DEBUG"):
        import traceback

        traceback.print_exception(error)
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    where = f"{last.tb_frame.f_globals.get('__name__')}:{last.tb_lineno}" if last else "?"
    return _say(
        "internal error: this is a fault of balintrec, not of your records; "
        "please report the command that you ran and this: "
        f"{type(error).__name__} at {where} (BALINTREC_DEBUG=1 shows more)",
        FAULT,
    )

"""Runs something in a process of its own under the eyes of the kernel, and ends it, with all that it started,
before the n-th call that changes a file. Linux only; it needs nothing but the right to trace one's children."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_TRACEME, _SYSCALL, _SETOPTIONS, _GET_SYSCALL_INFO = 0, 24, 0x4200, 0x420E
_OPTIONS = (
    0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x100000
)  # syscalls, fork, vfork, clone, exec, and die with the tracer
_WALL = 0x40000000
_ENTRY = 1
_CREATING = os.O_CREAT | os.O_TRUNC

# name: (number on x86_64, number on aarch64); those in capitals are looked at more closely
_NUMBERS = {
    "OPEN": (2, None),
    "OPENAT": (257, 56),
    "WRITE": (1, 64),
    "PWRITE64": (18, 68),
    "WRITEV": (20, 66),
    "creat": (85, None),
    "ftruncate": (77, 46),
    "truncate": (76, 45),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "rmdir": (84, None),
    "link": (86, None),
    "linkat": (265, 37),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "utimensat": (280, 88),
}
_MACHINES = {"x86_64": 0, "aarch64": 1}


class _Info(ctypes.Structure):
    _fields_ = (
        ("op", ctypes.c_uint8),
        ("pad", ctypes.c_uint8 * 3),
        ("arch", ctypes.c_uint32),
        ("instruction", ctypes.c_uint64),
        ("stack", ctypes.c_uint64),
        ("number", ctypes.c_uint64),
        ("arguments", ctypes.c_uint64 * 6),
        ("room", ctypes.c_uint64 * 4),
    )


def why_not() -> str | None:
    """Why nothing can be traced here; None if it can."""
    if sys.platform != "linux" or platform.machine() not in _MACHINES:
        return "tracing is known for Linux on x86_64 and aarch64 only"
    try:
        seen, _ = killed_before(Path("/proc/absent").rmdir, Path("/"), 1)
    except OSError as error:
        return f"the system allows no tracing: {error.strerror}"
    return None if seen == 1 else "the system does not show what its processes call"


def killed_before(action: Callable[[], object], below: Path, at: int | None) -> tuple[int, int]:
    """Run it in a child, and kill the whole tree before the at-th call that changes a file (writes: below a folder).

    Gives how many such calls were seen, and the child's exit status (-9 if it was killed).
    """
    child = os.fork()
    if child == 0:
        _run(action)
    return _Tracer(child, below, at).watch()


def _run(action: Callable[[], object]) -> None:
    status = 1
    try:
        os.setpgid(0, 0)
        _ptrace(_TRACEME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        action()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


class _Tracer:
    def __init__(self, child: int, below: Path, at: int | None) -> None:
        self._child = child
        self._below = f"{below}/"
        self._at = at
        self._seen = 0
        self._status = 0
        column = _MACHINES[platform.machine()]
        self._names = {numbers[column]: name for name, numbers in _NUMBERS.items()}

    def watch(self) -> tuple[int, int]:
        _, status = os.waitpid(self._child, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            raise OSError(errno.EPERM, "it did not stop")
        _ptrace(_SETOPTIONS, self._child, _OPTIONS)
        _ptrace(_SYSCALL, self._child)
        known = {self._child}
        while True:
            try:
                pid, status = os.waitpid(-self._child, _WALL)
            except ChildProcessError:
                return self._seen, self._status
            if os.WIFSTOPPED(status):
                self._go_on(pid, status, pid not in known)
                known.add(pid)
            elif pid == self._child:
                self._status = os.waitstatus_to_exitcode(status)

    def _go_on(self, pid: int, status: int, new: bool) -> None:
        stopped_by = os.WSTOPSIG(status)
        deliver = 0
        if stopped_by == signal.SIGTRAP | 0x80:
            if self._changes(pid):
                self._seen += 1
                if self._seen == self._at:
                    os.killpg(self._child, signal.SIGKILL)
                    return
        elif not (stopped_by == signal.SIGTRAP or (new and stopped_by == signal.SIGSTOP)):
            deliver = stopped_by
        with suppress(ProcessLookupError):  # killed meanwhile
            _ptrace(_SYSCALL, pid, deliver)

    def _changes(self, pid: int) -> bool:
        info = _Info()
        try:
            _ptrace(_GET_SYSCALL_INFO, pid, ctypes.sizeof(info), ctypes.addressof(info))
        except ProcessLookupError:
            return False
        name = self._names.get(info.number) if info.op == _ENTRY else None
        if name in ("OPEN", "OPENAT"):
            return bool(info.arguments[1 if name == "OPEN" else 2] & _CREATING)
        if name in ("WRITE", "PWRITE64", "WRITEV"):
            try:
                return str(Path(f"/proc/{pid}/fd/{info.arguments[0]}").readlink()).startswith(self._below)
            except OSError:
                return False
        return name is not None


def _ptrace(request: int, pid: int, third: int = 0, fourth: int | None = None) -> None:
    # For most requests the fourth is the value: options, or a signal to deliver.
    given = (0, third) if fourth is None else (third, fourth)
    if _call(request, pid, *given) < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


_call = ctypes.CDLL(None, use_errno=True).ptrace if sys.platform == "linux" else None
if _call is not None:
    _call.restype = ctypes.c_long
    _call.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_size_t, ctypes.c_size_t)

"""The walls of the sandbox, put up by the child itself before it looks at the file."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal

NOBODY = 65534
ANSWER_BYTES = 96 * 1024 * 1024
OPEN_FILES = 32
NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000
DIE_WITH_PARENT, NO_NEW_RIGHTS = 1, 38


def limit(memory_mb: int, seconds: int) -> None:
    """Bound memory, processor time, written bytes and open files for good."""
    memory = memory_mb * 1024 * 1024
    for kind, value in (
        (resource.RLIMIT_AS, (memory, memory)),
        (resource.RLIMIT_CPU, (seconds, seconds + 1)),
        (resource.RLIMIT_FSIZE, (ANSWER_BYTES, ANSWER_BYTES)),
        (resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES)),
        (resource.RLIMIT_CORE, (0, 0)),
    ):
        resource.setrlimit(kind, value)


def cut_network() -> None:
    """Leave the network behind where the kernel lets us; root needs no name space of users."""
    libc = ctypes.CDLL(None, use_errno=True)
    wanted = NEW_NETWORK if os.geteuid() == 0 else NEW_NETWORK | NEW_USER
    libc.unshare(wanted)


def drop_rights() -> None:
    """Become nobody where we are root, start no process, and end with the parent."""
    if os.geteuid() == 0:
        # Some containers map only root: then the other walls must do.
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(NO_NEW_RIGHTS, 1, 0, 0, 0)
    libc.prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)

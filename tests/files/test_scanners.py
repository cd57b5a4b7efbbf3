"""Every scanner finds the test signature, leaves others alone, and says when it cannot tell."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from saleor_personal_shopper.core.ports import FileScanner, ScannerUnavailable
from saleor_personal_shopper.files.fake_scanner import FakeFileScanner
from saleor_personal_shopper.files.scanners import ClamAvScanner, TestSignatureScanner
from tests.core.files.corpus import EICAR


class Clamd:
    """Answers INSTREAM as clamd(8) does, and remembers what it was sent."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.answer: Callable[[bytes], bytes] = self.verdict
        self.sent: list[bytes] = []
        threading.Thread(target=self.serve, daemon=True).start()

    @staticmethod
    def verdict(content: bytes) -> bytes:
        return b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as lines:
                assert lines.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack(">I", lines.read(4))[0]:
                    content += lines.read(size)
                self.sent.append(content)
                connection.sendall(self.answer(content))


@pytest.fixture(params=["tcp", "unix"])
def clamd(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[Clamd]:
    if request.param == "unix":
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(tmp_path / "clamd.sock"))
        settings.CLAMAV_URL = f"unix://{tmp_path}/clamd.sock"
    else:
        listener = socket.create_server(("127.0.0.1", 0))
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
    listener.listen()
    yield Clamd(listener)
    listener.close()


@pytest.mark.parametrize("scanner", [TestSignatureScanner, FakeFileScanner, ClamAvScanner])
def test_the_contract(scanner: type[FileScanner], clamd: Clamd, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad", tmp_path / "good"
    bad.write_bytes(EICAR)
    good.write_bytes(b"A" * 200_000)

    assert scanner().find_virus(bad)
    assert scanner().find_virus(good) == ""


def test_clamd_is_sent_the_whole_file(clamd: Clamd, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"0123456789" * 20_000)

    ClamAvScanner().find_virus(tmp_path / "file")

    assert clamd.sent == [b"0123456789" * 20_000]


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: ERROR\0"]
)
def test_a_clamd_that_cannot_tell_has_found_nothing_out(
    clamd: Clamd, tmp_path: Path, answer: bytes
) -> None:
    (tmp_path / "file").write_bytes(b"a")
    clamd.answer = lambda content: answer

    with pytest.raises(ScannerUnavailable):
        ClamAvScanner().find_virus(tmp_path / "file")


def test_a_clamd_that_is_not_there_is_unavailable(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a")
    settings.CLAMAV_URL = "tcp://127.0.0.1:9"

    with pytest.raises(ScannerUnavailable):
        ClamAvScanner().find_virus(tmp_path / "file")

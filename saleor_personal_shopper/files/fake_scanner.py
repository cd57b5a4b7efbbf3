"""A scanner for tests: finds the test signature, or is not there."""

from __future__ import annotations

from pathlib import Path

from ..core.ports import ScannerUnavailable
from .scanners import TestSignatureScanner

is_down = False


class FakeFileScanner(TestSignatureScanner):
    """Unavailable while `is_down` is set."""

    def find_virus(self, path: Path) -> str:
        if is_down:
            raise ScannerUnavailable("switched off")
        return super().find_virus(path)

"""Where the built call page's files are, read from Vite's manifest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

ENTRY = "src/pages/call.ts"


class NotBuilt(RuntimeError):
    """The call page was not built."""

    def __init__(self) -> None:
        super().__init__("The call page is not built. Run `make setup`.")


@dataclass(frozen=True)
class CallAssets:
    """Addresses of the module and its style sheets."""

    script: str
    styles: tuple[str, ...]


def call_assets() -> CallAssets:
    """The files of the present build. Raises NotBuilt."""
    manifest = settings.WIDGET_DIR / ".vite" / "manifest.json"
    try:
        return _read(manifest, manifest.stat().st_mtime_ns)
    except FileNotFoundError:
        raise NotBuilt from None


@lru_cache(maxsize=4)
def _read(manifest: Path, _version: int) -> CallAssets:
    entry = json.loads(manifest.read_text())[ENTRY]
    return CallAssets(
        script=_address(entry["file"]), styles=tuple(map(_address, entry.get("css", ())))
    )


def _address(file: str) -> str:
    return static(f"personal_shopper/widget/{file}")

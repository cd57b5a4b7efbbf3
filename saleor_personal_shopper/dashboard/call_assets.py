"""Where the built call page's files are, read from Vite's manifest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static

ENTRY = "src/pages/call.ts"
FIRST_PAGES = "src/pages/entrance.ts"
TEXTS = "src/translations/{}.ts"


class NotBuilt(RuntimeError):
    """The call page was not built."""

    def __init__(self) -> None:
        super().__init__("The call page is not built. Run `make setup`.")


@dataclass(frozen=True)
class CallAssets:
    """Addresses of the module, its style sheets, and the modules that it will ask for at once."""

    script: str
    styles: tuple[str, ...]
    modules: tuple[str, ...]


def call_assets(language: str) -> CallAssets:
    """The files of the present build, for texts in this language. Raises NotBuilt."""
    manifest = settings.WIDGET_DIR / ".vite" / "manifest.json"
    try:
        return _read(manifest, manifest.stat().st_mtime_ns, language)
    except FileNotFoundError:
        raise NotBuilt from None


@lru_cache(maxsize=16)
def _read(manifest: Path, _version: int, language: str) -> CallAssets:
    chunks = json.loads(manifest.read_text())
    script, *modules = _files(chunks, ENTRY, FIRST_PAGES, TEXTS.format(language))
    return CallAssets(
        script=_address(script),
        styles=tuple(map(_address, chunks[ENTRY].get("css", ()))),
        modules=tuple(map(_address, modules)),
    )


def _files(chunks: dict[str, Any], *names: str) -> list[str]:
    """The modules of these names with all that they import, each once."""
    found: dict[str, None] = {}
    for name in names:
        chunk = chunks[name]
        found |= dict.fromkeys([chunk["file"], *_files(chunks, *chunk.get("imports", ()))])
    return list(found)


def _address(file: str) -> str:
    return static(f"personal_shopper/widget/{file}")

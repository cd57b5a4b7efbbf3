"""Where the files of the built pages are, read from Vite's manifests."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static


class NotBuilt(RuntimeError):
    """The pages were not built."""

    def __init__(self) -> None:
        super().__init__("The pages are not built. Run `make setup`.")


@dataclass(frozen=True)
class Bundle:
    """A page that Vite builds: its folder, its entry, and the modules that it asks for at once.

    `{}` stands for the language.
    """

    folder: str
    entry: str
    at_once: tuple[str, ...]


CALL_PAGE = Bundle("", "src/pages/call.ts", ("src/pages/entrance.ts", "src/translations/{}.ts"))
BOOKING_PAGE = Bundle("booking/", "src/pages/book.ts", ("src/translations/booking/{}.ts",))


@dataclass(frozen=True)
class PageAssets:
    """Addresses of the module, its style sheets, and the modules that it will ask for at once."""

    script: str
    styles: tuple[str, ...]
    modules: tuple[str, ...]


def page_assets(bundle: Bundle, language: str) -> PageAssets:
    """The files of the present build, for texts in this language. Raises NotBuilt."""
    manifest = settings.WIDGET_DIR / bundle.folder / ".vite" / "manifest.json"
    try:
        return _read(bundle, manifest, manifest.stat().st_mtime_ns, language)
    except FileNotFoundError:
        raise NotBuilt from None


@lru_cache(maxsize=32)
def _read(bundle: Bundle, manifest: Path, _version: int, language: str) -> PageAssets:
    chunks = json.loads(manifest.read_text())
    at_once = (name.format(language) for name in bundle.at_once)
    script, *modules = _files(chunks, bundle.entry, *at_once)

    def addresses(files: Iterable[str]) -> tuple[str, ...]:
        return tuple(static(f"personal_shopper/widget/{bundle.folder}{file}") for file in files)

    return PageAssets(
        script=addresses([script])[0],
        styles=addresses(chunks[bundle.entry].get("css", ())),
        modules=addresses(modules),
    )


def _files(chunks: dict[str, Any], *names: str) -> list[str]:
    """The modules of these names with all that they import, each once."""
    found: dict[str, None] = {}
    for name in names:
        chunk = chunks[name]
        found |= dict.fromkeys([chunk["file"], *_files(chunks, *chunk.get("imports", ()))])
    return list(found)

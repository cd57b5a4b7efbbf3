"""Files that people send in the chat."""

from __future__ import annotations

from typing import Any

from PIL import Image
from playwright.sync_api import Locator

from tests.core.files import corpus
from tests.core.files.corpus import MARKER

from .call_page import CallPage


def photo(megapixels: float = 2.0) -> bytes:
    """As a phone takes it, with its place, and so full of detail that it is large."""
    side = int((megapixels * 1e6) ** 0.5)
    facts = Image.Exif()
    facts.get_ifd(0x8825)[29] = MARKER.decode()
    drawn = Image.effect_noise((side, side), 80).convert("RGB")
    return corpus.saved(drawn, "JPEG", quality=95, exif=facts.tobytes())


def file(name: str, content: bytes, kind: str = "") -> dict[str, Any]:
    return {"name": name, "mimeType": kind, "buffer": content}


def send(call: CallPage, *files: dict[str, Any]) -> Locator:
    """Choose files in the chat; gives the chat."""
    chat = call.open("Chat")
    chat.locator("#files").set_input_files(list(files))
    return chat

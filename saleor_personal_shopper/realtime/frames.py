"""Reading what a client sends: small, shallow, and of a known type, or refused in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NotRequired, get_origin, get_type_hints

from django.utils.translation import gettext as _

MAX_FRAME = 64 * 1024
MAX_ID = 64


class BadFrame(Exception):
    """The frame is no message we know; `id` is the sender's, if it could be read."""

    def __init__(self, message: str, id: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.id = id


@dataclass(frozen=True)
class ClientMessage:
    type: str
    id: str
    data: Mapping[str, Any]


def parse_frame(text: str, types: Mapping[str, type]) -> ClientMessage:
    """The message in a frame, whose data has the fields of its type alone. Raises BadFrame."""
    frame = _parse_object(text)
    id = frame.get("id")
    if not isinstance(id, str) or not 0 < len(id) <= MAX_ID:
        raise BadFrame(_("A message needs an id: a text of 1 to 64 characters."))
    kind, data = frame.get("type"), frame.get("data", {})
    if not isinstance(kind, str) or kind not in types:
        raise BadFrame(_("This type of message is not known here."), id)
    wanted = get_type_hints(types[kind])
    if not isinstance(data, dict) or not _needed(types[kind]) <= set(data) <= set(wanted):
        raise BadFrame(_("The data of this message has other fields."), id)
    for name, value in data.items():
        if type(value) is not wanted[name]:
            raise BadFrame(_("The field %(name)s is of another type.") % {"name": name}, id)
    return ClientMessage(kind, id, data)


def _needed(shape: type) -> set[str]:
    """The fields that may not be left out."""
    hints = get_type_hints(shape, include_extras=True)
    return {name for name, hint in hints.items() if get_origin(hint) is not NotRequired}


def _parse_object(text: str) -> dict[str, Any]:
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        raise BadFrame(_("A message must be JSON.")) from None
    if not isinstance(frame, dict):
        raise BadFrame(_("A message must be a JSON object."))
    return frame

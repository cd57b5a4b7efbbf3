"""What customers are asked when they book (S16)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from ..shoppers.cleaning import text, wrong

QUESTIONS_LIMIT = 10
LABEL_LENGTH = 200
OPTIONS_LIMIT = 20
OPTION_LENGTH = 100
ID_LENGTH = 16


class QuestionKind(StrEnum):
    """How a question is answered: one line, some lines, one of the options, or yes and no."""

    TEXT = "TEXT"
    PARAGRAPH = "PARAGRAPH"
    CHOICE = "CHOICE"
    CHECKBOX = "CHECKBOX"


def clean_questions(value: Iterable[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """`[{id, label, kind, required, options}]` in the order given; a new question gets an id.

    Raises DomainError REQUIRED or INVALID.
    """
    found = [_question(one) for one in value or ()]
    if len(found) > QUESTIONS_LIMIT:
        raise wrong(_("Ask at most %(limit)d questions.") % {"limit": QUESTIONS_LIMIT})
    if len({one["id"] for one in found}) != len(found):
        raise wrong(_("Two questions have the same id. Leave the id of a new question out."))
    return found


def _question(given: Mapping[str, Any]) -> dict[str, Any]:
    kind = str(given.get("kind") or QuestionKind.TEXT)
    if kind not in set(QuestionKind):
        raise wrong(_("Choose how the question is answered."))
    return {
        "id": str(given.get("id") or "")[:ID_LENGTH] or secrets.token_urlsafe(6),
        "label": text(LABEL_LENGTH, is_required=True)(given.get("label")),
        "kind": kind,
        "required": bool(given.get("required")),
        "options": _options(given.get("options")) if kind == QuestionKind.CHOICE else [],
    }


def _options(value: Iterable[str] | None) -> list[str]:
    found = [text(OPTION_LENGTH)(one) for one in value or ()]
    found = list(dict.fromkeys(one for one in found if one))
    if not 2 <= len(found) <= OPTIONS_LIMIT:
        message = _("Give a question of choice from 2 to %(limit)d options.")
        raise wrong(message % {"limit": OPTIONS_LIMIT})
    return found

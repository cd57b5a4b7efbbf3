"""What customers answer to a campaign's questions (S16), checked and kept with its question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from .errors import invalid, required
from .fields import clean_text

Json = dict[str, Any]
LINE_LENGTH, PARAGRAPH_LENGTH = 200, 2000
YES, NO = "true", "false"


def clean_answers(questions: Sequence[Json], answers: Mapping[str, str]) -> list[Json]:
    """`[{question, label, answer}]` in the order of the questions; `answers` is by question id.

    A checkbox is answered `true` or `false`. Raises DomainError REQUIRED or INVALID.
    """
    if set(answers) - {question["id"] for question in questions}:
        raise invalid("answers", _("A question has changed meanwhile. Reload the page."))
    cleaned = [
        (question, _clean(question, answers.get(question["id"], ""))) for question in questions
    ]
    return [
        {"question": question["id"], "label": question["label"], "answer": answer}
        for question, answer in cleaned
        if answer
    ]


def answer_in_words(answer: str) -> str:
    """An answer as people read it, in the active language: a checkbox says yes or no."""
    return {YES: _("Yes"), NO: _("No")}.get(answer, answer)


def _clean(question: Json, given: str) -> str:
    kind = question.get("kind", "TEXT")
    limit = PARAGRAPH_LENGTH if kind == "PARAGRAPH" else LINE_LENGTH
    answer = clean_text("answers", given, limit=limit, is_required=False)
    if kind == "CHECKBOX" and answer not in {YES, NO, ""}:
        raise invalid("answers", _("Answer “%(question)s” with yes or no.") % _named(question))
    if question.get("required") and answer in ({NO, ""} if kind == "CHECKBOX" else {""}):
        raise required("answers")
    if kind == "CHOICE" and answer and answer not in question.get("options", ()):
        message = _("Choose one of the answers to “%(question)s”.")
        raise invalid("answers", message % _named(question))
    return answer


def _named(question: Json) -> dict[str, str]:
    return {"question": question["label"]}

from __future__ import annotations

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import fields


def test_text_is_trimmed_and_cleared_of_what_cannot_be_kept() -> None:
    assert fields.clean_text("name", " A\x00b\ud800 \n", limit=5) == "Ab"


@pytest.mark.parametrize(
    ("value", "code"), [("  ", "REQUIRED"), ("\x00", "REQUIRED"), ("abcdef", "INVALID")]
)
def test_empty_and_long_texts_are_refused(value: str, code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        fields.clean_text("name", value, limit=5)
    assert (refusal.value.code, refusal.value.field) == (code, "name")


def test_optional_text_may_be_empty_but_not_long() -> None:
    assert fields.clean_optional("phone", " ", limit=5) == ""
    with pytest.raises(DomainError):
        fields.clean_optional("phone", "123456", limit=5)


@pytest.mark.parametrize("value", ["a", "a@b", "a@b@c.de", "a b@c.de", "@c.de"])
def test_what_is_no_email_is_refused(value: str) -> None:
    with pytest.raises(DomainError) as refusal:
        fields.clean_email(value, is_required=False)
    assert (refusal.value.code, refusal.value.field) == ("INVALID", "email")


def test_email_may_be_optional() -> None:
    assert fields.clean_email(" carla@example.com ", is_required=True) == "carla@example.com"
    assert fields.clean_email("", is_required=False) == ""
    with pytest.raises(DomainError):
        fields.clean_email("", is_required=True)


@pytest.mark.parametrize(
    ("asked", "given"),
    [("pt-BR", "pt"), ("es_AR", "es"), ("CA", "ca"), ("fr", "en"), ("", "en"), ("-", "en")],
)
def test_language_is_the_nearest_we_speak(asked: str, given: str) -> None:
    assert fields.clean_language(asked) == given

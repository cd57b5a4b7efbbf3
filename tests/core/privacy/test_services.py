from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import translation

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.installations.checklist import ChecklistCode, setup_checklist
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.privacy import services
from saleor_personal_shopper.core.privacy.models import ConsentText


def test_reading_the_default_writes_nothing(installation: Installation) -> None:
    text = services.current_consent_text(installation)

    assert (text.version, text.text) == (1, services.DEFAULT_TEXT)
    assert not ConsentText.objects.of(installation).exists()


def test_agreeing_saves_the_default_once(installation: Installation) -> None:
    first = services.agreed_consent_text(installation)
    second = services.agreed_consent_text(installation)

    assert first == second
    assert ConsentText.objects.of(installation).count() == 1


def test_versions_follow_one_another_and_are_never_changed(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    default = services.agreed_consent_text(installation)
    second = services.publish_consent_text(installation=installation, text=" Agree. ", now=now)
    third = services.publish_consent_text(installation=installation, text="Agree!", now=now)

    assert [second.version, third.version] == [2, 3]
    assert (second.text, second.created_at) == ("Agree.", now)
    assert services.current_consent_text(installation) == third
    default.refresh_from_db()
    assert default.text == services.DEFAULT_TEXT
    assert services.current_consent_text(other_installation).pk is None


def test_the_same_text_again_makes_no_version(installation: Installation, now: datetime) -> None:
    first = services.publish_consent_text(installation=installation, text="Agree.", now=now)
    again = services.publish_consent_text(installation=installation, text="Agree.\n", now=now)

    assert first == again


@pytest.mark.parametrize(("text", "code"), [(" ", "REQUIRED"), ("x" * 5001, "INVALID")])
def test_bad_texts_are_refused(
    installation: Installation, now: datetime, text: str, code: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        services.publish_consent_text(installation=installation, text=text, now=now)

    assert (refusal.value.code, refusal.value.field) == (code, "text")


def test_a_text_of_the_merchants_own_ticks_the_checklist(
    installation: Installation, now: datetime
) -> None:
    def is_done() -> bool:
        items = {item.code: item.done for item in setup_checklist(installation)}
        return items[ChecklistCode.CONSENT_TEXT]

    services.agreed_consent_text(installation)
    assert not is_done()
    services.publish_consent_text(installation=installation, text="Agree.", now=now)
    assert is_done()


@pytest.mark.parametrize("was_agreed_to", [False, True])
def test_our_suggestion_saved_as_it_is_ticks_the_checklist(
    installation: Installation, now: datetime, was_agreed_to: bool
) -> None:
    """Given our suggestion, which a customer may have agreed to before."""
    if was_agreed_to:
        services.agreed_consent_text(installation)
    assert not services.is_consent_text_confirmed(installation)

    # when the merchant saves it without a change
    text = services.publish_consent_text(
        installation=installation, text=services.DEFAULT_TEXT, now=now
    )

    # then it is confirmed, as the same version, and still read in the reader's language
    items = {item.code: item.done for item in setup_checklist(installation)}
    assert items[ChecklistCode.CONSENT_TEXT]
    assert text.version == 1
    with translation.override("es"):
        assert services.wording(text) != services.DEFAULT_TEXT


def test_the_merchants_text_is_shown_as_it_is(installation: Installation, now: datetime) -> None:
    text = services.publish_consent_text(installation=installation, text="Home", now=now)

    with translation.override("es"):
        assert services.wording(text) == "Home"

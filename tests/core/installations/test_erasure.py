"""erasure.py: what becomes of a shop that removed the app."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from django.apps import apps

from saleor_personal_shopper.core.events import services as events
from saleor_personal_shopper.core.events.consents import record_consent
from saleor_personal_shopper.core.events.models import ConsentKind
from saleor_personal_shopper.core.installations import erasure, services
from saleor_personal_shopper.core.installations.erasure import KEPT_AFTER_REMOVAL, erase_removed
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.scoping import ScopedModel
from saleor_personal_shopper.core.notifications.services import enqueue_mail
from tests.cast import open_call, open_shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def erased_outside(monkeypatch: pytest.MonkeyPatch) -> list[uuid.UUID]:
    """The installations whose bytes outside the database were asked to go."""
    asked: list[uuid.UUID] = []
    monkeypatch.setattr(erasure, "_erasers", [asked.append])
    return asked


def rows_of(installation: Installation) -> dict[str, int]:
    """How many rows of each kind the installation has."""
    kinds = [one for one in apps.get_models() if issubclass(one, ScopedModel)]
    counts = {one.__name__: one.objects.of(installation).count() for one in kinds}  # type: ignore[attr-defined]
    return {name: count for name, count in counts.items() if count}


def busy(installation: Installation, now: datetime) -> None:
    """A call with people, words, consents and mail."""
    call = open_call(open_shop(installation))
    enqueue_mail(
        installation=installation,
        kind="invitation",
        key="invitation",
        about=call.event.pk,
        recipient="carla@example.com",
        now=now,
    )
    events.send_chat_message(participant=call.customer, text="Hello", now=now)
    record_consent(
        call.event,
        kind=ConsentKind.RECORDING,
        given=True,
        language="en",
        now=now,
        participant=call.customer,
    )


def remove(installation: Installation, now: datetime) -> None:
    services.suspend_installation(
        installation=installation, reason="removed", now=now, is_removed=True
    )


def test_a_removed_shop_is_erased_after_four_weeks_and_no_other(
    installation: Installation,
    other_installation: Installation,
    now: datetime,
    erased_outside: list[uuid.UUID],
) -> None:
    for one in (installation, other_installation):
        busy(one, now)
    others = rows_of(other_installation)
    assert len(others) >= 8
    remove(installation, now)

    assert erase_removed(now=now + KEPT_AFTER_REMOVAL - timedelta(minutes=1)) == 0
    assert rows_of(installation) == others
    assert erase_removed(now=now + KEPT_AFTER_REMOVAL) == 1

    assert rows_of(installation) == {}
    assert rows_of(other_installation) == others
    assert not Installation.objects.filter(pk=installation.pk).exists()
    assert erased_outside == [installation.pk]
    assert erase_removed(now=now + KEPT_AFTER_REMOVAL) == 0


def test_a_shop_that_comes_back_in_time_keeps_all(
    installation: Installation, now: datetime, erased_outside: list[uuid.UUID]
) -> None:
    busy(installation, now)
    before = rows_of(installation)
    remove(installation, now)
    services.register_installation(
        saleor_api_url=installation.saleor_api_url,
        app_id="QXBwOjI=",
        token="new",
        jwks={},
        permissions=[],
        saleor_version="3.23",
        now=now + timedelta(days=20),
    )

    assert erase_removed(now=now + 2 * KEPT_AFTER_REMOVAL) == 0
    assert rows_of(installation) == before


def test_a_deactivated_app_is_never_erased(
    installation: Installation, now: datetime, erased_outside: list[uuid.UUID]
) -> None:
    services.suspend_installation(installation=installation, reason="deactivated", now=now)

    assert erase_removed(now=now + timedelta(days=4000)) == 0


def test_word_that_it_is_suspended_again_does_not_prolong_its_time(
    installation: Installation, now: datetime, erased_outside: list[uuid.UUID]
) -> None:
    remove(installation, now)
    services.suspend_installation(
        installation=installation, reason="dead token", now=now + timedelta(days=10)
    )

    assert erase_removed(now=now + KEPT_AFTER_REMOVAL) == 1


def test_what_could_not_be_deleted_outside_is_tried_again(
    installation: Installation, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(key: uuid.UUID) -> None:
        raise OSError("the store of files is away")

    monkeypatch.setattr(erasure, "_erasers", [fail])
    remove(installation, now)

    with pytest.raises(OSError, match="away"):
        erase_removed(now=now + KEPT_AFTER_REMOVAL)

    assert Installation.objects.filter(pk=installation.pk, is_removed=True).exists()

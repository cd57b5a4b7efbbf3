from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events.models import EventStatus
from saleor_personal_shopper.core.installations.checklist import ChecklistCode, setup_checklist
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.saleor_data import SaleorUnavailable
from saleor_personal_shopper.core.shoppers import services
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.realtime import fake_publisher
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests import factories


def add(installation: Installation, now: datetime, **fields: str) -> PersonalShopper:
    values = {"email": "paula@example.com", **fields}
    return services.add_personal_shopper(installation=installation, now=now, **values)


def test_staff_of_saleor_becomes_a_personal_shopper(
    installation: Installation, now: datetime
) -> None:
    staff = fake_shop(installation).add_staff("paula@example.com", name="Paula P")

    shopper = add(installation, now, email=" Paula@example.com ", phone=" 555 ")

    assert (shopper.saleor_user_id, shopper.email) == (staff.id, "paula@example.com")
    assert (shopper.name, shopper.phone) == ("Paula P", "555")


def test_adding_one_ticks_the_checklist(installation: Installation, now: datetime) -> None:
    def is_done() -> bool:
        items = {item.code: item.done for item in setup_checklist(installation)}
        return items[ChecklistCode.PERSONAL_SHOPPER]

    assert not is_done()
    fake_shop(installation).add_staff("paula@example.com")
    add(installation, now)
    assert is_done()


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"email": "  "}, "REQUIRED", "email"),
        ({"email": "stranger@example.com"}, "NOT_FOUND", "email"),
        ({"email": "paula@example.com", "name": "x" * 201}, "INVALID", "name"),
        ({"email": "paula@example.com", "phone": "5" * 41}, "INVALID", "phone"),
    ],
)
def test_bad_input_names_its_field(
    installation: Installation, now: datetime, fields: dict[str, str], code: str, field: str
) -> None:
    fake_shop(installation).add_staff("paula@example.com")

    with pytest.raises(DomainError) as refusal:
        add(installation, now, **fields)

    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_nobody_is_registered_twice(installation: Installation, now: datetime) -> None:
    fake_shop(installation).add_staff("paula@example.com")
    add(installation, now)

    with pytest.raises(DomainError) as refusal:
        add(installation, now, email="PAULA@example.com")

    assert refusal.value.code == "INVALID"
    assert PersonalShopper.objects.of(installation).count() == 1


def test_the_same_person_may_serve_two_shops(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    for shop in (installation, other_installation):
        fake_shop(shop).add_staff("paula@example.com")
        add(shop, now)

    assert PersonalShopper.objects.across_installations().count() == 2


def test_adding_fails_plainly_while_saleor_is_down(
    installation: Installation, now: datetime
) -> None:
    fake_shop(installation).is_down = True

    with pytest.raises(SaleorUnavailable):
        add(installation, now)


def test_update_changes_name_and_phone(installation: Installation) -> None:
    shopper = factories.personal_shopper(installation)

    services.update_personal_shopper(personal_shopper=shopper, name=" Polly ", phone="1")

    shopper.refresh_from_db()
    assert (shopper.name, shopper.phone) == ("Polly", "1")


def test_update_wants_a_name(installation: Installation) -> None:
    shopper = factories.personal_shopper(installation)

    with pytest.raises(DomainError) as refusal:
        services.update_personal_shopper(personal_shopper=shopper, name=" ")

    assert (refusal.value.code, refusal.value.field) == ("REQUIRED", "name")


def test_removal_leaves_a_nameless_tombstone(installation: Installation, now: datetime) -> None:
    shopper = factories.personal_shopper(installation, saleor_user_id="VXNlcjox", phone="5")
    event = factories.event(installation, personal_shopper=shopper, status=EventStatus.FINISHED)

    services.remove_personal_shopper(personal_shopper=shopper, now=now)
    services.remove_personal_shopper(personal_shopper=shopper, now=now + timedelta(hours=1))

    shopper.refresh_from_db()
    event.refresh_from_db()
    assert event.personal_shopper == shopper
    assert shopper.deleted_at == now
    assert (shopper.email, shopper.phone, shopper.saleor_user_id) == ("", "", "")
    assert "Paula" not in shopper.name


def test_the_email_of_a_removed_one_can_be_registered_again(
    installation: Installation, now: datetime
) -> None:
    fake_shop(installation).add_staff("paula@example.com")
    services.remove_personal_shopper(personal_shopper=add(installation, now), now=now)

    assert add(installation, now).deleted_at is None


def test_nobody_is_removed_in_mid_call(installation: Installation, now: datetime) -> None:
    shopper = factories.personal_shopper(installation)
    factories.event(installation, personal_shopper=shopper, status=EventStatus.LIVE)

    with pytest.raises(DomainError) as refusal:
        services.remove_personal_shopper(personal_shopper=shopper, now=now)

    assert refusal.value.code == "ILLEGAL_STATE"


def test_the_toggle_is_kept_and_told_to_desks(
    installation: Installation, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    shopper = factories.personal_shopper(installation, is_available=False)
    fake_publisher.forget()

    with django_capture_on_commit_callbacks(execute=True):
        services.set_available(personal_shopper=shopper, available=True, now=now)

    shopper.refresh_from_db()
    assert shopper.is_available
    [(method, addressee, message)] = fake_publisher.published
    assert (method, addressee, message["type"]) == (
        "publish_desk",
        installation.pk,
        "shoppers.changed",
    )


def test_a_desk_writes_its_sign_of_life_at_most_every_ten_seconds(
    installation: Installation, now: datetime
) -> None:
    shopper = factories.personal_shopper(installation, desk_seen_at=now)

    for seconds, expected in ((9, 0), (11, 11), (12, 11), (22, 22)):
        services.touch_desk(personal_shopper=shopper, now=now + timedelta(seconds=seconds))
        shopper.refresh_from_db()
        assert shopper.desk_seen_at == now + timedelta(seconds=expected)

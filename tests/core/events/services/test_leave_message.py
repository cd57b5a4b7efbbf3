from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import limits, services
from saleor_personal_shopper.core.events.models import LeftMessage
from saleor_personal_shopper.core.events.selectors import open_messages
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from tests import factories

from ..conftest import Commits, desk_messages, rights_for


def leave(installation: Installation, now: datetime, **fields: Any) -> LeftMessage:
    values = {
        "channel": "default-channel",
        "name": "Carla",
        "email": "carla@example.com",
        "text": "Call me",
        **fields,
    }
    return services.leave_message(installation=installation, now=now, **values)


def test_a_message_stands_in_the_desks_list(
    installation: Installation, now: datetime, commits: Commits
) -> None:
    with commits():
        message = leave(installation, now, product_id="UHJvZHVjdDox", language="es")

    assert list(open_messages(installation)) == [message]
    assert (message.product_id, message.language, message.left_at) == ("UHJvZHVjdDox", "es", now)
    assert [one["data"]["lists"] for one in desk_messages()] == [["messages"]]


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"name": ""}, "REQUIRED", "name"),
        ({"email": ""}, "REQUIRED", "email"),
        ({"email": "carla"}, "INVALID", "email"),
        ({"text": " "}, "REQUIRED", "text"),
        ({"text": "x" * 4001}, "INVALID", "text"),
        ({"channel": "no-channel"}, "INVALID", "channel"),
    ],
)
def test_bad_input_names_its_field(
    installation: Installation, now: datetime, fields: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        leave(installation, now, **fields)
    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_an_address_has_its_limit(
    installation: Installation, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_ADDRESS", 1)
    leave(installation, now, address="203.0.113.7")

    with pytest.raises(DomainError) as refusal:
        leave(installation, now, address="203.0.113.7")
    assert refusal.value.code == "RATE_LIMITED"


def test_the_first_who_answers_is_remembered(
    installation: Installation, rights: StaffRights, admin: StaffRights, now: datetime
) -> None:
    message = leave(installation, now)

    services.finish_message(message=message, rights=rights, now=now)
    later = now + timedelta(hours=1)
    done = services.finish_message(message=message, rights=admin, now=later)

    assert (done.done_at, done.done_by) == (now, "Paula Shopper")
    assert not open_messages(installation).exists()


def test_only_staff_with_calls_of_the_same_shop_finish_messages(
    installation: Installation,
    other_installation: Installation,
    admin: StaffRights,
    now: datetime,
) -> None:
    message = leave(installation, now)
    nobody = StaffRights(installation, admin.staff_member, frozenset())
    stranger = rights_for(other_installation, factories.personal_shopper(other_installation))

    for who, code in ((nobody, "PERMISSION_DENIED"), (stranger, "NOT_FOUND")):
        with pytest.raises(DomainError) as refusal:
            services.finish_message(message=message, rights=who, now=now)
        assert refusal.value.code == code

"""Six actors before one call: what each may reach by URL, GraphQL field and socket action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import pytest

from saleor_personal_shopper.core.events.models import Participant
from saleor_personal_shopper.core.installations.models import Installation, StaffMember
from saleor_personal_shopper.realtime import fake_media, fake_publisher
from tests.cast import (
    Call,
    Shop,
    customer_bearer,
    dashboard_bearer,
    desk_bearer,
    open_call,
    open_shop,
)

OWN_CUSTOMER, OTHER_CUSTOMER_USER = "VXNlcjo1", "VXNlcjo2"


class Who(StrEnum):
    """Everybody who may knock."""

    ANONYMOUS = "anonymous"
    CUSTOMER = "customer"
    OTHER_CUSTOMER = "other customer"
    STAFF_WITHOUT = "staff without module"
    STAFF_WITH = "staff with it"
    OTHER_STAFF = "staff of another installation"


EVERYBODY = frozenset(Who)
NOBODY: frozenset[Who] = frozenset()
STAFF = frozenset({Who.STAFF_WITH})
INSIDE = frozenset({Who.CUSTOMER, Who.STAFF_WITH})


@dataclass(frozen=True)
class Cast:
    """A live call, another customer's call of the same shop, and another shop."""

    shop: Shop
    call: Call
    other_call: Call
    other_shop: Shop

    @property
    def installation(self) -> Installation:
        return self.shop.installation

    def seat(self, who: Who) -> Participant | None:
        """His seat in a call, if he is somebody who can have one."""
        return {
            Who.CUSTOMER: self.call.customer,
            Who.OTHER_CUSTOMER: self.other_call.customer,
            Who.STAFF_WITH: self.call.shopper,
        }.get(who)

    def member(self, who: Who) -> StaffMember | None:
        """Who he is as staff. Administrators hold every module, personal shoppers Calls."""
        return {
            Who.STAFF_WITHOUT: self.shop.nobody,
            Who.STAFF_WITH: self.shop.shopper_member,
            Who.OTHER_STAFF: self.other_shop.admin,
        }.get(who)

    def bearers(self, who: Who) -> list[str]:
        """Every bearer that he can show; a request without any for the anonymous."""
        member, seat = self.member(who), self.seat(who)
        shown = [desk_bearer(member), dashboard_bearer(member)] if member else []
        if seat is not None:
            shown.append(self.call.bearer(seat))
        if who in (Who.CUSTOMER, Who.OTHER_CUSTOMER):
            user = OWN_CUSTOMER if who == Who.CUSTOMER else OTHER_CUSTOMER_USER
            shown.append(customer_bearer(self.installation, user))
        return shown or [""]


@pytest.fixture(autouse=True)
def silence() -> None:
    fake_publisher.forget()
    fake_media.forget()


@pytest.fixture
def open_cast(
    transactional_db: None,
    mail_set_up: None,
    installation: Installation,
    other_installation: Installation,
) -> Callable[..., Cast]:
    """`open_cast(status=…)` furnishes both shops; the fields are those of the call's event."""

    def furnish(**fields: object) -> Cast:
        shop, other_shop = open_shop(installation), open_shop(other_installation)
        call = open_call(shop, **{"saleor_user_id": OWN_CUSTOMER, **fields})
        other = open_call(shop, saleor_user_id=OTHER_CUSTOMER_USER)
        return Cast(shop, call, other, other_shop)

    return furnish


@pytest.fixture
def cast(open_cast: Callable[..., Cast]) -> Cast:
    return open_cast()

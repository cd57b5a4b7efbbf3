"""The cast of the doors' tests: one shop with a waiting call, and everybody who may knock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from saleor_personal_shopper.core.events.capabilities import capabilities_of
from saleor_personal_shopper.core.events.models import (
    Event,
    EventStatus,
    LinkKind,
    Participant,
    ParticipantRole,
)
from saleor_personal_shopper.core.events.tokens import issue_access_token, issue_staff_token
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.core.installations.models import (
    AddingMode,
    ChannelSettings,
    Installation,
    StaffMember,
)
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.saleor.fake_api import fake_shop
from saleor_personal_shopper.saleor.fake_tokens import fake_customer_token, fake_staff_token
from tests import factories

CHANNEL = "default-channel"
STOREFRONT = "https://store.example.com"


@dataclass(frozen=True)
class Shop:
    """A shop with a personal shopper, an administrator, and staff who may do nothing."""

    installation: Installation
    shopper: PersonalShopper
    shopper_member: StaffMember
    admin: StaffMember
    nobody: StaffMember


@dataclass(frozen=True)
class Call:
    """A call with all three in it, and their bearers."""

    event: Event
    customer: Participant
    shopper: Participant
    guest: Participant

    @property
    def id(self) -> str:
        return to_global_id(GlobalType.EVENT, self.event.pk)

    def bearer(self, participant: Participant) -> str:
        return issue_access_token(participant, timezone.now())

    def token(self, kind: LinkKind = LinkKind.CUSTOMER) -> str:
        """The token of one of the event's links."""
        return self.event.links.get(kind=kind).token


def open_shop(installation: Installation) -> Shop:
    """Furnish an installation with staff, at their desks now."""
    now = timezone.now()
    shopper = factories.personal_shopper(installation, desk_seen_at=now)
    ChannelSettings.objects.create(
        installation=installation, channel=CHANNEL, storefront_origins=[STOREFRONT]
    )
    return Shop(
        installation=installation,
        shopper=shopper,
        shopper_member=_member(installation, shopper.email, now),
        admin=_member(installation, "admin@example.com", now, "MANAGE_STAFF"),
        nobody=_member(installation, "nobody@example.com", now),
    )


def _member(
    installation: Installation, email: str, now: datetime, *permissions: str
) -> StaffMember:
    staff = fake_shop(installation).add_staff(email, permissions=permissions)
    return factories.staff_member(
        installation,
        saleor_user_id=staff.id,
        email=email,
        permissions=list(permissions),
        checked_at=now,
    )


def open_call(shop: Shop, **fields: object) -> Call:
    """A live call of the shop's personal shopper."""
    now = timezone.now()
    values = {"personal_shopper": shop.shopper, "live_at": now, "queued_at": now}
    event = factories.event(
        shop.installation,
        **{"status": EventStatus.LIVE, "customer_seen_at": now, **values, **fields},
    )
    return Call(
        event=event,
        customer=_seat(event, ParticipantRole.CUSTOMER, now),
        shopper=_seat(
            event,
            ParticipantRole.PERSONAL_SHOPPER,
            now,
            name=shop.shopper.name,
            personal_shopper=shop.shopper,
        ),
        guest=_seat(event, ParticipantRole.GUEST, now, name="Gus Guest"),
    )


def _seat(event: Event, role: ParticipantRole, now: datetime, **fields: object) -> Participant:
    return factories.participant(
        event,
        role,
        joined_at=now,
        seen_at=now,
        capabilities=capabilities_of(role, AddingMode.PROPOSE),
        **fields,
    )


def desk_bearer(member: StaffMember) -> str:
    """The bearer that the desk draws from its session."""
    return issue_staff_token(member, timezone.now())


def dashboard_bearer(member: StaffMember) -> str:
    """The token that the Dashboard gives to our pages."""
    return fake_staff_token(member.installation, user_id=member.saleor_user_id, email=member.email)


def customer_bearer(installation: Installation, user_id: str = "VXNlcjo5") -> str:
    """The Saleor access token of a signed-in customer."""
    return fake_customer_token(installation, user_id=user_id, email="carla@example.com")

"""What can be booked, and the pages around it; open to everybody."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import strawberry
from django.utils.translation import gettext as _

from ...core.campaigns.addresses import logo_url
from ...core.campaigns.models import Campaign
from ...core.campaigns.slots import rules_of
from ...core.errors import DomainError
from ...core.events.addresses import calendar_url, link_url
from ...core.events.diaries import hosts_of
from ...core.events.fields import require_time_zone
from ...core.events.models import Event, LinkKind
from ...core.events.services import MOVABLE
from ...core.events.slots import available_slots as slots_between
from ...core.events.slots import slots_to_move
from ...core.global_ids import GlobalType, to_global_id
from ...core.installations.selectors import channel_settings, shop_settings
from ...core.installations.shop_name import shop_name_at_hand
from ...core.privacy.services import current_consent_text
from ...core.shoppers.hours import start_of_day
from ...core.shoppers.models import PersonalShopper
from ..campaigns.types import QuestionType
from ..context import Info
from ..errors import ErrorCode
from ..events.access import SeenEvent
from ..events.types import EventType
from ..pages.types import ConsentTextType
from ..permissions import Audience, anybody
from ..root_fields import query
from .access import (
    booking_to_move,
    campaign_to_be_booked,
    event_to_manage,
    personal_shopper_to_be_booked,
)
from .types import (
    BookingPageType,
    ManagePageType,
    SlotType,
    people_types,
    slot_types,
)

MOST_DAYS = 62
FURTHEST_YEAR = 9000


@query(anybody)
def available_slots(
    info: Info,
    campaign: strawberry.ID,
    from_: Annotated[date, strawberry.argument(name="from")],
    time_zone: str,
    personal_shopper: strawberry.ID | None = None,
    days: int = 7,
    manage_token: str | None = None,
) -> list[SlotType]:
    """The slots of some days in a campaign, of one personal shopper or of all, in order.

    `from` and `days`, at most 62, are days in `timeZone`, the visitor's IANA zone. `campaign` and
    `personalShopper` may also be the public ids that stand in booking links. With the
    `manageToken` of a booking they are those that it can be moved to.
    """
    row = campaign_to_be_booked(info, campaign)
    chosen = personal_shopper_to_be_booked(row, personal_shopper)
    zone = ZoneInfo(require_time_zone(time_zone))
    if not 1 <= days <= MOST_DAYS or from_.year > FURTHEST_YEAR:
        message = _("Ask for between 1 and %(most)d days.") % {"most": MOST_DAYS}
        raise DomainError(ErrorCode.INVALID, message, field="days")
    since, until = start_of_day(from_, zone), start_of_day(from_ + timedelta(days=days), zone)
    wanted: Any = {"since": since, "until": until, "personal_shopper": chosen}
    moved = booking_to_move(row, manage_token)
    ask = partial(slots_to_move, moved) if moved else slots_between
    return slot_types(ask(row, now=info.context.now, **wanted))


@query(anybody)
def booking_page(
    info: Info, campaign: strawberry.ID, personal_shopper: strawberry.ID | None = None
) -> BookingPageType | None:
    """The page behind `/book/<campaign>`, or that of one personal shopper in the campaign."""
    row = campaign_to_be_booked(info, campaign)
    return _page(info, row, personal_shopper_to_be_booked(row, personal_shopper))


@query(anybody)
def manage_page(info: Info, token: str) -> ManagePageType | None:
    """The page behind `/manage/<token>`; null for an unknown token."""
    row = event_to_manage(token)
    if row is None:
        return None
    may_change = row.status in MOVABLE
    token = row.links.get(kind=LinkKind.CUSTOMER).token if may_change else ""
    return ManagePageType(
        event=EventType.of(SeenEvent(row, Audience.CUSTOMER)),
        may_change=may_change,
        join_url=link_url(token) if token else None,
        calendar_url=calendar_url(token) if token else None,
        booking_page=_page_of(info, row),
    )


def _page_of(info: Info, event: Event) -> BookingPageType | None:
    campaign = event.campaign
    if campaign is None or campaign.deleted_at is not None:
        return None
    return _page(info, campaign, None)


def _page(info: Info, row: Campaign, chosen: PersonalShopper | None) -> BookingPageType:
    installation, links = row.installation, channel_settings(row.installation, row.channel)
    opens_at, closes_at = rules_of(row).window(info.context.now)
    is_closed = opens_at >= closes_at
    people = [chosen] if chosen else [host.person for host in hosts_of(row)]
    return BookingPageType(
        campaign=strawberry.ID(to_global_id(GlobalType.CAMPAIGN, row.pk)),
        name=row.name,
        description=row.description,
        store_name=shop_name_at_hand(shop_settings(installation)),
        logo_url=logo_url(row) or None,
        time_zone=row.time_zone,
        duration_minutes=row.duration_minutes,
        books_from=row.starts_on - timedelta(days=row.horizon_days),
        opens_at=None if is_closed else opens_at,
        closes_at=None if is_closed else closes_at,
        personal_shoppers=people_types(people),
        questions=[QuestionType.of(one) for one in row.questions],
        consent_text=ConsentTextType.of(current_consent_text(installation)),
        privacy_policy_url=links.privacy_policy_url or None,
        terms_url=links.terms_url or None,
        shop_url=links.customer_url or None,
    )

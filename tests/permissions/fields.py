"""Every root field of the API, a request for it that is right, and who gets it granted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from saleor_personal_shopper.core.carts.models import Proposal
from saleor_personal_shopper.core.carts.services import add_lines
from saleor_personal_shopper.core.events.models import (
    EventLink,
    EventOrigin,
    EventStatus,
    LeftMessage,
    LinkKind,
    Participant,
)
from saleor_personal_shopper.core.events.services import keep_seat
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.core.saleor_data import VariantQuantity
from saleor_personal_shopper.core.shoppers.services import add_busy_calendar
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests import factories
from tests.cast import CHANNEL, STOREFRONT
from tests.permissions.conftest import EVERYBODY, INSIDE, NOBODY, STAFF, Cast, Who

BUYERS = frozenset({Who.ANONYMOUS, Who.CUSTOMER, Who.OTHER_CUSTOMER})
CUSTOMER = frozenset({Who.CUSTOMER})
OTHER_ADMIN = frozenset({Who.OTHER_STAFF})
"""The only one here who holds Settings, and of his own shop."""
ANY_STAFF = STAFF | {Who.OTHER_STAFF}
DONE = "{ errors { code } }"
SAME_SHOP = EVERYBODY - {Who.OTHER_STAFF}
TOMORROW_NOON = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT12:00:00Z")
NEXT_WEEK = (timezone.now() + timedelta(days=7)).isoformat()


@dataclass(frozen=True)
class Row:
    """`field` with `{…}` filled by `given(cast)`; `granted` to these and to nobody else."""

    field: str
    granted: frozenset[Who]
    arguments: str = '(event: "{event}")'
    answer: str = DONE
    given: Callable[[Cast], Mapping[str, str]] = lambda cast: {}
    event: Mapping[str, object] = field(default_factory=dict)
    case: str = ""

    @property
    def is_mutation(self) -> bool:
        return self.answer == DONE

    def document(self, cast: Cast) -> str:
        """The request, after what it is about was put in place."""
        values = {"event": cast.call.id, "channel": CHANNEL, **self.given(cast)}
        arguments = self.arguments
        for name, value in values.items():
            arguments = arguments.replace(f'"{{{name}}}"', f'"{value}"')
        kind = "mutation" if self.is_mutation else "query"
        return f"{kind} {{ {self.field}{arguments} {self.answer} }}"


def _product(cast: Cast) -> Mapping[str, str]:
    detail = fake_shop(cast.installation).add_product("Juice", price="10.00", stock=9)
    return {"product": detail.card.id, "variant": detail.variants[0].id}


def _add(cast: Cast, by: Participant) -> None:
    lines = [VariantQuantity(_product(cast)["variant"], 1)]
    add_lines(event=cast.call.event, participant=by, lines=lines, now=timezone.now())


def _line(cast: Cast) -> Mapping[str, str]:
    _add(cast, cast.call.customer)
    (checkout,) = fake_shop(cast.installation).checkouts.values()
    return {"line": checkout.lines[0].id}


def _proposal(cast: Cast) -> Mapping[str, str]:
    _add(cast, cast.call.shopper)
    made = Proposal.objects.of(cast.installation).get()
    return {"proposal": to_global_id(GlobalType.PROPOSAL, made.pk)}


def left_message(cast: Cast) -> LeftMessage:
    """A message in the desk's list."""
    return LeftMessage.objects.create(
        installation=cast.installation,
        channel=CHANNEL,
        name="Carla",
        email="carla@example.com",
        text="Hello",
        left_at=timezone.now(),
    )


def _message(cast: Cast) -> Mapping[str, str]:
    return {"message": to_global_id(GlobalType.MESSAGE, left_message(cast).pk)}


def _token(cast: Cast) -> Mapping[str, str]:
    return {"token": cast.call.token(LinkKind.GUEST)}


def _handle(cast: Cast) -> Mapping[str, str]:
    """Of the customer, who is on his way back."""
    kept = keep_seat(
        participant=cast.call.customer, origin=STOREFRONT, cookie="", now=timezone.now()
    )
    return {"handle": kept.handle}


def _shopper(cast: Cast) -> Mapping[str, str]:
    return {"id": to_global_id(GlobalType.PERSONAL_SHOPPER, cast.shop.shopper.pk)}


def _group(cast: Cast) -> Mapping[str, str]:
    made = factories.group(cast.installation)
    return {"group": to_global_id(GlobalType.GROUP, made.pk)}


def _availability(cast: Cast) -> Mapping[str, str]:
    made = factories.availability(cast.installation)
    return {"availability": to_global_id(GlobalType.AVAILABILITY, made.pk)}


def _campaign(cast: Cast) -> Mapping[str, str]:
    """With hours around the clock."""
    group = factories.group(cast.installation, cast.shop.shopper)
    weekly = [{"weekday": day, "from": "00:00", "until": "24:00"} for day in range(1, 8)]
    hours = factories.availability(cast.installation, time_zone="UTC", weekly=weekly)
    today = timezone.now().date()
    days = {"starts_on": today, "ends_on": today + timedelta(days=30)}
    made = factories.campaign(cast.installation, group=group, availability=hours, **days)
    return {"campaign": to_global_id(GlobalType.CAMPAIGN, made.pk)}


def _calendar(cast: Cast) -> Mapping[str, str]:
    """Of the personal shopper."""
    url = "https://calendar.example.com/a.ics"
    made = add_busy_calendar(personal_shopper=cast.shop.shopper, url=url, now=timezone.now())
    return {"calendar": to_global_id(GlobalType.BUSY_CALENDAR, made.pk)}


def _hold(cast: Cast) -> Mapping[str, str]:
    return {"hold": to_global_id(GlobalType.SLOT_HOLD, cast.call.event.pk)}


def _colleague(cast: Cast) -> Mapping[str, str]:
    row = factories.personal_shopper(cast.installation)
    return {"colleague": to_global_id(GlobalType.PERSONAL_SHOPPER, row.pk)}


def _manage(cast: Cast) -> Mapping[str, str]:
    event = cast.call.event
    EventLink.objects.create(
        installation=event.installation, event=event, kind=LinkKind.MANAGE, token="m" * 43
    )
    return {"token": "m" * 43}


AHEAD = {
    "status": EventStatus.SCHEDULED,
    "origin": EventOrigin.PRIVATE,
    "live_at": None,
    "starts_at": timezone.now() + timedelta(days=1),
}
PAST = {"status": EventStatus.FINISHED, "ended_at": timezone.now()}
P = "personalShopper"
MAIL = 'campaign: "{campaign}", kind: OPENS, language: "es"'
SLOT = f'campaign: "{{campaign}}", startsAt: "{TOMORROW_NOON}"'
SLOTS = f'(campaign: "{{campaign}}", from: "{TOMORROW_NOON[:10]}", timeZone: "UTC")'
BOOKED = f'(input: {{{SLOT}, name: "V", email: "v@x.io", timeZone: "UTC", consent: true}})'
HELD = f"(input: {{{SLOT}}})"
VISITOR = 'channel: "{channel}", name: "Vera", email: "vera@example.com"'
ADDED = '(event: "{event}", lines: [{variant: "{variant}", quantity: 1}])'
MOVED = f'(event: "{{event}}", startsAt: "{NEXT_WEEK}")'
IN_SHOP = f'(event: "{{event}}", origin: "{STOREFRONT}")'
CAMPAIGN = (
    'name: "Winter", description: "Coats", startsOn: "2026-12-01", endsOn: "2026-12-24", '
    'channel: "{channel}", group: "{group}"'
)
NODES = "{ edges { node { id } } }"

QUERIES = (
    Row(f"{P}s", ANY_STAFF, "", "{ totalCount }", case="each sees his own shop's"),
    Row(P, STAFF, '(id: "{id}")', "{ id }", _shopper),
    Row(f"{P}Events", ANY_STAFF | CUSTOMER | {Who.OTHER_CUSTOMER}, "", "{ totalCount }"),
    Row(f"{P}Event", INSIDE, '(id: "{event}")', "{ status }"),
    Row(f"{P}Link", EVERYBODY, '(token: "{token}")', "{ state }", _token),
    Row(f"{P}CallPage", EVERYBODY, '(channel: "{channel}")', "{ storeName }"),
    Row(f"{P}AvailableSlots", SAME_SHOP, SLOTS, "{ startsAt }", _campaign),
    Row(f"{P}BookingPage", SAME_SHOP, '(campaign: "{campaign}")', "{ name }", _campaign),
    Row(f"{P}ManagePage", EVERYBODY, '(token: "{token}")', "{ mayChange }", _manage),
    Row(f"{P}MediaTrial", EVERYBODY, '(token: "{token}")', "{ url }", _token, case="link"),
    Row(f"{P}MediaTrial", INSIDE, '(event: "{event}")', "{ url }", case="event"),
    Row(f"{P}Groups", ANY_STAFF, "", "{ totalCount }"),
    Row(f"{P}Group", STAFF, '(id: "{group}")', "{ name }", _group),
    Row(f"{P}Availabilities", ANY_STAFF, "", "{ totalCount }"),
    Row(f"{P}Availability", STAFF, '(id: "{availability}")', "{ name }", _availability),
    Row(f"{P}Campaigns", ANY_STAFF, "", "{ totalCount }"),
    Row(f"{P}CampaignMailPreview", STAFF, f"(input: {{{MAIL}}})", "{ subject }", _campaign),
    Row(f"{P}Campaign", STAFF, '(id: "{campaign}")', "{ name }", _campaign),
    Row(f"{P}EventsToReassign", OTHER_ADMIN, "", answer="{ id }"),
    Row(f"{P}Products", STAFF, answer=NODES, given=_product),
    Row(f"{P}Product", INSIDE, '(event: "{event}", id: "{product}")', "{ id }", _product),
)
MUTATIONS = (
    Row(f"{P}EventCreate", STAFF, f"(input: {{{VISITOR}}})"),
    Row(f"{P}EventRequest", BUYERS, f"(input: {{{VISITOR}, consent: true}})"),
    Row(f"{P}EventJoin", EVERYBODY, '(token: "{token}", consent: true)', given=_token, case="link"),
    Row(f"{P}EventJoin", STAFF, '(event: "{event}", consent: true)', case="event"),
    Row(f"{P}EventSeatKeep", CUSTOMER, IN_SHOP),
    Row(f"{P}EventResume", BUYERS, IN_SHOP[:-1] + ', handle: "{handle}")', given=_handle),
    Row(f"{P}EventSocketTicket", INSIDE),
    Row(f"{P}EventConsentUpdate", INSIDE, '(event: "{event}", kind: RECORDING, given: false)'),
    Row(f"{P}EventProductShow", STAFF, '(event: "{event}", product: "{product}")', given=_product),
    Row(f"{P}EventCheckoutLinesAdd", INSIDE, ADDED, given=_product),
    Row(
        f"{P}EventCheckoutLinesUpdate",
        CUSTOMER,
        '(event: "{event}", lines: [{line: "{line}", quantity: 2}])',
        given=_line,
    ),
    Row(
        f"{P}EventCheckoutLinesDelete",
        CUSTOMER,
        '(event: "{event}", lines: ["{line}"])',
        given=_line,
    ),
    Row(f"{P}EventProposalAccept", CUSTOMER, '(proposal: "{proposal}")', given=_proposal),
    Row(f"{P}EventProposalDecline", CUSTOMER, '(proposal: "{proposal}")', given=_proposal),
    Row(f"{P}EventCheckoutHandover", CUSTOMER, given=_line),
    Row(f"{P}EventLeave", INSIDE),
    Row(f"{P}EventEnd", STAFF),
    Row(f"{P}EventBook", SAME_SHOP, BOOKED, given=_campaign),
    Row(f"{P}SlotHoldCreate", SAME_SHOP, HELD, given=_campaign),
    Row(f"{P}SlotHoldDelete", EVERYBODY, '(hold: "{hold}")', given=_hold),
    Row(f"{P}EventCancel", INSIDE, event=AHEAD),
    Row(
        f"{P}EventCancel", SAME_SHOP, '(token: "{token}")', given=_manage, event=AHEAD, case="link"
    ),
    Row(f"{P}EventReschedule", STAFF, MOVED, event=AHEAD),
    Row(
        f"{P}EventReassign",
        STAFF,
        '(event: "{event}", personalShopper: "{colleague}")',
        given=_colleague,
        event=AHEAD,
    ),
    Row(f"{P}EventArchive", STAFF, event=PAST),
    Row(f"{P}EventSurveyAnswer", CUSTOMER, '(event: "{event}", score: 9)', event=PAST),
    Row(
        f"{P}MessageLeave",
        BUYERS,
        f'(input: {{{VISITOR}, text: "Hello"}})',
    ),
    Row(f"{P}EventInvitationSend", STAFF, event=AHEAD),
    Row(f"{P}MessageAnswer", STAFF, '(message: "{message}", text: "Yes")', given=_message),
    Row(f"{P}MessageDone", STAFF, '(message: "{message}")', given=_message),
    Row(f"{P}AvailableUpdate", STAFF, "(available: false)"),
    Row(f"{P}Create", OTHER_ADMIN, '(input: {email: "nobody@example.com"})'),
    Row(f"{P}Update", NOBODY, '(id: "{id}", input: {phone: "5"})', given=_shopper),
    Row(f"{P}Delete", NOBODY, '(id: "{id}")', given=_shopper, event=PAST),
    Row(f"{P}FeedRenew", STAFF, ""),
    Row(f"{P}HoursUpdate", STAFF, '(input: {timeZone: "UTC"})', case="own"),
    Row(f"{P}BusyCalendarCreate", STAFF, '(input: {url: "https://example.com/a.ics"})'),
    Row(f"{P}BusyCalendarDelete", STAFF, '(id: "{calendar}")', given=_calendar),
    Row(f"{P}GroupCreate", OTHER_ADMIN, '(input: {name: "Stylists"})'),
    Row(f"{P}GroupUpdate", NOBODY, '(id: "{group}", input: {name: "A"})', given=_group),
    Row(f"{P}GroupDelete", NOBODY, '(id: "{group}")', given=_group),
    Row(f"{P}AvailabilityCreate", ANY_STAFF, '(input: {name: "A", timeZone: "UTC"})'),
    Row(
        f"{P}AvailabilityUpdate",
        STAFF,
        '(id: "{availability}", input: {name: "A"})',
        given=_availability,
    ),
    Row(f"{P}AvailabilityDelete", STAFF, '(id: "{availability}")', given=_availability),
    Row(f"{P}CampaignCreate", STAFF, f"(input: {{{CAMPAIGN}}})", given=_group),
    Row(f"{P}CampaignUpdate", STAFF, '(id: "{campaign}", input: {name: "A"})', given=_campaign),
    Row(f"{P}CampaignMailUpdate", STAFF, f"(input: {{{MAIL}}})", given=_campaign),
    Row(
        f"{P}CampaignMailTest",
        STAFF,
        '(campaign: "{campaign}", kind: OPENS, language: "es")',
        given=_campaign,
    ),
    Row(f"{P}CampaignDelete", STAFF, '(id: "{campaign}")', given=_campaign),
)
ROWS = (*QUERIES, *MUTATIONS)

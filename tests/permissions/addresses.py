"""Every address of the app, a request for it that is right, and who gets it answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from saleor_personal_shopper.core.events.models import LinkKind, PublicationSource
from saleor_personal_shopper.core.events.services import add_publication
from saleor_personal_shopper.core.files import storage
from saleor_personal_shopper.core.files.models import FileState, SharedFile
from saleor_personal_shopper.core.files.services import begin_upload
from saleor_personal_shopper.core.files.services.pictures import key_of
from saleor_personal_shopper.core.installations.services import update_shop_settings
from saleor_personal_shopper.core.shoppers.services import add_busy_calendar
from saleor_personal_shopper.realtime.fake_media import FakeSession, worker
from tests import factories
from tests.cast import CHANNEL
from tests.permissions.conftest import EVERYBODY, INSIDE, NOBODY, STAFF, Cast, Who
from tests.permissions.fields import left_message

SDP = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
FRAGMENT = "a=ice-ufrag:abcd\r\n"
Place = Callable[[Cast], Mapping[str, object]]
ANY_STAFF = STAFF | {Who.OTHER_STAFF}
"""Staff of another installation see pages of their own shop."""
ADMINISTRATORS = frozenset({Who.OTHER_STAFF})
"""The only one here who holds Settings, and of his own shop."""


@dataclass(frozen=True)
class Address:
    """`route` as the URL configuration names it."""

    route: str
    granted: frozenset[Who] = EVERYBODY
    method: str = "get"
    place: Place = lambda cast: {}
    query: str = ""
    body: object = ""
    content_type: str = "application/x-www-form-urlencoded"
    headers: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[int] = field(default_factory=lambda: frozenset({401, 403, 404}))

    def path(self, cast: Cast) -> str:
        """The address, after what it is about was put in place."""
        found = self.route
        for converter, value in self.place(cast).items():
            found = found.replace(f"<{converter}>", str(value))
        return f"/{found}{self.query}"


def _event(cast: Cast) -> Mapping[str, object]:
    return {"uuid:event_id": cast.call.event.pk, "str:source": "camera"}


def _whole_event(cast: Cast) -> Mapping[str, object]:
    return {"uuid:wanted": cast.call.event.pk}


def _message(cast: Cast) -> Mapping[str, object]:
    return {"uuid:message_id": left_message(cast).pk}


def _shopper(cast: Cast) -> Mapping[str, object]:
    return {"uuid:shopper_id": cast.shop.shopper.pk}


def _campaign(cast: Cast) -> Mapping[str, object]:
    return {"uuid:campaign_id": factories.campaign(cast.installation).pk}


def _availability(cast: Cast) -> Mapping[str, object]:
    return {"uuid:availability_id": factories.availability(cast.installation).pk}


def _group(cast: Cast) -> Mapping[str, object]:
    return {"uuid:group_id": factories.group(cast.installation).pk}


def _calendar(cast: Cast) -> Mapping[str, object]:
    """Of the personal shopper."""
    url = "https://calendar.example.com/a.ics"
    made = add_busy_calendar(personal_shopper=cast.shop.shopper, url=url, now=timezone.now())
    return {"uuid:calendar_id": made.pk}


def _booking(cast: Cast) -> Mapping[str, object]:
    campaign = factories.campaign(cast.installation)
    return {
        "str:campaign": campaign.public_id,
        "str:personal_shopper": cast.shop.shopper.public_id,
    }


def _link(cast: Cast) -> Mapping[str, object]:
    return {"str:token": cast.call.token(LinkKind.GUEST)}


def _publication(cast: Cast) -> Mapping[str, object]:
    """The customer's camera."""
    added = add_publication(
        participant=cast.call.customer,
        source=PublicationSource.CAMERA,
        media_session="camera",
        now=timezone.now(),
    )
    key = added.publication.pk
    worker.sessions["camera"] = FakeSession(
        cast.call.event.pk, cast.call.customer.pk, key, "camera"
    )
    return {"uuid:wanted": key, "str:session": "camera"}


def _upload(cast: Cast) -> Mapping[str, object]:
    """A file that the customer is about to send."""
    file = begin_upload(
        participant=cast.call.customer, name="photo.jpg", size=10, now=timezone.now()
    )
    return {"uuid:file_id": file.pk}


def _file(cast: Cast) -> Mapping[str, object]:
    """A picture that the customer has sent."""
    file = SharedFile.objects.create(
        installation=cast.installation,
        event=cast.call.event,
        participant=cast.call.customer,
        state=FileState.SHARED,
        name="photo.jpg",
        size=5,
        content_type="image/jpeg",
        width=1,
        height=1,
        created_at=timezone.now(),
        due_at=timezone.now(),
    )
    for key in (storage.content_key(file), storage.thumbnail_key(file)):
        default_storage.save(key, ContentFile(b"photo"))
    return {"uuid:file_id": file.pk}


def _picture(cast: Cast) -> Mapping[str, object]:
    """Of a campaign, whose name is known."""
    campaign = factories.campaign(cast.installation, image="image-known.webp")
    default_storage.save(key_of(campaign, campaign.image), ContentFile(b"picture"))
    return {"uuid:campaign_id": campaign.pk, "str:name": campaign.image}


def _portrait(cast: Cast) -> Mapping[str, object]:
    """Of the personal shopper, whose name is known."""
    person = cast.shop.shopper
    person.picture = "picture-known.webp"
    person.save(update_fields=["picture"])
    default_storage.save(key_of(person, person.picture), ContentFile(b"picture"))
    return {"uuid:shopper_id": person.pk, "str:name": person.picture}


def _logo(cast: Cast) -> Mapping[str, object]:
    """Of the shop, whose name is known."""
    shop = update_shop_settings(installation=cast.installation)
    shop.logo = "logo-known.webp"
    shop.save(update_fields=["logo"])
    default_storage.save(key_of(shop, shop.logo), ContentFile(b"picture"))
    return {"uuid:installation_id": cast.installation.pk, "str:name": shop.logo}


def _feed(cast: Cast) -> Mapping[str, object]:
    """Whoever knows the token reads it, as calendars do."""
    return {"str:token": cast.shop.shopper.feed_token}


def _forged(cast: Cast) -> Mapping[str, object]:
    return {"str:code": "forged"}


OPEN = (
    Address("healthz"),
    Address("readyz"),
    Address("metrics", NOBODY, refused=frozenset({404})),
    Address(""),
    Address("api/manifest"),
    Address("api/register", NOBODY, "post", refused=frozenset({400, 403})),
    Address(
        "api/webhooks/saleor/<slug:slug>", NOBODY, "post", lambda cast: {"slug:slug": "order-paid"}
    ),
    Address("graphql/", method="post", body={"query": "{ __typename }"}),
    Address("graphql/schema.graphql"),
    Address("call", query=f"?channel={CHANNEL}&saleorApiUrl=https://shop.example.com/graphql/"),
    Address("e/<str:token>", place=_link),
    Address("book/<str:campaign>", place=lambda cast: {"str:campaign": "unknown"}),
    Address(
        "book/<str:campaign>/<str:personal_shopper>",
        place=lambda cast: {"str:campaign": "unknown", "str:personal_shopper": "unknown"},
    ),
    Address("manage/<str:token>", place=lambda cast: {"str:token": "unknown"}),
    Address("e/<str:token>/calendar.ics", NOBODY, place=_link),
    Address("feed/<str:token>.ics", place=_feed),
    Address("e/<str:token>/qr.svg", place=_link),
    Address("book/<str:campaign>/qr.svg", place=_booking),
    Address("book/<str:campaign>/<str:personal_shopper>/qr.svg", place=_booking),
    Address(
        "widget/v1/presence",
        query=f"?channel={CHANNEL}&saleorApiUrl=https://shop.example.com/graphql/",
    ),
    Address("widget/v1/cart", NOBODY, "post", body={"code": "forged"}),
    Address(
        "cart/<str:code>",
        NOBODY,
        place=lambda cast: {"str:code": "forged"},
        refused=frozenset({410}),
    ),
    Address("widget/v1/personal-shopper.js"),
    Address("widget/v1/personal-shopper.d.ts"),
    Address("widget/v1/personal-shopper-react.d.ts"),
    Address("desk/open"),
    Address("desk/service-worker.js"),
    Address("desk/offline"),
)
MEDIA = (
    Address(
        "media/whip/<uuid:event_id>/<str:source>",
        INSIDE,
        "post",
        _event,
        body=SDP,
        content_type="application/sdp",
    ),
    Address(
        "media/whip/sessions/<str:session>",
        frozenset({Who.CUSTOMER}),
        "patch",
        _publication,
        body=FRAGMENT,
        content_type="application/trickle-ice-sdpfrag",
        headers={"If-Match": "*"},
    ),
    Address(
        "media/whep/<uuid:wanted>",
        INSIDE,
        "post",
        _publication,
        body=SDP,
        content_type="application/sdp",
    ),
    Address(
        "media/whep/<uuid:wanted>",
        INSIDE,
        "post",
        _whole_event,
        body=SDP,
        content_type="application/sdp",
    ),
    Address(
        "media/trial",
        NOBODY,
        "post",
        body=SDP,
        content_type="application/sdp",
    ),
    Address(
        "media/whep/sessions/<str:session>",
        frozenset({Who.CUSTOMER}),
        "patch",
        _publication,
        body=FRAGMENT,
        content_type="application/trickle-ice-sdpfrag",
        headers={"If-Match": "*"},
    ),
)

TUS = {"Tus-Resumable": "1.0.0", "Upload-Length": "10"}
FILES = (
    Address("files/uploads", INSIDE | {Who.OTHER_CUSTOMER}, "post", headers=TUS),
    Address(
        "files/uploads/<uuid:file_id>", frozenset({Who.CUSTOMER}), "delete", _upload, headers=TUS
    ),
    Address("files/campaigns/<uuid:campaign_id>/<str:name>", place=_picture),
    Address("files/shoppers/<uuid:shopper_id>/<str:name>", place=_portrait),
    Address("files/shops/<uuid:installation_id>/<str:name>", place=_logo),
    Address("files/<uuid:file_id>", INSIDE, place=_file),
    Address("files/<uuid:file_id>/thumbnail", INSIDE, place=_file),
    Address("files/<uuid:file_id>/link", INSIDE, "post", _file),
    Address("files/transcripts/<uuid:event_id>", INSIDE, place=_event),
)

PLACES: dict[str, Place] = {
    "event_id": _event,
    "message_id": _message,
    "shopper_id": _shopper,
    "campaign_id": _campaign,
    "availability_id": _availability,
    "group_id": _group,
    "calendar_id": _calendar,
    "file_id": _file,
}


def _place(route: str) -> Place:
    """What stands in a route's place holders; the event that anybody else may not see."""
    places = [place for name, place in PLACES.items() if name in route]

    def fill(cast: Cast) -> Mapping[str, object]:
        found: dict[str, object] = {
            "uuid:installation_id": cast.installation.pk,
            "str:channel": CHANNEL,
        }
        for place in places:
            found.update(place(cast))
        return found

    return fill


def _about_a_row(route: str) -> bool:
    """Or about the personal shopper himself, whom the other shop's administrator is none."""
    is_own = "/me/" in route and not route.endswith("/content")
    return is_own or any(name in route for name in PLACES)


def _frame(route: str, method: str, holders: frozenset[Who]) -> Address:
    """A page in the Dashboard's frame: rows of another shop are not found there."""
    granted = holders - {Who.OTHER_STAFF} if _about_a_row(route) else holders
    return Address(route, granted, method, _place(route))


CALLS = {
    "/content": "get",
    "/new/content": "get",
    "/agenda/content": "get",
    "/agenda/grid": "get",
    "/agenda/today": "get",
    "/events/<uuid:event_id>/sheet": "get",
    "/events/content": "get",
    "/events/rows": "get",
    "/events/slots": "get",
    "/events/new/content": "get",
    "/events/book": "post",
    "/events/<uuid:event_id>/content": "get",
    "/events/<uuid:event_id>/move/content": "get",
    "/events/<uuid:event_id>/slots": "get",
    "/events/<uuid:event_id>/drop": "get",
    "/events/<uuid:event_id>/colleagues": "get",
    "/events/<uuid:event_id>/details": "get",
    "/events/<uuid:event_id>/move-to": "post",
    "/events/<uuid:event_id>/reassign": "post",
    "/events/<uuid:event_id>/change": "post",
    "/events/<uuid:event_id>/invitation": "get",
    "/messages/<uuid:message_id>/content": "get",
    "/messages/<uuid:message_id>/mail": "get",
    "/lists": "get",
    "/recent": "get",
    "/products": "get",
    "/events/<uuid:event_id>/links": "get",
    "/create": "post",
    "/phone": "post",
    "/messages/<uuid:message_id>/answer": "post",
    "/messages/<uuid:message_id>/done": "post",
    "/events/<uuid:event_id>/invite": "post",
    "/events/<uuid:event_id>/cancel": "post",
    "/events/<uuid:event_id>/reschedule": "post",
    "/events/<uuid:event_id>/archive": "post",
    "/events/<uuid:event_id>/files/<uuid:file_id>": "post",
    "/events/<uuid:event_id>/transcript": "post",
    "/me/content": "get",
    "/me/picture": "post",
    "/me/picture/remove": "post",
    "/me/calendars": "get",
    "/me/hours": "post",
    "/me/hours/clear": "post",
    "/me/calendars/add": "post",
    "/me/feed/renew": "post",
    "/me/calendars/<uuid:calendar_id>/refresh": "post",
    "/me/calendars/<uuid:calendar_id>/remove": "post",
}
CAMPAIGNS = {
    "/content": "get",
    "/rows": "get",
    "/new/content": "get",
    "/create": "post",
    "/<uuid:campaign_id>/content": "get",
    "/<uuid:campaign_id>/save": "post",
    "/<uuid:campaign_id>/delete": "post",
    "/<uuid:campaign_id>/agenda/content": "get",
    "/<uuid:campaign_id>/agenda/save": "post",
    "/<uuid:campaign_id>/notifications/content": "get",
    "/<uuid:campaign_id>/notifications/mail": "get",
    "/<uuid:campaign_id>/notifications/save": "post",
    "/<uuid:campaign_id>/notifications/mail/save": "post",
    "/<uuid:campaign_id>/notifications/preview": "post",
    "/<uuid:campaign_id>/image": "post",
    "/<uuid:campaign_id>/image/remove": "post",
    "/<uuid:campaign_id>/logo": "post",
    "/<uuid:campaign_id>/logo/remove": "post",
    "/availabilities/content": "get",
    "/availabilities/rows": "get",
    "/availabilities/new/content": "get",
    "/availabilities/create": "post",
    "/availabilities/<uuid:availability_id>/content": "get",
    "/availabilities/<uuid:availability_id>/save": "post",
    "/availabilities/<uuid:availability_id>/delete": "post",
}
PERSON = "/shoppers/<uuid:shopper_id>"
SETTINGS = {
    "/content": "get",
    "/shoppers": "get",
    "/reassign": "get",
    f"{PERSON}/reassign": "post",
    "/shoppers/add": "post",
    "/collections": "get",
    f"{PERSON}/content": "get",
    f"{PERSON}/calendars": "get",
    f"{PERSON}/save": "post",
    f"{PERSON}/remove": "post",
    f"{PERSON}/picture": "post",
    f"{PERSON}/picture/remove": "post",
    f"{PERSON}/hours": "post",
    f"{PERSON}/hours/clear": "post",
    f"{PERSON}/calendars/add": "post",
    f"{PERSON}/calendars/<uuid:calendar_id>/refresh": "post",
    f"{PERSON}/calendars/<uuid:calendar_id>/remove": "post",
    "/groups/new/content": "get",
    "/groups/create": "post",
    "/groups/<uuid:group_id>/content": "get",
    "/groups/<uuid:group_id>/save": "post",
    "/groups/<uuid:group_id>/delete": "post",
    "/modules": "post",
    "/shop": "post",
    "/logo": "post",
    "/logo/remove": "post",
    "/channels/<str:channel>": "post",
    "/consent": "post",
}
DESK = {
    "/": "get",
    "/new": "get",
    "/agenda": "get",
    "/events": "get",
    "/events/new": "get",
    "/events/<uuid:event_id>": "get",
    "/events/<uuid:event_id>/move": "get",
    "/messages/<uuid:message_id>": "get",
    "/me": "get",
    "/events/<uuid:event_id>/call": "get",
    "/token": "post",
    "/ticket": "post",
    "/available": "post",
    "/language": "post",
    "/logout": "post",
}
SHELLS = (
    Address("dashboard/calls"),
    Address("dashboard/calls/new"),
    Address("dashboard/calls/agenda"),
    Address("dashboard/calls/events"),
    Address("dashboard/calls/events/new"),
    Address("dashboard/calls/events/<uuid:event_id>", place=_event),
    Address("dashboard/calls/events/<uuid:event_id>/move", place=_event),
    Address("dashboard/calls/messages/<uuid:message_id>", place=_message),
    Address("dashboard/calls/me"),
    Address("dashboard/settings"),
    Address("dashboard/settings/shoppers/<uuid:shopper_id>", place=_shopper),
    Address("dashboard/settings/groups/new"),
    Address("dashboard/settings/groups/<uuid:group_id>", place=_group),
    Address("dashboard/campaigns"),
    Address("dashboard/campaigns/new"),
    Address("dashboard/campaigns/<uuid:campaign_id>", place=_campaign),
    Address("dashboard/campaigns/<uuid:campaign_id>/agenda", place=_campaign),
    Address("dashboard/campaigns/<uuid:campaign_id>/notifications", place=_campaign),
    Address("dashboard/campaigns/availabilities"),
    Address("dashboard/campaigns/availabilities/new"),
    Address("dashboard/campaigns/availabilities/<uuid:availability_id>", place=_availability),
    Address("dashboard/order-widget"),
)
FRAMED = (
    Address(
        "dashboard/session", ANY_STAFF, "post", body="origin=https%3A%2F%2Fdashboard.example.com"
    ),
    _frame("dashboard/lacking", "post", ADMINISTRATORS),
    Address("dashboard/desk-code", ANY_STAFF, "post"),
    Address("dashboard/order-widget/content", ANY_STAFF, query="?orderId=T3JkZXI6MQ=="),
    *(_frame(f"dashboard/calls{suffix}", method, ANY_STAFF) for suffix, method in CALLS.items()),
    *(
        _frame(f"dashboard/settings{suffix}", method, ADMINISTRATORS)
        for suffix, method in SETTINGS.items()
    ),
    *(
        _frame(f"dashboard/campaigns{suffix}", method, ANY_STAFF)
        for suffix, method in CAMPAIGNS.items()
    ),
)
MANIFEST = Address("desk/<uuid:installation_id>/manifest.webmanifest", place=_place(""))
"""Browsers fetch it without the session; it holds the shop's name."""
AT_DESK = tuple(
    Address(f"desk/<uuid:installation_id>{suffix}", STAFF, method, _place(suffix))
    for suffix, method in {**CALLS, **DESK}.items()
)
BY_BEARER = (*OPEN, MANIFEST, *MEDIA, *FILES, *SHELLS, *FRAMED)

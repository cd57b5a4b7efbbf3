"""Addresses of this door: iframe pages, the desk, the shells of customers' pages and the loader.

The calls pages exist twice: framed below /dashboard/calls, where the bearer counts, and at the
desk, where the session does. `<page>/content` is the page without its frame.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from ..core.files.services import PictureKind
from ..core.installations.models import Module
from .callers import FRAME_BASE, Caller
from .content import Content, desk_page, fragment
from .staff_views import StaffView, at_desk, in_frame, json_at_desk
from .views import agenda as agenda_page
from .views import (
    calls,
    desk_app,
    desk_phone,
    desk_session,
    event,
    event_downloads,
    frame,
    lacking,
    message,
    new_call,
)
from .views.booking_page import booking_page, manage_page
from .views.call_page import link_page, request_page
from .views.campaigns import (
    agenda,
    availabilities,
    basic,
    campaign_list,
    notifications,
    pictures,
)
from .views.desk_call import desk_call
from .views.desk_open import desk_open
from .views.events import book, event_list, hand_over, move
from .views.link_qr import booking_qr, link_qr
from .views.loader import LOADER_FILES, loader
from .views.order_widget import order_widget
from .views.people import feed, groups, hours, picture, shopper
from .views.settings import channels, consent, logo, modules, page, shop, shoppers

Page = Callable[..., Content]
FRAMED = FRAME_BASE.lstrip("/")
DESK = "desk/<uuid:installation_id>"
SETTINGS = "dashboard/settings"
CAMPAIGNS = "dashboard/campaigns"
CAMPAIGN = "/<uuid:campaign_id>"
AVAILABILITY = "/availabilities/<uuid:availability_id>"
PERSON = "/shoppers/<uuid:shopper_id>"

PAGES: dict[str, Page] = {
    "": calls.calls,
    "/new": new_call.new_call,
    "/agenda": agenda_page.page,
    "/events": event_list.page,
    "/events/new": book.new,
    "/events/<uuid:event_id>": event.event,
    "/events/<uuid:event_id>/move": move.page,
    "/messages/<uuid:message_id>": message.message,
    "/me": hours.mine,
}
PARTS: dict[str, StaffView] = {
    "/lists": calls.lists,
    "/recent": calls.recent,
    "/products": new_call.products,
    "/agenda/grid": agenda_page.grid,
    "/agenda/today": agenda_page.today,
    "/events/<uuid:event_id>/sheet": agenda_page.sheet,
    "/events/rows": event_list.rows,
    "/events/slots": book.slots,
    "/events/<uuid:event_id>/links": event.links,
    "/events/<uuid:event_id>/slots": move.slots,
    "/events/<uuid:event_id>/drop": move.drop,
    "/events/<uuid:event_id>/colleagues": hand_over.colleagues,
    "/events/<uuid:event_id>/details": hand_over.details,
    "/events/<uuid:event_id>/invitation": event.invited,
    "/messages/<uuid:message_id>/mail": message.mail,
    "/me/calendars": hours.calendars,
}
ACTIONS: dict[str, StaffView] = {
    "/create": new_call.create,
    "/phone": desk_phone.offer,
    "/messages/<uuid:message_id>/answer": message.answer,
    "/messages/<uuid:message_id>/done": message.done,
    "/events/<uuid:event_id>/invite": event.invite,
    "/events/<uuid:event_id>/cancel": event.cancel,
    "/events/book": book.book,
    "/events/<uuid:event_id>/reschedule": move.move,
    "/events/<uuid:event_id>/move-to": move.move_to,
    "/events/<uuid:event_id>/reassign": hand_over.reassign,
    "/events/<uuid:event_id>/change": hand_over.change,
    "/events/<uuid:event_id>/archive": event.archive,
    "/events/<uuid:event_id>/files/<uuid:file_id>": event_downloads.file,
    "/events/<uuid:event_id>/transcript": event_downloads.transcript,
    "/me/picture": picture.keep,
    "/me/picture/remove": picture.remove,
    "/me/hours": hours.save,
    "/me/hours/clear": hours.clear,
    "/me/feed/renew": feed.renew,
    "/me/calendars/add": hours.add_calendar,
    "/me/calendars/<uuid:calendar_id>/refresh": hours.refresh_calendar,
    "/me/calendars/<uuid:calendar_id>/remove": hours.remove_calendar,
}
SETTINGS_PAGES: dict[str, Page] = {
    "": page.page,
    PERSON: shopper.page,
    "/groups/new": groups.new,
    "/groups/<uuid:group_id>": groups.edit,
}
SETTINGS_PARTS: dict[str, StaffView] = {
    "/shoppers": shoppers.search,
    "/reassign": shoppers.reassign,
    "/collections": shopper.collections,
    f"{PERSON}/calendars": hours.calendars,
}
CAMPAIGN_PAGES: dict[str, Page] = {
    "": campaign_list.page,
    "/new": basic.new,
    CAMPAIGN: basic.basic,
    f"{CAMPAIGN}/agenda": agenda.agenda,
    f"{CAMPAIGN}/notifications": notifications.notifications,
    "/availabilities": availabilities.page,
    "/availabilities/new": availabilities.new,
    AVAILABILITY: availabilities.edit,
}
CAMPAIGN_PARTS: dict[str, StaffView] = {
    "/rows": campaign_list.rows,
    f"{CAMPAIGN}/notifications/mail": notifications.mail,
    "/availabilities/rows": availabilities.rows,
}
CAMPAIGN_ACTIONS: dict[str, StaffView] = {
    "/create": basic.create,
    f"{CAMPAIGN}/save": basic.save,
    f"{CAMPAIGN}/delete": basic.delete,
    f"{CAMPAIGN}/agenda/save": agenda.save,
    f"{CAMPAIGN}/notifications/save": notifications.save,
    f"{CAMPAIGN}/notifications/mail/save": notifications.save_mail,
    f"{CAMPAIGN}/notifications/preview": notifications.preview,
    **{
        f"{CAMPAIGN}/{kind}{suffix}": partial(view, kind=kind.value)
        for kind in (PictureKind.IMAGE, PictureKind.LOGO)
        for suffix, view in {"": pictures.keep, "/remove": pictures.remove}.items()
    },
    "/availabilities/create": availabilities.create,
    f"{AVAILABILITY}/save": availabilities.save,
    f"{AVAILABILITY}/delete": availabilities.delete,
}
SETTINGS_ACTIONS: dict[str, StaffView] = {
    "/shoppers/add": shoppers.add,
    f"{PERSON}/save": shopper.save,
    f"{PERSON}/remove": shopper.remove,
    f"{PERSON}/reassign": shopper.reassign,
    f"{PERSON}/picture": picture.keep,
    f"{PERSON}/picture/remove": picture.remove,
    f"{PERSON}/hours": hours.save,
    f"{PERSON}/hours/clear": hours.clear,
    f"{PERSON}/calendars/add": hours.add_calendar,
    f"{PERSON}/calendars/<uuid:calendar_id>/refresh": hours.refresh_calendar,
    f"{PERSON}/calendars/<uuid:calendar_id>/remove": hours.remove_calendar,
    "/groups/create": groups.create,
    "/groups/<uuid:group_id>/save": groups.save,
    "/groups/<uuid:group_id>/delete": groups.delete,
    "/modules": modules.save,
    "/shop": shop.save,
    "/logo": logo.keep,
    "/logo/remove": logo.remove,
    "/channels/<str:channel>": channels.save,
    "/consent": consent.save,
}


def as_fragment(page: Page) -> StaffView:
    """The page without its frame."""

    def view(request: HttpRequest, caller: Caller, **place: Any) -> HttpResponse:
        content = page(request, caller, **place)
        return fragment(request, caller, content.template, content.context)

    return view


def in_desk(page: Page) -> StaffView:
    """The page inside the desk's frame."""

    def view(request: HttpRequest, caller: Caller, **place: Any) -> HttpResponse:
        return desk_page(request, caller, page(request, caller, **place))

    return view


def on_both(
    suffix: str, view: StaffView, guard: Callable[[StaffView], StaffView]
) -> list[URLPattern]:
    """A part or an action, framed and at the desk."""
    return [
        path(f"{FRAMED}{suffix}", guard(in_frame(view))),
        path(f"{DESK}{suffix}", guard(at_desk(view))),
    ]


def page_paths(suffix: str, page: Page) -> list[URLPattern]:
    """A page's shell in the frame, the page at the desk, and its content on both."""
    home = suffix or "/"
    return [
        path(f"{FRAMED}{suffix}", frame.shell()),
        path(f"{DESK}{home}", require_safe(at_desk(in_desk(page)))),
        *on_both(f"{suffix}/content", as_fragment(page), require_safe),
    ]


def framed_paths(
    base: str,
    module: Module,
    *,
    pages: Mapping[str, Page],
    parts: Mapping[str, StaffView],
    actions: Mapping[str, StaffView],
) -> list[URLPattern]:
    """Pages that are in the Dashboard's frame only, for who holds the module."""

    def guarded(view: StaffView) -> StaffView:
        return in_frame(view, module=module)

    contents = {f"{suffix}/content": as_fragment(page) for suffix, page in pages.items()}
    return [
        *(path(f"{base}{suffix}", frame.shell()) for suffix in pages),
        *(
            path(f"{base}{suffix}", require_safe(guarded(view)))
            for suffix, view in {**contents, **parts}.items()
        ),
        *(path(f"{base}{suffix}", require_POST(guarded(view))) for suffix, view in actions.items()),
    ]


CUSTOMERS_PAGES = [
    path("call", request_page),
    path("e/<str:token>", link_page),
    path("e/<str:token>/qr.svg", link_qr),
    path("book/<str:campaign>/qr.svg", booking_qr),
    path("book/<str:campaign>/<str:personal_shopper>/qr.svg", booking_qr),
    path("book/<str:campaign>", booking_page),
    path("book/<str:campaign>/<str:personal_shopper>", booking_page),
    path("manage/<str:token>", manage_page),
    *(path(f"widget/v1/{name}", loader, {"name": name}) for name in LOADER_FILES),
]
CALLS_PAGES = [
    *(one for suffix, page in PAGES.items() for one in page_paths(suffix, page)),
    *(one for suffix, view in PARTS.items() for one in on_both(suffix, view, require_safe)),
    *(one for suffix, view in ACTIONS.items() for one in on_both(suffix, view, require_POST)),
]
FRAME_PAGES = [
    path("dashboard/session", require_POST(in_frame(frame.session, module=None))),
    path("dashboard/lacking", require_POST(in_frame(lacking.look, module=Module.SETTINGS))),
    path("dashboard/desk-code", require_POST(in_frame(frame.desk_code))),
    path("dashboard/order-widget", frame.shell("widget_frame.html")),
    path(
        "dashboard/order-widget/content",
        require_safe(in_frame(as_fragment(order_widget), module=None)),
    ),
    *framed_paths(
        SETTINGS,
        Module.SETTINGS,
        pages=SETTINGS_PAGES,
        parts=SETTINGS_PARTS,
        actions=SETTINGS_ACTIONS,
    ),
    *framed_paths(
        CAMPAIGNS,
        Module.CAMPAIGNS,
        pages=CAMPAIGN_PAGES,
        parts=CAMPAIGN_PARTS,
        actions=CAMPAIGN_ACTIONS,
    ),
]
DESK_PAGES = [
    path("desk/open", desk_open),
    path("desk/service-worker.js", desk_app.service_worker),
    path("desk/offline", desk_app.offline),
    path(f"{DESK}/manifest.webmanifest", desk_app.manifest),
    path(f"{DESK}/token", require_POST(json_at_desk(desk_session.token))),
    path(f"{DESK}/ticket", require_POST(json_at_desk(desk_session.ticket))),
    path(f"{DESK}/available", require_POST(at_desk(calls.available))),
    path(f"{DESK}/language", require_POST(at_desk(desk_session.language))),
    path(f"{DESK}/logout", require_POST(at_desk(desk_session.logout))),
    path(f"{DESK}/events/<uuid:event_id>/call", require_safe(at_desk(desk_call))),
]
urlpatterns: list[URLPattern] = [*CUSTOMERS_PAGES, *FRAME_PAGES, *CALLS_PAGES, *DESK_PAGES]

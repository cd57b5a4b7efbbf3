"""Addresses of this door: iframe pages, the desk, the call page's shells and the loader."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from .staff_views import at_desk, json_at_desk
from .views import desk_session
from .views.call_page import link_page, request_page
from .views.desk_call import desk_call
from .views.desk_open import desk_open
from .views.loader import LOADER_FILES, loader

CALL_PAGES = [
    path("call", request_page),
    path("e/<str:token>", link_page),
    *(path(f"widget/v1/{name}", loader, {"name": name}) for name in LOADER_FILES),
]
DESK = "desk/<uuid:installation_id>/"
DESK_PAGES = [
    path("desk/open", desk_open),
    path(f"{DESK}token", require_POST(json_at_desk(desk_session.token))),
    path(f"{DESK}ticket", require_POST(json_at_desk(desk_session.ticket))),
    path(f"{DESK}language", require_POST(at_desk(desk_session.language))),
    path(f"{DESK}logout", require_POST(at_desk(desk_session.logout))),
    path(f"{DESK}events/<uuid:event_id>/call", require_safe(at_desk(desk_call))),
]
urlpatterns: list[URLPattern] = [*CALL_PAGES, *DESK_PAGES]

"""One event: who, when, what was shown, added and bought, said, answered and agreed to."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ...core.errors import DomainError
from ...core.events.links import links_of
from ...core.events.mails import invitation
from ...core.events.mails.notices import tells_customer
from ...core.events.models import Event, EventOrigin, EventStatus
from ...core.events.reassigning import needs_somebody_else
from ...core.events.selectors import event_for
from ...core.events.services import MOVABLE, archive_event, cancel_event, send_invitation
from ...core.events.states import is_open
from ...core.notifications.selectors import last_mail
from ..callers import Caller
from ..content import Content, announce, fragment
from ..event_story import story_of
from ..mail_state import mail_state


def event(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> Content:
    """The whole page."""
    return Content("event.html", event_context(caller, event_for(caller.rights, event_id)))


def links(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """The links in a dialog, to be handed out from the list of calls."""
    found = event_for(caller.rights, event_id)
    context = {"event": found, **link_context(caller, found)}
    return fragment(request, caller, "links_dialog.html", context)


def cancel(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """Call the event off, with words for the customer if wanted."""
    found = event_for(caller.rights, event_id)
    reason = request.POST.get("reason", "")
    try:
        found = cancel_event(event=found, actor=caller.rights, reason=reason, now=caller.now)
    except DomainError as error:
        return _refused(request, caller, event_id, error)
    return _changed(request, caller, found, _("Call cancelled"))


def archive(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """Put the event out of the lists."""
    found = event_for(caller.rights, event_id)
    try:
        found = archive_event(event=found, rights=caller.rights, now=caller.now)
    except DomainError as error:
        return _refused(request, caller, event_id, error)
    return _changed(request, caller, found, _("Call archived"))


def invite(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """Send the customer the link by mail."""
    found = event_for(caller.rights, event_id)
    problem = ""
    try:
        send_invitation(event=found, rights=caller.rights, now=caller.now)
    except DomainError as error:
        problem = error.message
    context = {**invitation_context(caller, found), "invitation_problem": problem}
    return fragment(request, caller, "invitation.html", context, 422 if problem else 200)


def invited(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """What became of the mail, as it changes while the page is open."""
    found = event_for(caller.rights, event_id)
    return fragment(request, caller, "invitation.html", invitation_context(caller, found))


def invitation_context(caller: Caller, found: Event) -> dict[str, Any]:
    mail = last_mail(found.installation, invitation.KIND, found.pk)
    return {
        "event": found,
        "is_open": is_open(found.status),
        "links": links_of(found),
        "mail": mail_state(mail, now=caller.now),
        "tells_old_date": mail is not None and mail.revision != found.sequence,
    }


def link_context(caller: Caller, found: Event) -> dict[str, Any]:
    """The links and what became of the invitation, while the event may still be met in."""
    return invitation_context(caller, found) if is_open(found.status) else {}


def event_context(caller: Caller, found: Event) -> dict[str, Any]:
    """What the page is drawn from; the event must come from `event_for`."""
    is_before = is_open(found.status) and found.status != EventStatus.LIVE
    is_planned = found.status in MOVABLE and found.origin != EventOrigin.REQUEST
    return {
        "event": found,
        "is_open": is_open(found.status),
        "may_cancel": is_before,
        "may_move": is_planned,
        "may_reassign": is_planned and found.starts_at is not None,
        "needs_somebody_else": needs_somebody_else(found),
        "tells_customer": tells_customer(found),
        "may_archive": not is_open(found.status) and not found.is_archived,
        **link_context(caller, found),
        **story_of(found, caller.now),
    }


def _changed(request: HttpRequest, caller: Caller, found: Event, note: str) -> HttpResponse:
    return announce(fragment(request, caller, "event.html", event_context(caller, found)), note)


def _refused(
    request: HttpRequest, caller: Caller, event_id: uuid.UUID, error: DomainError
) -> HttpResponse:
    """The page as it stands now, with the reason above it."""
    context = event_context(caller, event_for(caller.rights, event_id))
    return fragment(request, caller, "event.html", {**context, "problem": error.message}, 422)

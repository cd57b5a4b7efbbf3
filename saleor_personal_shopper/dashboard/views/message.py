"""A message that a customer left, and its answer (Q5)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ...core.errors import DomainError
from ...core.events.errors import not_found
from ...core.events.mails import message_answer
from ...core.events.models import LeftMessage
from ...core.events.services import answer_message, finish_message
from ...core.notifications.selectors import last_mail
from ..callers import Caller
from ..content import Content, announce, fragment
from ..lists import product_name
from ..mail_state import mail_state
from . import calls


def message(request: HttpRequest, caller: Caller, message_id: uuid.UUID) -> Content:
    """The whole page."""
    return Content("message.html", _context(caller, _found(caller, message_id)))


def mail(request: HttpRequest, caller: Caller, message_id: uuid.UUID) -> HttpResponse:
    """What became of the answer, as it changes while the page is open."""
    context = _context(caller, _found(caller, message_id))
    return fragment(request, caller, "message_mail.html", context)


def answer(request: HttpRequest, caller: Caller, message_id: uuid.UUID) -> HttpResponse:
    """Send an answer by mail, or show the form again with what is wrong."""
    found = _found(caller, message_id)
    text = request.POST.get("text", "")
    try:
        answered = answer_message(message=found, rights=caller.rights, text=text, now=caller.now)
    except DomainError as error:
        wrong = {"errors": {error.field: error.message}} if error.field else {}
        context = {**_context(caller, _found(caller, message_id)), "text": text, **wrong}
        return fragment(request, caller, "message.html", {**context, "problem": error.message}, 422)
    context = _context(caller, answered)
    return announce(fragment(request, caller, "message.html", context), _("Answer on its way"))


def done(request: HttpRequest, caller: Caller, message_id: uuid.UUID) -> HttpResponse:
    """Take a message off the list, from the list or from its own page."""
    finish_message(message=_found(caller, message_id), rights=caller.rights, now=caller.now)
    if request.headers.get("HX-Target") == "content":
        content = calls.calls(request, caller)
        return announce(
            fragment(request, caller, content.template, content.context), _("Message done")
        )
    return announce(calls.lists(request, caller), _("Message done"))


def _found(caller: Caller, message_id: uuid.UUID) -> LeftMessage:
    found = LeftMessage.objects.of(caller.installation).filter(pk=message_id).first()
    if found is None:
        raise not_found()
    return found


def _context(caller: Caller, found: LeftMessage) -> dict[str, Any]:
    sent = last_mail(caller.installation, message_answer.KIND, found.pk)
    return {
        "message": found,
        "product": product_name(caller.installation, found.product_id, found.channel),
        "mail": mail_state(sent, now=caller.now),
        "text": found.answer,
    }

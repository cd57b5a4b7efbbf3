"""What was written and sent in an event, as a text to read and as data (CL-26)."""

from __future__ import annotations

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..global_ids import GlobalType, to_global_id
from ..shoppers.cleaning import time_zones
from .models import ChatMessage, Event, ParticipantRole
from .serialize import Json, file_json

INDENT = " " * 4


def known_zone(name: str) -> ZoneInfo:
    """The time zone by its IANA name; UTC for any other."""
    return ZoneInfo(name if name in time_zones() else "UTC")


def transcript_text(event: Event, zone: ZoneInfo) -> str:
    """For people: in the language in force, times in the zone. Needs `personal_shopper` loaded."""
    roles = {
        ParticipantRole.CUSTOMER: _("Customer"),
        ParticipantRole.PERSONAL_SHOPPER: _("Personal shopper"),
        ParticipantRole.GUEST: _("Guest"),
    }
    lines = [_heading(event), _("Times in the zone %s") % zone.key, ""]
    day = ""
    for message in _messages(event):
        at = message.sent_at.astimezone(zone)
        if (today := date_format(at, "DATE_FORMAT")) != day:
            day = today
            lines += [day, ""]
        role = roles[ParticipantRole(message.participant.role)]
        lines += [f"{date_format(at, 'TIME_FORMAT')}  {message.participant.name} ({role})"]
        lines += [f"{INDENT}{line}" for line in _said(message).splitlines()] + [""]
    return "\n".join(lines)


def transcript_data(event: Event, zone: tzinfo) -> Json:
    """For programs: times in ISO 8601 with the zone's offset."""
    shopper = event.personal_shopper
    return {
        "event": {
            "id": to_global_id(GlobalType.EVENT, event.pk),
            "status": event.status,
            "channel": event.channel,
            "customerName": event.customer_name,
            "personalShopper": shopper and shopper.name,
            "startsAt": _iso(event.starts_at, zone),
            "liveAt": _iso(event.live_at, zone),
            "endedAt": _iso(event.ended_at, zone),
        },
        "messages": [_message_data(message, zone) for message in _messages(event)],
    }


def _message_data(message: ChatMessage, zone: tzinfo) -> Json:
    who = message.participant
    return {
        "id": str(message.pk),
        "at": _iso(message.sent_at, zone),
        "participant": {"name": who.name, "role": who.role},
        "text": message.text,
        "file": message.file and file_json(message.file),
    }


def _messages(event: Event) -> list[ChatMessage]:
    messages = ChatMessage.objects.of(event.installation_id).filter(event=event)
    return list(messages.select_related("participant").order_by("sent_at", "pk"))


def _heading(event: Event) -> str:
    names = {"customer": event.customer_name or "–"}
    if event.personal_shopper is None:
        return _("Chat with %(customer)s") % names
    names["personal_shopper"] = event.personal_shopper.name
    return _("Chat of %(customer)s and %(personal_shopper)s") % names


def _said(message: ChatMessage) -> str:
    if message.file:
        size = filesizeformat(message.file["size"])
        return _("File: %(name)s (%(size)s)") % {"name": message.file["name"], "size": size}
    return message.text or _("(deleted)")


def _iso(moment: datetime | None, zone: tzinfo) -> str | None:
    return moment.astimezone(zone).isoformat() if moment else None

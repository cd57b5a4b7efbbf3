"""Coming back to one's seat after a full page load of the shop, which takes our frame with it.

By a cookie of ours where the browser keeps one for us in the shop's pages, else by a handle that
the shop's page keeps: good once, and followed by another at each use. Both lead back for ten
minutes after the last sign of whoever sits there, and no longer than he does.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ...errors import DomainError
from ...installations.models import Installation
from ...installations.selectors import allowed_origins
from ..changes import lock_event, lock_event_of, vacate_seat
from ..error_codes import EventErrorCode
from ..errors import invalid, permission_denied, require_open, seat_taken
from ..models import Event, Participant, ParticipantRole
from ..resume_keys import ResumeKey
from ..room import CLOSE_RIGHTS_LOST

RESUMABLE = timedelta(minutes=10)
"""How long after its last sign a seat may be come back to."""
SECRET_BYTES = 32
SECRET_LENGTH = 43
"""Of SECRET_BYTES in base64url: a shorter cookie is none of ours."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """How a page can come back: by the cookie it showed (both empty), else by the handle.

    `cookie` is a new one to be tried: a browser that keeps it shows it at the next request.
    """

    cookie: str = ""
    handle: str = ""


@dataclass(frozen=True)
class Resumed:
    """A seat come back to; `handle` is the next one, empty for whoever came by cookie.

    What was on when the page was left is None before the call.
    """

    participant: Participant
    handle: str
    microphone: bool | None
    camera: bool | None


@transaction.atomic
def keep_seat(*, participant: Participant, origin: str, cookie: str, now: datetime) -> Kept:
    """Let the page in a frame of the shop's `origin` come back; `cookie` is what it showed.

    Raises DomainError INVALID (no origin of the channel), PERMISSION_DENIED (staff come back by
    their desk; or the seat is left), ENDED, CANCELLED, EXPIRED.
    """
    if participant.role == ParticipantRole.PERSONAL_SHOPPER:
        raise permission_denied()
    event = lock_event_of(participant)
    if origin not in allowed_origins(event.installation, event.channel):
        raise invalid("origin", _("This page is not one of the shop's. Add it in the settings."))
    _keys(participant).filter(is_cookie=False).delete()
    if len(cookie) >= SECRET_LENGTH:
        _note(participant, cookie, origin, is_cookie=True, now=now)
        return Kept()
    handle = _new_secret()
    _note(participant, handle, origin, is_cookie=False, now=now)
    return Kept(cookie=_new_secret(), handle=handle)


def resume_seat(
    *,
    installation: Installation,
    event_id: uuid.UUID,
    origin: str,
    cookie: str = "",
    handle: str = "",
    take_over: bool = False,
    now: datetime,
) -> Resumed:
    """The seat in the event that `cookie` or `handle` leads back to; its older tokens die.

    Raises DomainError EXPIRED (nothing leads there, or no more), SEAT_TAKEN (another page sits
    there; `take_over` sends it away), NOT_FOUND, ENDED, CANCELLED. A handle that was used before
    by somebody who then sat down was stolen from the one or the other: both lose the seat.
    """
    with transaction.atomic():
        event = lock_event(event_id, installation)
        require_open(event)
        key = _find(event, origin, cookie, handle, now)
        if key is None:
            raise _expired()
        if not _is_stolen(key):
            return _sit_down_again(event, key, take_over, now)
        _send_away(event, key.participant, now)
    raise _expired()


def _keys(participant: Participant) -> QuerySet[ResumeKey]:
    return ResumeKey.objects.of(participant.installation_id).filter(participant=participant)


def _note(
    participant: Participant, secret: str, origin: str, *, is_cookie: bool, now: datetime
) -> None:
    """Note a key; the one that was there before stays as it is."""
    _keys(participant).get_or_create(
        digest=_digest(secret),
        defaults={
            "installation_id": participant.installation_id,
            "participant": participant,
            "is_cookie": is_cookie,
            "origin": origin,
            "issued_at": now,
        },
    )


def _find(event: Event, origin: str, cookie: str, handle: str, now: datetime) -> ResumeKey | None:
    """The key of a seat that somebody holds and gave a sign from lately; the cookie's first."""
    keys = ResumeKey.objects.of(event.installation_id).select_related("participant")
    alive = keys.filter(
        participant__event=event,
        participant__left_at=None,
        participant__seen_at__gt=now - RESUMABLE,
        origin=origin,
    )
    for secret, is_cookie in ((cookie, True), (handle, False)):
        found = alive.filter(digest=_digest(secret), is_cookie=is_cookie).first()
        if found is not None:
            return found
    return None


def _is_stolen(key: ResumeKey) -> bool:
    """Whether somebody who used it already sat down.

    Where nobody did, the answer to the first use was lost on its way, as when the shop's page is
    left again before the call is back.
    """
    seen_at = key.participant.seen_at
    return key.used_at is not None and seen_at is not None and seen_at > key.used_at


def _sit_down_again(event: Event, key: ResumeKey, take_over: bool, now: datetime) -> Resumed:
    seat = key.participant
    seat.event = event
    was_on = (seat.has_microphone, seat.has_camera) if event.live_at else (None, None)
    if seat.socket_id:
        if not take_over:
            raise seat_taken()
        vacate_seat(event, seat, now=now)
    else:
        _renew(seat)
    return Resumed(seat, "" if key.is_cookie else _next_handle(key, now), *was_on)


def _next_handle(key: ResumeKey, now: datetime) -> str:
    """Spend a handle for the next one; a next one that never arrived is dropped."""
    mine = _keys(key.participant)
    mine.filter(is_cookie=False, used_at=None).exclude(pk=key.pk).delete()
    mine.filter(pk=key.pk).update(used_at=now)
    handle = _new_secret()
    _note(key.participant, handle, key.origin, is_cookie=False, now=now)
    return handle


def _send_away(event: Event, seat: Participant, now: datetime) -> None:
    """Take the seat from whoever holds a token or a key of it; its link still leads there."""
    logger.warning("A resume handle was used twice: whoever holds the seat has to come in anew.")
    _keys(seat).delete()
    vacate_seat(event, seat, now=now, code=CLOSE_RIGHTS_LOST)


def _renew(seat: Participant) -> None:
    """Let the tokens of the page that is gone count no more."""
    seat.token_generation += 1
    seat.save(update_fields=["token_generation"])


def _new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _expired() -> DomainError:
    return DomainError(
        EventErrorCode.EXPIRED, _("This call cannot be gone back to. Ask for a new one.")
    )

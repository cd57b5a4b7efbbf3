"""Refusals that carry more than a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ..errors import DomainError
from .error_codes import EventErrorCode
from .models import Event, EventStatus
from .slots import Slot
from .states import is_open


class RequestOpen(DomainError):
    """This device already waits; `event` is where."""

    def __init__(self, event: Event) -> None:
        message = _("You are already in the queue on this device. Go back to your request.")
        super().__init__(EventErrorCode.REQUEST_OPEN, message)
        self.event = event


class AlreadyTaken(DomainError):
    """Another personal shopper was first; `by` is the name."""

    def __init__(self, by: str) -> None:
        message = _("%(name)s has taken this call. Choose another customer.") % {"name": by}
        super().__init__(EventErrorCode.ALREADY_TAKEN, message)
        self.by = by


def not_found() -> DomainError:
    """What is not there and what one may not see look the same."""
    return DomainError(
        EventErrorCode.NOT_FOUND, _("There is no such call. Check the link you were given.")
    )


def permission_denied() -> DomainError:
    return DomainError(
        EventErrorCode.PERMISSION_DENIED,
        _("You may not do this. Ask whoever manages the personal shoppers."),
    )


def illegal_state() -> DomainError:
    return DomainError(
        EventErrorCode.ILLEGAL_STATE,
        _("This is not possible in the call's present state. Reload to see how it stands."),
    )


def invalid(field: str, message: str) -> DomainError:
    return DomainError(EventErrorCode.INVALID, message, field=field)


def required(field: str) -> DomainError:
    return DomainError(EventErrorCode.REQUIRED, _("Please fill this in."), field=field)


def consent_required() -> DomainError:
    return DomainError(
        EventErrorCode.CONSENT_REQUIRED,
        _("Please agree to the terms of the call to go on."),
        field="consent",
    )


def rate_limited() -> DomainError:
    return DomainError(
        EventErrorCode.RATE_LIMITED,
        _("There were too many attempts from your network. Try again in a few minutes."),
    )


def seat_taken() -> DomainError:
    """The seat is in use on another device, which nobody throws out unasked."""
    return DomainError(
        EventErrorCode.SEAT_TAKEN,
        _("You are in this call on another device. Continue here, or join as a guest."),
    )


def ended(event: Event) -> DomainError:
    """Why nobody may come into this event any more."""
    if event.status == EventStatus.FINISHED:
        return DomainError(EventErrorCode.ENDED, _("This call has ended. Ask for a new one."))
    if event.status == EventStatus.CANCELLED:
        return DomainError(
            EventErrorCode.CANCELLED, _("This call was cancelled. Ask for a new one.")
        )
    return DomainError(EventErrorCode.EXPIRED, _("This link has expired. Ask for a new call."))


def require_open(event: Event) -> None:
    """Refuse what only makes sense before the end."""
    if not is_open(event.status):
        raise ended(event)


class SlotRefused(DomainError):
    """A start that cannot be had; `alternatives` are the three nearest that can, if there are."""

    def __init__(self, code: EventErrorCode, alternatives: Sequence[Slot] = ()) -> None:
        super().__init__(code, _slot_sentences()[code], field="startsAt")
        self.alternatives = tuple(alternatives)


def _slot_sentences() -> dict[EventErrorCode, str]:
    return {
        EventErrorCode.ALREADY_BOOKED: _("You have another call at that time. Choose another one."),
        EventErrorCode.CAMPAIGN_CLOSED: _("No calls can be booked here for that day."),
        EventErrorCode.LIMIT_REACHED: _("That day or week is full. Choose another one."),
        EventErrorCode.OUTSIDE_AVAILABILITY: _("Nobody works at that time. Choose another one."),
        EventErrorCode.SLOT_TAKEN: _("Somebody was faster. Choose another time."),
        EventErrorCode.TOO_FAR: _("That is too far ahead. Choose an earlier time."),
        EventErrorCode.TOO_SOON: _("That is too soon. Choose a later time."),
    }


def too_many_bookings() -> DomainError:
    """The customer has to hold or give up something first."""
    message = _("You have booked as many calls as you can at once. Cancel one of them first.")
    return DomainError(EventErrorCode.LIMIT_REACHED, message, field="email")

"""Words and tones for what the rows say by codes."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..core.attribution.models import AttributionKind, AttributionState
from ..core.campaigns.questions import QuestionKind
from ..core.campaigns.states import CampaignState
from ..core.events.bookings import LogAction, LogActor
from ..core.events.choosing import Reason
from ..core.events.mails import invitation
from ..core.events.mails.notices import Notice
from ..core.events.models import (
    ConnectionQuality,
    ConsentKind,
    DeviceType,
    EventOrigin,
    EventStatus,
    ParticipantRole,
)
from ..core.installations.models import Module
from ..core.ports import CalendarProblem

Label = str | Promise

STATUSES: dict[str, Label] = {
    EventStatus.REQUESTED: pgettext_lazy("event", "Requested"),
    EventStatus.SCHEDULED: pgettext_lazy("event", "Scheduled"),
    EventStatus.WAITING: pgettext_lazy("event", "Waiting"),
    EventStatus.LIVE: pgettext_lazy("event", "Live"),
    EventStatus.FINISHED: pgettext_lazy("event", "Finished"),
    EventStatus.CANCELLED: pgettext_lazy("event", "Cancelled"),
    EventStatus.MISSED: pgettext_lazy("event", "Missed by us"),
    EventStatus.NO_SHOW: pgettext_lazy("event", "Customer did not come"),
    EventStatus.EXPIRED: pgettext_lazy("event", "Expired"),
}
TONES: dict[str, str] = {
    EventStatus.REQUESTED: "warning",
    EventStatus.SCHEDULED: "accent",
    EventStatus.WAITING: "warning",
    EventStatus.LIVE: "success",
    EventStatus.MISSED: "danger",
    CampaignState.ACTIVE: "success",
    CampaignState.UPCOMING: "accent",
    AttributionState.PENDING: "warning",
    AttributionState.CONFIRMED: "success",
    AttributionState.REVERSED: "danger",
}
STATES: dict[str, Label] = {
    AttributionState.PENDING: pgettext_lazy("order", "Not yet paid"),
    AttributionState.CONFIRMED: pgettext_lazy("order", "Paid"),
    AttributionState.REVERSED: pgettext_lazy("order", "Cancelled or refunded"),
}
KINDS: dict[str, Label] = {
    AttributionKind.ASSISTED: _("Added in the call"),
    AttributionKind.INFLUENCED: _("Shown in the call"),
}
LOG_ACTIONS: dict[str, Label] = {
    LogAction.BOOKED: pgettext_lazy("log", "Booked"),
    LogAction.RESCHEDULED: pgettext_lazy("log", "Moved"),
    LogAction.REASSIGNED: pgettext_lazy("log", "Handed over"),
    LogAction.CHANGED: pgettext_lazy("log", "Customer's details changed"),
    LogAction.CANCELLED: pgettext_lazy("log", "Cancelled"),
    LogAction.MISSED: pgettext_lazy("log", "Nobody of us came"),
    LogAction.NO_SHOW: pgettext_lazy("log", "The customer did not come"),
}
ACTORS: dict[str, Label] = {
    LogActor.CUSTOMER: _("Customer"),
    LogActor.STAFF: pgettext_lazy("log", "Staff"),
    LogActor.SYSTEM: pgettext_lazy("log", "By itself"),
}
CHOICES: dict[str, Label] = {
    Reason.CHOSEN: _("chosen by the customer"),
    Reason.HELD: _("kept while the form was filled"),
    Reason.LEAST_RECENTLY_BOOKED: _("of those free the one who was booked longest ago"),
    Reason.SAME_PERSON: _("the same person as before"),
    Reason.STAFF: _("chosen by staff"),
}
HANDED_OVER: Final = "handed-over"
MAILS: dict[str, Label] = {
    invitation.KIND: pgettext_lazy("mail", "Invitation"),
    Notice.SCHEDULED.mail_kind: pgettext_lazy("mail", "Booked"),
    Notice.RESCHEDULED.mail_kind: pgettext_lazy("mail", "Changed"),
    Notice.CANCELLED.mail_kind: pgettext_lazy("mail", "Cancelled"),
    HANDED_OVER: pgettext_lazy("mail", "Handed over"),
    Notice.REMINDER_DAY.mail_kind: pgettext_lazy("mail", "Reminder 24 hours before"),
    Notice.REMINDER_HOUR.mail_kind: pgettext_lazy("mail", "Reminder 1 hour before"),
    Notice.OPENS.mail_kind: pgettext_lazy("mail", "The call opens"),
}
ORIGINS: dict[str, Label] = {
    EventOrigin.PRIVATE: pgettext_lazy("event", "Private call"),
    EventOrigin.REQUEST: pgettext_lazy("event", "Asked for in the shop"),
    EventOrigin.BOOKING: pgettext_lazy("event", "Booking"),
}
ROLES: dict[str, Label] = {
    ParticipantRole.CUSTOMER: _("Customer"),
    ParticipantRole.PERSONAL_SHOPPER: _("Personal shopper"),
    ParticipantRole.GUEST: _("Guest"),
}
DEVICES: dict[str, Label] = {
    DeviceType.DESKTOP: _("Computer"),
    DeviceType.MOBILE: _("Phone"),
}
CONNECTIONS: dict[str, Label] = {
    ConnectionQuality.FAIR: _("connection fair at times"),
    ConnectionQuality.POOR: _("connection weak at times"),
    ConnectionQuality.SILENT: _("connection lost for a while"),
}
CONSENTS: dict[str, Label] = {
    ConsentKind.CALL: _("Data in the call"),
    ConsentKind.RECORDING: _("Recording"),
}
CAMPAIGN_STATES: dict[str, Label] = {
    CampaignState.ACTIVE: pgettext_lazy("campaign", "Active"),
    CampaignState.UPCOMING: pgettext_lazy("campaign", "Upcoming"),
    CampaignState.COMPLETED: pgettext_lazy("campaign", "Completed"),
}
QUESTION_KINDS: dict[str, Label] = {
    QuestionKind.TEXT: _("One line"),
    QuestionKind.PARAGRAPH: _("Several lines"),
    QuestionKind.CHOICE: _("One of several options"),
    QuestionKind.CHECKBOX: _("A box to tick"),
}
CALENDAR_PROBLEMS: dict[str, Label] = {
    CalendarProblem.FORBIDDEN: _(
        "This address may not be fetched. Only public addresses that start with https:// work."
    ),
    CalendarProblem.NO_CALENDAR: _(
        "There is no calendar at this address. Look for the secret address in iCal format."
    ),
    CalendarProblem.REDIRECTED: _("The address leads elsewhere. Paste the one that it leads to."),
    CalendarProblem.REFUSED: _(
        "The calendar's server refuses the address. Perhaps it was renewed: add the new one."
    ),
    CalendarProblem.TOO_LARGE: _("The calendar is larger than 5 MB. Share one with fewer entries."),
    CalendarProblem.TOO_MUCH: _(
        "The calendar holds more entries than can be worked out. Share one with fewer."
    ),
    CalendarProblem.UNREACHABLE: _(
        "The calendar's server does not answer. We try again by ourselves."
    ),
}
MODULES: dict[str, Label] = {
    Module.CALLS: _("Calls"),
    Module.CAMPAIGNS: _("Campaigns"),
    Module.SETTINGS: _("Settings"),
}
"""The modules that have pages; the others come with theirs."""

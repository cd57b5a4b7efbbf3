"""Words and tones for what the rows say by codes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..core.attribution.models import AttributionKind, AttributionState
from ..core.events.models import ConsentKind, DeviceType, EventStatus, ParticipantRole
from ..core.installations.models import Module

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
ROLES: dict[str, Label] = {
    ParticipantRole.CUSTOMER: _("Customer"),
    ParticipantRole.PERSONAL_SHOPPER: _("Personal shopper"),
    ParticipantRole.GUEST: _("Guest"),
}
DEVICES: dict[str, Label] = {
    DeviceType.DESKTOP: _("Computer"),
    DeviceType.MOBILE: _("Phone"),
}
CONSENTS: dict[str, Label] = {
    ConsentKind.CALL: _("Data in the call"),
    ConsentKind.RECORDING: _("Recording"),
}
MODULES: dict[str, Label] = {
    Module.CALLS: _("Calls"),
    Module.SETTINGS: _("Settings"),
}
"""The modules that have pages; the others come with theirs."""

"""Who is asking: exactly one of these stands behind each request."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.events.models import Participant
from ..core.installations.models import Installation
from ..core.saleor_data import CustomerToken
from ..core.shoppers.staff import StaffRights


@dataclass(frozen=True)
class Anonymous:
    """Nobody known; `installation` is selected, which gives no rights."""

    installation: Installation | None


@dataclass(frozen=True)
class Staff:
    """A staff user of Saleor, with rights at most a minute old."""

    rights: StaffRights

    @property
    def installation(self) -> Installation:
        return self.rights.installation


@dataclass(frozen=True)
class Customer:
    """A customer signed in to the shop, by his own Saleor access token."""

    token: CustomerToken

    @property
    def installation(self) -> Installation:
        return self.token.installation

    @property
    def user_id(self) -> str:
        return self.token.user_id


@dataclass(frozen=True)
class Seat:
    """A participant of one event, by the access token that Join gave."""

    participant: Participant

    @property
    def installation(self) -> Installation:
        return self.participant.event.installation


Actor = Anonymous | Staff | Customer | Seat

"""The desk's WebSocket: which lists changed, who rings, who was first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils import timezone

from ..core.events.desk import DeskList
from ..core.events.errors import permission_denied
from ..core.events.selectors import waiting_events
from ..core.events.serialize import message_json
from ..core.events.tokens import redeem_desk_ticket
from ..core.installations.models import Installation, StaffMember
from ..core.saleor_data import SaleorUnavailable
from ..core.shoppers.services import set_available
from .groups import desk_group, staff_group
from .messages import DESK_CLIENT_TYPES
from .rights import desk_rights
from .socket import Action, Socket
from .threads import in_slow_thread, in_thread


class DeskSocket(Socket):
    """One open desk of a staff user with the module Calls."""

    client_types = DESK_CLIENT_TYPES
    staff_member: StaffMember

    async def enter(self, ticket: str) -> None:
        now = timezone.now()
        self.staff_member = await in_thread(redeem_desk_ticket, ticket, now)
        rights = await in_slow_thread(desk_rights, self.staff_member, now)
        await self.join(desk_group(rights.installation.pk), staff_group(self.staff_member.pk))
        await self.catch_up()

    async def catch_up(self) -> None:
        """Any list may have changed."""
        waiting = await in_thread(_waiting, self.staff_member.installation)
        data = {"lists": [str(one) for one in DeskList], "waiting": waiting, "ring": False}
        self.say(message_json("desk.changed", data, now=timezone.now()))

    async def tick(self) -> None:
        try:
            await in_slow_thread(desk_rights, self.staff_member, timezone.now())
        except SaleorUnavailable:
            return

    async def left(self) -> None:
        """Nothing: a desk without a sign for 45 seconds counts as closed."""

    async def desk_message(self, event: Mapping[str, Any]) -> None:
        """From the publisher: a message for all desks of the shop."""
        self.say(event["message"])

    async def _ping(self, data: Mapping[str, Any]) -> None:
        await self.tick()

    async def _update_available(self, data: Mapping[str, Any]) -> None:
        now = timezone.now()
        rights = await in_slow_thread(desk_rights, self.staff_member, now)
        if rights.personal_shopper is None:
            raise permission_denied()
        await in_thread(
            set_available,
            personal_shopper=rights.personal_shopper,
            available=data["available"],
            now=now,
        )

    actions: ClassVar[Mapping[str, Action]] = {
        "ping": _ping,
        "available.update": _update_available,
    }


def _waiting(installation: Installation) -> int:
    return waiting_events(installation).count()

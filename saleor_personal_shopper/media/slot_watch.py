"""Says what is in the slots of event subscriptions, whenever that changes."""

from .changes import ChangeLog
from .event_subscription import EventSubscription
from .messages import ChangeKind
from .room import Room


class SlotWatch:
    """It is said by a change in the log."""

    def __init__(self, changes: ChangeLog) -> None:
        self._changes = changes

    def repeat(self, room: Room) -> None:
        """Somebody came into the room: say it again of all its event subscriptions."""
        for subscription in room.event_subscriptions:
            subscription.told = None
        self.look(room)

    def look(self, room: Room) -> None:
        """To be called when something may have changed."""
        for subscription in room.event_subscriptions:
            if subscription.told != subscription.slots:
                self._say(room, subscription)

    def _say(self, room: Room, subscription: EventSubscription) -> None:
        subscription.told = subscription.slots
        self._changes.add(
            event=room.event,
            session=subscription.peer.session,
            participant=subscription.participant,
            kind=ChangeKind.SLOTS,
            slots=subscription.slots,
        )

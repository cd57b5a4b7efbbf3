"""The room's and the desk's messages: every type, its shape, and what it means.

Server to client: `{"type", "at", "data"}`, and `"seq"` where it changes the room's state. Client
to server: `{"type", "id", "data"}`, answered by `ack` or `error` with that id. The other end of
the line is `storefront_widget/src/call/`. Ids are the global ids of GraphQL, times ISO 8601 in
UTC, and products, checkouts and proposals have the shapes of the GraphQL types.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from .media_messages import (
    MediaMuted,
    MediaQuality,
    MediaSlots,
    MediaSpeaker,
    MediaUpdate,
    MediaView,
)
from .shapes import (
    ChatMessage,
    Event,
    IceServer,
    Id,
    Participant,
    Person,
    Publication,
    Queue,
    Shown,
    Time,
    You,
)


class ServerMessage(TypedDict):
    """What the server sends. `seq` grows by one with each change of the room's state."""

    type: str
    at: Time
    data: Any
    seq: NotRequired[int]


class Welcome(TypedDict):
    """`welcome`: the whole state; what comes after it builds on it."""

    seq: int
    event: Event
    you: You
    participants: list[Participant]
    publications: list[Publication]
    chat: list[ChatMessage]
    transcriptUrl: str
    shown: list[Shown]
    proposals: list[dict[str, Any]]
    checkout: dict[str, Any] | None
    orders: list[OrderPlaced]
    queue: Queue | None
    personalShoppers: int
    guestUrl: str
    participantLimit: int
    initials: str
    iceServers: list[IceServer]


class ParticipantChanged(TypedDict):
    """`participant.joined`, `participant.updated`."""

    participant: Participant
    by: NotRequired[Person]


class Gone(TypedDict):
    """`participant.left`, `publication.removed`."""

    id: Id


class PublicationAdded(TypedDict):
    """`publication.added`."""

    publication: Publication


class EventStatusChanged(TypedDict):
    """`event.status`: PersonalShopperEventStatus; `by` where a person did it."""

    status: str
    by: NotRequired[Person | None]


class ChatTyping(TypedDict):
    """`chat.typing`, not numbered."""

    participant: Id
    typing: bool


class ProductShown(TypedDict):
    """`product.shown`: the whole PersonalShopperProduct."""

    id: str
    product: dict[str, Any]
    variant: Id | None
    by: Person
    at: Time


class ProposalCreated(TypedDict):
    """`proposal.created`: with names, pictures and prices of its lines."""

    proposal: dict[str, Any]


class ProposalAnswered(TypedDict):
    """`proposal.answered`: ACCEPTED or DECLINED."""

    id: Id
    status: str
    by: Person


class CheckoutRefusal(TypedDict):
    """An add of `participant` that waited for the shop and was then refused or given up."""

    participant: Id
    variant: dict[str, Id]
    code: str
    availableQuantity: int | None


class CheckoutUpdated(TypedDict):
    """`checkout.updated`: PersonalShopperCheckout, null after an order."""

    checkout: dict[str, Any] | None
    by: NotRequired[Person | None]
    refusals: NotRequired[list[CheckoutRefusal]]


class OrderPlaced(TypedDict):
    """`order.placed`."""

    number: str


class ConsentUpdated(TypedDict):
    """`consent.updated`: kind is PersonalShopperConsentKind."""

    participant: Id
    kind: str
    given: bool


class Token(TypedDict):
    """`token`: the next bearer, at the beginning and every ten minutes."""

    accessToken: str
    expiresAt: Time


class End(TypedDict):
    """`end`: the event's final status; why, in somebody's own words, or empty; whether the reader's
    survey is open."""

    reason: str
    note: str
    surveyOpen: bool


class DeskChanged(TypedDict):
    """`desk.changed`: which lists to read again; `ring` for a new customer."""

    lists: list[Literal["waiting", "upcoming", "messages"]]
    waiting: int
    ring: bool


class EventTaken(TypedDict):
    """`event.taken`: who was first."""

    event: Id
    by: str


class ShoppersChanged(TypedDict):
    """`shoppers.changed`: somebody's availability."""

    personalShopper: str


class Ack(TypedDict):
    """`ack`: the message with this id was done."""

    id: str


class Error(TypedDict):
    """`error`: the message with this id was refused; code is PersonalShopperErrorCode."""

    id: str | None
    code: str
    message: str


class ChatSend(TypedDict):
    """Client: `chat.send`.

    `key`, up to 64 characters of the client's choice, makes it harmless twice: sent again with it,
    since no `ack` came, it is acknowledged and not said again.
    """

    text: str
    key: NotRequired[str]


class TypingSend(TypedDict):
    """Client: `chat.typing`."""

    typing: bool


class AvailableUpdate(TypedDict):
    """Client, desk: `available.update`."""

    available: bool


class Nothing(TypedDict):
    """Client: `leave` and `ping`, on both sockets."""


ROOM_SERVER_TYPES: dict[str, type] = {
    "welcome": Welcome,
    "participant.joined": ParticipantChanged,
    "participant.updated": ParticipantChanged,
    "participant.left": Gone,
    "publication.added": PublicationAdded,
    "publication.removed": Gone,
    "event.status": EventStatusChanged,
    "queue.position": Queue,
    "chat.message": ChatMessage,
    "chat.typing": ChatTyping,
    "product.shown": ProductShown,
    "proposal.created": ProposalCreated,
    "proposal.answered": ProposalAnswered,
    "checkout.updated": CheckoutUpdated,
    "order.placed": OrderPlaced,
    "consent.updated": ConsentUpdated,
    "media.muted": MediaMuted,
    "media.quality": MediaQuality,
    "media.speaker": MediaSpeaker,
    "media.slots": MediaSlots,
    "token": Token,
    "end": End,
    "ack": Ack,
    "error": Error,
}
DESK_SERVER_TYPES: dict[str, type] = {
    "desk.changed": DeskChanged,
    "event.taken": EventTaken,
    "shoppers.changed": ShoppersChanged,
    "ack": Ack,
    "error": Error,
}
ROOM_CLIENT_TYPES: dict[str, type] = {
    "chat.send": ChatSend,
    "chat.typing": TypingSend,
    "media.update": MediaUpdate,
    "media.view": MediaView,
    "leave": Nothing,
    "ping": Nothing,
}
DESK_CLIENT_TYPES: dict[str, type] = {"ping": Nothing, "available.update": AvailableUpdate}

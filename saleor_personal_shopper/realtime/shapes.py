"""What the messages of a room are made of."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Id = str
Time = str


class Person(TypedDict):
    """Who did something: a participant."""

    id: Id
    name: str
    role: Literal["CUSTOMER", "PERSONAL_SHOPPER", "GUEST"]


class Participant(Person):
    """`connected` is false while his socket is gone and he is expected back."""

    microphone: bool
    camera: bool
    connected: bool


class You(Participant):
    """The reader himself, with what he may do (PersonalShopperCapability)."""

    capabilities: list[str]


class Publication(TypedDict):
    """What a participant sends; POST an SDP offer to `whepUrl` to receive it."""

    id: Id
    source: Literal["camera", "screen"]
    participant: Person
    whepUrl: str


class Event(TypedDict):
    """The call; `status` is PersonalShopperEventStatus."""

    id: Id
    status: str
    customerName: str
    channel: str
    startsAt: Time | None
    liveAt: Time | None
    personalShopper: str | None
    recording: bool


class ChatFile(TypedDict):
    """A file of the chat, `size` in bytes; width, height (pixels) and thumbnail have pictures.

    The addresses open with the bearer; `POST {url}/link` gives some that open by themselves.
    """

    id: Id
    name: str
    size: int
    contentType: str
    url: str
    width: int | None
    height: int | None
    thumbnailUrl: str | None


class ChatMessage(TypedDict):
    """`chat.message`: a text or a file. Both are empty once they were deleted.

    `key` is the sender's own, of `chat.send`; empty without one.
    """

    id: str
    participant: Person
    text: str
    sentAt: Time
    file: ChatFile | None
    key: NotRequired[str]


class Shown(TypedDict):
    """A line of the log of shown products: Saleor's ids, and the name as it was then."""

    id: str
    product: Id
    variant: Id | None
    name: str
    by: Person
    at: Time


class Queue(TypedDict):
    """`position` counts from 1; `personalShoppers` are free at once."""

    position: int
    personalShoppers: int


class IceServer(TypedDict):
    """RTCIceServer of WebRTC."""

    urls: list[str]
    username: NotRequired[str]
    credential: NotRequired[str]

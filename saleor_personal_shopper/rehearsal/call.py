"""What one synthetic call knows of itself, and how a broken promise is told."""

from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import httpx

from .graphql import GraphQL
from .room import RoomSocket
from .store import Store
from .target import Login, Target
from .whip import Subscriber

MESSAGE_SECONDS = 10.0
"""Within this time every message of the room must have come."""


class NotHeld(Exception):
    """A promise was not kept; the message says which."""


@dataclass
class Seat:
    """One side of the call."""

    participant: str
    first_bearer: str
    whip_url: str
    ice_servers: list[dict[str, Any]]
    socket: RoomSocket
    subscriber: Subscriber | None = None

    @property
    def bearer(self) -> str:
        """The newest access token; the room renews it every few minutes."""
        renewed = self.socket.last("token")
        return str(renewed["accessToken"]) if renewed else self.first_bearer


@dataclass
class Call:
    """What one run of the steps knows; close `exits` to leave the call."""

    number: int
    target: Target
    login: Login
    seconds: float
    http: httpx.AsyncClient
    exits: AsyncExitStack
    email: str = "rehearsal@example.com"
    identifier: str = ""
    event: str = ""
    join_token: str = ""
    checkout: str = ""
    proposal: str = ""
    order: dict[str, str] = field(default_factory=dict)
    bought: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        selected = {"Saleor-Api-Url": self.target.saleor_api_url}
        self.app = GraphQL(self.http, f"{self.target.app_url}/graphql/", headers=selected)
        self.store = Store(GraphQL(self.http, self.target.saleor_api_url))
        self.shopper: Seat
        self.customer: Seat
        self.product: dict[str, Any]
        self.variants: list[str]

    async def staff_token(self) -> str:
        """A fresh one, since Saleor's live five minutes only."""
        return await self.store.app_token(self.login, self.identifier)


def hold(kept: bool, otherwise: str) -> None:
    """Raise NotHeld with the words `otherwise` unless the promise was kept."""
    if not kept:
        raise NotHeld(otherwise)

"""How participants get into a server: our control API, or bare sockets for the baseline."""

import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

import httpx
from pylibsrtp import Policy, Session

from ...media.aiortc_bridge import Certificate, SrtpContext
from .client import Ask, Client, Refused
from .traffic import Way, some_at_a_time

PROFILE = Policy.SRTP_PROFILE_AEAD_AES_256_GCM
"""What browsers and our worker agree on."""
KEY_BYTES = 44
PAIR = ("a", "b")


class Peers:
    """Who sends and who listens, and the server that they ask to be let in."""

    def __init__(self, control: httpx.AsyncClient) -> None:
        self._control = control
        self._certificate = Certificate()
        self.senders: list[Client] = []
        self.listeners: list[Client] = []


class Rooms(Peers):
    """One-to-one calls: each participant publishes, and subscribes to the other."""

    participants: tuple[str, ...] = PAIR

    async def open(self, events: list[str]) -> None:
        """Everybody publishes before anybody subscribes. Raises Refused or TimeoutError."""
        names = [(event, one) for event in events for one in self.participants]
        await some_at_a_time([partial(self._publish, *name) for name in names])
        await some_at_a_time([partial(self._subscribe, *name) for name in names])

    async def _publish(self, event: str, one: str) -> None:
        body = {"publication": f"of-{one}", "participant": one, "source": "camera"}
        client = Client(self._certificate, "sendonly")
        await client.open(self._asking(f"/rooms/{event}/publications", body))
        self.senders.append(client)

    async def _subscribe(self, event: str, one: str) -> None:
        other = PAIR[one == PAIR[0]]
        body = {"subscription": f"for-{one}", "publication": f"of-{other}", "participant": one}
        client = Client(self._certificate, "recvonly")
        await client.open(self._asking(f"/rooms/{event}/subscriptions", body))
        self.listeners.append(client)

    def _asking(self, path: str, body: dict[str, str]) -> Ask:
        async def ask(offer: str) -> str:
            response = await self._control.post(path, json={**body, "offer": offer})
            if response.status_code != httpx.codes.CREATED:
                raise Refused(response.text[:200])
            return str(response.json()["answer"])

        return ask


class FullRooms(Rooms):
    """Calls of eight: each participant publishes, and receives all others on one connection."""

    participants = tuple("abcdefgh")

    async def _subscribe(self, event: str, one: str) -> None:
        body = {"subscription": f"for-{one}", "participant": one}
        client = Client(self._certificate, "recvonly", slots=len(self.participants) - 1)
        await client.open(self._asking(f"/rooms/{event}/event-subscriptions", body))
        self.listeners.append(client)


class BareClient(Client):
    """One end of a flow through `bare_forward`: no offer, no check, a key that both know."""

    def __init__(self, certificate: Certificate, key: bytes) -> None:
        super().__init__(certificate, "sendrecv")
        self.sent = srtp_context(key, Policy.SSRC_ANY_OUTBOUND)
        self.received = srtp_context(key, Policy.SSRC_ANY_INBOUND)

    def check(self) -> bytes:
        """Nothing that the server would look into."""
        return bytes(20)


class BareFlows(Peers):
    """As many flows as `Rooms` would have, through the baseline of forwarding."""

    async def open(self, events: list[str]) -> None:
        """Two flows for each event. Raises Refused."""
        await some_at_a_time([self._flow for _ in events for _ in PAIR])

    async def _flow(self) -> None:
        key = secrets.token_bytes(KEY_BYTES)
        sender, listener = (BareClient(self._certificate, key) for _ in PAIR)
        flow = {
            "from": sender.socket.getsockname()[1],
            "to": listener.socket.getsockname()[1],
            "key": key.hex(),
        }
        response = await self._control.post("/flows", json=flow)
        if response.status_code != httpx.codes.CREATED:
            raise Refused(response.text[:200])
        for client in (sender, listener):
            client.socket.connect(("127.0.0.1", response.json()["port"]))
        self.senders.append(sender)
        self.listeners.append(listener)


def srtp_context(key: bytes, direction: int) -> SrtpContext:
    """libsrtp with a key that was not agreed on by a handshake."""
    return SrtpContext(Session(Policy(key=key, ssrc_type=direction, srtp_profile=PROFILE)))


WAYS: dict[str, Callable[[Any], Way]] = {"rooms": Rooms, "full": FullRooms, "bare": BareFlows}

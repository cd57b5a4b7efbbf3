"""A small TURN server (RFC 8656, UDP) with coturn's `use-auth-secret`, in a thread of its own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import selectors
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aioice.stun import Class, Message, Method, parse_message

REALM, NONCE = "example.com", b"nonce"
LIFETIME = 600
Address = tuple[str, int]


class TurnServer:
    """Relays to any peer. `detours` sends what is meant for one peer to another."""

    def __init__(self, secret: str) -> None:
        self.detours: dict[Address, Address] = {}
        self.relayed = 0
        self._secret = secret.encode()
        self._front = _bound()
        self.url = f"turn:127.0.0.1:{self._front.getsockname()[1]}?transport=udp"
        self._relays: dict[Address, socket.socket] = {}
        self._channels: dict[tuple[Address, int], Address] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._front, selectors.EVENT_READ, None)

    def credential(self, username: str) -> str:
        digest = hmac.new(self._secret, username.encode(), hashlib.sha1).digest()
        return base64.b64encode(digest).decode()

    def serve(self, stopped: threading.Event) -> None:
        while not stopped.is_set():
            for key, _ in self._selector.select(0.1):
                if key.data is None:
                    self._from_client(*self._front.recvfrom(4096))
                else:
                    self._from_peer(key.data, *self._relays[key.data].recvfrom(4096))

    def close(self) -> None:
        for each in (self._front, *self._relays.values()):
            each.close()
        self._selector.close()

    def _from_client(self, data: bytes, client: Address) -> None:
        if data[0] >> 6 == 1:  # Channel data begins with 01.
            channel, length = struct.unpack_from("!HH", data)
            self._to_peer(client, self._channels[client, channel], data[4 : 4 + length])
            return
        message = parse_message(data)
        if message.message_method is Method.SEND:
            attributes = message.attributes
            self._to_peer(client, attributes["XOR-PEER-ADDRESS"], attributes["DATA"])
        elif message.message_class is Class.REQUEST:
            self._front.sendto(self._answer(message, client), client)

    def _answer(self, request: Message, client: Address) -> bytes:
        username = request.attributes.get("USERNAME")
        if username is None:
            refused = self._reply(request, Class.ERROR)
            refused.attributes |= {"ERROR-CODE": (401, "Unauthorized")}
            refused.attributes |= {"REALM": REALM, "NONCE": NONCE}
            return bytes(refused)
        key = hashlib.md5(f"{username}:{REALM}:{self.credential(username)}".encode()).digest()
        if not request.check_message_integrity(key):
            refused = self._reply(request, Class.ERROR)
            refused.attributes["ERROR-CODE"] = (403, "Forbidden")
            return bytes(refused)
        done = self._reply(request, Class.RESPONSE)
        done.attributes |= self._do(request, client)
        done.add_message_integrity(key)
        return bytes(done)

    def _do(self, request: Message, client: Address) -> dict[str, Any]:
        attributes = request.attributes
        if request.message_method is Method.ALLOCATE:
            relay = self._relays.get(client) or self._open_relay(client)
            return {
                "XOR-RELAYED-ADDRESS": relay.getsockname(),
                "XOR-MAPPED-ADDRESS": client,
                "LIFETIME": LIFETIME,
            }
        if request.message_method is Method.REFRESH:
            return {"LIFETIME": LIFETIME}
        if request.message_method is Method.CHANNEL_BIND:
            channel = attributes["CHANNEL-NUMBER"]
            self._channels[client, channel] = attributes["XOR-PEER-ADDRESS"]
        return {}

    def _open_relay(self, client: Address) -> socket.socket:
        relay = self._relays[client] = _bound()
        self._selector.register(relay, selectors.EVENT_READ, client)
        return relay

    def _to_peer(self, client: Address, peer: Address, data: bytes) -> None:
        self.relayed += 1
        self._relays[client].sendto(data, self.detours.get(peer, peer))

    def _from_peer(self, client: Address, data: bytes, sender: Address) -> None:
        named = next((meant for meant, real in self.detours.items() if real == sender), sender)
        told = Message(Method.DATA, Class.INDICATION)
        told.attributes |= {"XOR-PEER-ADDRESS": named, "DATA": data}
        self._front.sendto(bytes(told), client)

    def _reply(self, request: Message, kind: Class) -> Message:
        return Message(request.message_method, kind, request.transaction_id)


def _bound() -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    bound.bind(("127.0.0.1", 0))
    return bound


@contextmanager
def turn_server(secret: str) -> Iterator[TurnServer]:
    server = TurnServer(secret)
    stopped = threading.Event()
    thread = threading.Thread(target=server.serve, args=[stopped])
    thread.start()
    try:
        yield server
    finally:
        stopped.set()
        thread.join()
        server.close()

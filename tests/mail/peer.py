"""A real SMTP server on loopback, which does as a test tells it."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from saleor_personal_shopper.config.mail import SmtpServer
from saleor_personal_shopper.demo.processes import free_port


class Peer:
    """What it was sent, and how it behaves; change either at any time."""

    def __init__(
        self, port: int = 0, *, tls: ssl.SSLContext | None = None, login: str = ""
    ) -> None:
        self.port = port or free_port()
        self.envelopes: list[Envelope] = []
        self.refused: set[str] = set()
        self.deferred: set[str] = set()
        self.answer = "250 OK"
        self.sender_answer = "250 OK"
        self.is_cut_after_data = False
        self.is_cut_at_quit = False
        self.answers = threading.Event()
        self.answers.set()
        self.tls = tls
        self.login = login

    @property
    def messages(self) -> list[EmailMessage]:
        """Whatever came to the end of its DATA, whether the sender was told or not."""
        return [parsed(envelope) for envelope in self.envelopes]

    @property
    def message_ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.messages]

    @property
    def settings(self) -> SmtpServer:
        """As the Django setting names it."""
        user, _, password = self.login.partition(":")
        return SmtpServer("localhost", self.port, user, password, "tls" if self.tls else "")

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.sender_answer

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 No such user"
        if address in self.deferred:
            return "451 4.7.1 Come again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.to_thread(self.answers.wait)
        self.envelopes.append(envelope)
        if self.is_cut_after_data:
            server.transport.close()
        return self.answer

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.is_cut_at_quit:
            server.transport.close()
        return "221 Bye"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False)
        given = f"{data.login.decode()}:{data.password.decode()}"
        return AuthResult(success=given == self.login, handled=False)


@contextmanager
def serving(peer: Peer) -> Iterator[Peer]:
    """The peer as long as the block runs."""
    options: dict[str, Any] = {}
    if peer.login:
        options = {"authenticator": peer.authenticate, "auth_require_tls": peer.tls is not None}
    controller = Controller(
        peer, hostname="127.0.0.1", port=peer.port, tls_context=peer.tls, **options
    )
    controller.start()
    try:
        yield peer
    finally:
        controller.stop(no_assert=True)


def parsed(envelope: Envelope) -> EmailMessage:
    content = envelope.original_content or b""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message

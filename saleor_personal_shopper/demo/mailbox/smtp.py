"""The demo's mail server: takes every mail and sends none on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiosmtpd.smtp import SMTP, Envelope, Session

from .letters import Mailbox

NOBODY = "nobody@"
"""Addresses that begin so do not exist, for whoever wants to see what happens then."""


class Sink:
    """What becomes of mail here."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.lower().startswith(NOBODY):
            return "550 5.1.1 There is nobody of that name here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.mailbox.keep(envelope.original_content or b"")
        return "250 OK"


@asynccontextmanager
async def listening(mailbox: Mailbox, port: int) -> AsyncIterator[None]:
    """Take mail on loopback as long as the block runs."""
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Sink(mailbox), hostname="localhost"), "127.0.0.1", port
    )
    async with server:
        yield

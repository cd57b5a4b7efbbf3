"""A mail server on loopback that the settings name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.mail.peer import Peer, serving

SMTP = "saleor_personal_shopper.mail.smtp.SmtpMailer"


@pytest.fixture
def peer(settings: Any) -> Iterator[Peer]:
    with serving(Peer()) as running:
        settings.SMTP_SERVER = running.settings
        settings.DEFAULT_FROM_EMAIL = "shop@example.com"
        settings.MAILER = SMTP
        yield running

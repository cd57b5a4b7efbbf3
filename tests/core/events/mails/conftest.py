"""Mails as they go out: what the fake mailer got once due mail was sent."""

from __future__ import annotations

from datetime import datetime

import pytest

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import update_shop_settings
from saleor_personal_shopper.core.notifications.services import send_due
from saleor_personal_shopper.core.ports import OutgoingMail
from saleor_personal_shopper.mail import fake_mailer


@pytest.fixture(autouse=True)
def maison_lumen(installation: Installation, mail_set_up: None) -> None:
    """The shop has a name and a mail server."""
    update_shop_settings(installation=installation, store_name="Maison Lumen")


def delivered(at: datetime) -> list[OutgoingMail]:
    """What goes out at a time; nothing of it twice."""
    before = len(fake_mailer.sent)
    send_due(clock=lambda: at)
    return fake_mailer.sent[before:]

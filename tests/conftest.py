"""Fixtures of all tests: a clock, the cast, and fakes behind every port."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache

from saleor_personal_shopper.config.mail import SmtpServer
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories

FAKES = {
    "SALEOR_API": "saleor_personal_shopper.saleor.fake_api.FakeSaleorApi",
    "TOKEN_VERIFIER": "saleor_personal_shopper.saleor.fake_tokens.FakeTokenVerifier",
    "APP_UPKEEP": "saleor_personal_shopper.saleor.fake_upkeep.FakeAppUpkeep",
    "ROOM_PUBLISHER": "saleor_personal_shopper.realtime.fake_publisher.FakeRoomPublisher",
    "FILE_SCANNER": "saleor_personal_shopper.files.fake_scanner.FakeFileScanner",
    "CALENDAR_FETCHER": "saleor_personal_shopper.saleor.fake_calendars.FakeCalendarFetcher",
    "MAILER": "saleor_personal_shopper.mail.fake_mailer.FakeMailer",
    "MEDIA_SERVER": "saleor_personal_shopper.realtime.fake_media.FakeMediaServer",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--thorough", action="store_true", help="also what takes many minutes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--thorough"):
        return
    for item in items:
        if item.get_closest_marker("thorough"):
            item.add_marker(pytest.mark.skip(reason="many minutes long: --thorough"))


@pytest.fixture(autouse=True)
def fakes(settings: Any) -> None:
    """Every port answers from its fake; a test of the real thing sets the real path again."""
    for name, path in FAKES.items():
        setattr(settings, name, path)
    from saleor_personal_shopper.mail import fake_mailer
    from saleor_personal_shopper.saleor import fake_calendars
    from saleor_personal_shopper.saleor.fake_api import forget_fake_shops

    forget_fake_shops()
    fake_mailer.forget()
    fake_calendars.forget()


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture
def mail_set_up(settings: Any) -> None:
    """A server that sends mail; without it, none is sent."""
    settings.SMTP_SERVER = SmtpServer("mail.example.com", 25, "", "", "")
    settings.DEFAULT_FROM_EMAIL = "shop@example.com"


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def installation(db: None) -> Installation:
    """The store of the cast."""
    return factories.installation()


@pytest.fixture
def other_installation(db: None) -> Installation:
    """Somebody else's store, which must never be reached."""
    return factories.installation(saleor_api_url="https://other.example.com/graphql/")

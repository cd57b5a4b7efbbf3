"""The cast of calls: a personal shopper with rights, and what rooms and desks were told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import pytest

from saleor_personal_shopper.core.installations.models import Installation, Module
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.core.shoppers.staff import SHOPPER_MODULES, StaffRights
from saleor_personal_shopper.realtime import fake_media, fake_publisher
from tests import factories
from tests.core.events.agenda import Agenda, open_agenda

Commits = Callable[[], AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    """Nothing published or closed before a test."""
    fake_publisher.forget()
    fake_media.forget()
    yield


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Any) -> Commits:
    """`with commits():` runs what waits for the commit, such as publishing."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def shopper(installation: Installation, now: datetime) -> PersonalShopper:
    return factories.personal_shopper(installation, desk_seen_at=now)


@pytest.fixture
def rights(installation: Installation, shopper: PersonalShopper) -> StaffRights:
    """Of the personal shopper of the cast."""
    return rights_for(installation, shopper)


@pytest.fixture
def admin(installation: Installation) -> StaffRights:
    """An administrator who is no personal shopper."""
    member = factories.staff_member(installation)
    return StaffRights(installation, member, frozenset(Module))


@pytest.fixture
def agenda(installation: Installation) -> Agenda:
    return open_agenda(installation)


def rights_for(installation: Installation, shopper: PersonalShopper) -> StaffRights:
    """What a personal shopper may do."""
    member = factories.staff_member(installation, email=shopper.email, name=shopper.name)
    return StaffRights(installation, member, SHOPPER_MODULES, shopper)


def room_messages(kind: str = "") -> list[dict[str, Any]]:
    """What rooms were told, of one type or all."""
    sent = [message for method, _, message in fake_publisher.published if method == "publish"]
    return [message for message in sent if not kind or message["type"] == kind]


def desk_messages(kind: str = "") -> list[dict[str, Any]]:
    """What desks were told, of one type or all."""
    sent = [message for method, _, message in fake_publisher.published if method == "publish_desk"]
    return [message for message in sent if not kind or message["type"] == kind]


def queue_places() -> dict[Any, int]:
    """The last place each participant was told."""
    return {
        addressee: message["data"]["position"]
        for method, addressee, message in fake_publisher.published
        if method == "publish_to" and message["type"] == "queue.position"
    }

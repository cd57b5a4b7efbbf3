"""The doctor finds what is wrong, says what to do, and stays calm."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_personal_shopper.cli import doctor

pytestmark = pytest.mark.django_db


def test_a_sound_service_is_ok() -> None:
    assert doctor.database() == doctor.migrations() == doctor.clock() == doctor.redis() == ""


def test_an_unreachable_media_worker_is_a_fault(settings: Any) -> None:
    # given
    settings.MEDIA_CONTROL = "127.0.0.1:9"

    # when
    found = doctor.attempt(doctor.media)

    # then
    assert found.startswith("ConnectError")


@pytest.mark.parametrize(
    ("url", "is_fine"),
    [
        ("https://shopper.example.com", True),
        ("http://127.0.0.1:8080", True),
        ("http://shopper.example.com", False),
    ],
)
def test_browsers_need_https(settings: Any, url: str, is_fine: bool) -> None:
    # given
    settings.APP_IFRAME_BASE_URL = url

    # then
    assert (doctor.addresses() == "") is is_fine


def test_each_finding_is_one_line() -> None:
    # given
    def broken() -> str:
        raise RuntimeError("first line\nsecond line")

    # when
    finding = doctor.Finding("thing", doctor.attempt(broken))

    # then
    assert str(finding) == "fault  thing: RuntimeError: first line"

"""The doctor finds what is wrong, says what to do, and stays calm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from saleor_personal_shopper.cli import doctor
from saleor_personal_shopper.config.mail import SmtpServer
from saleor_personal_shopper.config.storage import storages_by_url
from saleor_personal_shopper.files.scanners import ClamAvScanner
from tests.mail.peer import Peer, serving

pytestmark = pytest.mark.django_db


def test_a_sound_service_is_ok() -> None:
    assert doctor.database() == doctor.migrations() == doctor.clock() == doctor.redis() == ""


def test_a_storage_that_takes_and_gives_is_ok(settings: Any, tmp_path: Path) -> None:
    # given
    settings.STORAGES = storages_by_url(tmp_path.as_uri())

    # then, and nothing is left there
    assert doctor.storage() == ""
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_storage_that_cannot_be_written_is_a_fault(settings: Any, tmp_path: Path) -> None:
    # given a file where the folder should be
    (tmp_path / "files").write_text("")
    settings.STORAGES = storages_by_url((tmp_path / "files").as_uri())

    # then
    assert doctor.attempt(doctor.storage).startswith(("NotADirectoryError", "FileExistsError"))


def test_a_scanner_finds_the_test_signature(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.scanner() == ""

    # and where there is none, that is a fault
    settings.FILE_SCANNER = "saleor_personal_shopper.files.scanners.ClamAvScanner"
    settings.CLAMAV_URL = "tcp://127.0.0.1:9"
    assert doctor.attempt(doctor.scanner).startswith("ScannerUnavailable")
    monkeypatch.setattr(ClamAvScanner, "find_virus", lambda self, path: "")
    assert "signatures" in doctor.scanner()


def test_a_mail_server_that_lets_us_in_is_ok(settings: Any) -> None:
    with serving(Peer(login="shop:secret")) as peer:
        settings.SMTP_SERVER = peer.settings
        settings.MAILER = "saleor_personal_shopper.mail.smtp.SmtpMailer"
        assert (doctor.mail_subject(), doctor.mail()) == ("mail", "")
        assert peer.messages == []

        # and one that does not is a fault, in its own words
        settings.SMTP_SERVER = replace(peer.settings, password="wrong")
        assert doctor.attempt(doctor.mail).startswith("MailerUnavailable: 535")

    settings.SMTP_SERVER = peer.settings
    assert doctor.attempt(doctor.mail).startswith("MailerUnavailable: ConnectionRefusedError")


def test_a_password_in_the_clear_is_a_fault(settings: Any) -> None:
    settings.SMTP_SERVER = SmtpServer("mail.example.com", 25, "shop", "secret", "")

    assert "unencrypted" in doctor.mail()


def test_without_mail_the_doctor_says_so_and_is_content() -> None:
    assert doctor.mail_subject() == "mail (none is sent: EMAIL_URL is not set)"
    assert doctor.mail() == ""


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

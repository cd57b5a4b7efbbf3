"""The doctor finds what is wrong, says what to do, and stays calm."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from saleor_personal_shopper.cli import doctor, media_checks
from saleor_personal_shopper.config.mail import SmtpServer
from saleor_personal_shopper.config.storage import storages_by_url
from saleor_personal_shopper.core.installations.models import Installation, WebhookDelivery
from saleor_personal_shopper.core.notifications.models import Mail, MailStatus
from saleor_personal_shopper.files.scanners import ClamAvScanner
from tests.factories import NOW
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


def test_what_waits_too_long_in_the_outbox_is_a_fault(installation: Installation) -> None:
    # given
    def mail(key: str, **fields: object) -> Mail:
        usual = {"kind": "invitation", "about": uuid4(), "created_at": NOW, "expires_at": NOW}
        return Mail.objects.create(installation=installation, key=key, **{**usual, **fields})

    mail("fresh", due_at=timezone.now())
    mail("sent", due_at=NOW, status=MailStatus.SENT)
    mail("old failure", due_at=timezone.now() - timedelta(days=2), status=MailStatus.FAILED)
    assert doctor.outbox() == ""

    # when nobody sends, the server puts one off and refuses another
    mail("forgotten", due_at=timezone.now() - timedelta(minutes=6))
    mail("put off", due_at=timezone.now() + timedelta(hours=1), error="450 Mailbox busy")
    mail("refused", due_at=timezone.now(), status=MailStatus.FAILED)

    # then
    assert doctor.outbox() == (
        "1 wait unsent: is a worker running?; 1 were put off: 450 Mailbox busy; "
        "1 given up within a day"
    )


def test_webhooks_that_nobody_works_are_a_fault(installation: Installation) -> None:
    # given one that came just now, and one that was due long ago
    def delivery(digest: str, due_at: datetime) -> None:
        WebhookDelivery.objects.create(
            installation=installation,
            event="ORDER_PAID",
            digest=digest,
            payload={},
            received_at=due_at,
            due_at=due_at,
        )

    delivery("fresh", timezone.now())
    assert doctor.webhooks() == ""
    delivery("old", timezone.now() - timedelta(minutes=6))

    # then
    assert doctor.webhooks() == "1 wait to be worked: is a worker running?"


def test_an_unreachable_media_worker_is_a_fault(settings: Any) -> None:
    # given
    settings.MEDIA_CONTROL = "127.0.0.1:9"

    # when
    found = doctor.attempt(media_checks.nodes)

    # then it says which, and what to start
    assert found.startswith("127.0.0.1:9 does not answer")
    assert found.endswith("is `personal-shopper media` running?")


def test_before_the_first_migration_only_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    # given a database without our tables, and nothing else looked at
    monkeypatch.setattr(doctor, "migrations", lambda: "30 to apply")
    tried = {doctor.database, doctor.migrations, doctor.outbox, doctor.webhooks}
    monkeypatch.setattr(doctor, "attempt", lambda check: check() if check in tried else "")

    # when
    found = {finding.subject: finding.trouble for finding in doctor.findings()}

    # then what reads tables is left out
    assert found["migrations"] == "30 to apply"
    assert found.keys().isdisjoint({"mail outbox", "webhooks taken in"})
    assert "storage" in found


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

"""The mailer before a real SMTP server: what arrives, and what is made of its moods."""

from __future__ import annotations

import datetime
import ssl
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from icalendar import Calendar

from saleor_personal_shopper.core.ports import MailAddress, MailerUnavailable, MailRefused
from saleor_personal_shopper.mail import smtp
from saleor_personal_shopper.mail.smtp import SmtpMailer
from tests.mail.peer import Peer, serving
from tests.mail.test_mailer_contract import MAIL

REQUEST = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
    "UID:1\r\nSUMMARY:Vídeo\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_text_html_and_headers_arrive(peer: Peer) -> None:
    mail = replace(
        MAIL,
        sender=MailAddress("shop@example.com", "Maison Lumière"),
        subject="Tu videollamada el 3 de diciembre — mañana",
        text="Olá,\n.\numa linha\n",
        language="pt",
    )

    SmtpMailer().send(mail)

    (message,) = peer.messages
    assert message["From"] == "Maison Lumière <shop@example.com>"
    assert message["To"] == "carla@example.com"
    assert message["Reply-To"] == "Paula Shopper <paula@example.com>"
    assert message["Subject"] == mail.subject
    assert (message["Content-Language"], message["Auto-Submitted"]) == ("pt", "auto-generated")
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == mail.text
    assert html.get_content().strip() == MAIL.html
    assert peer.envelopes[0].mail_from == "shop@example.com"


def test_a_calendar_comes_as_a_part_for_calendars_and_as_a_file_for_people(peer: Peer) -> None:
    SmtpMailer().send(replace(MAIL, calendar=REQUEST))

    (message,) = peer.messages
    alternatives, file = message.iter_parts()
    assert message.get_content_type() == "multipart/mixed"
    part = list(alternatives.iter_parts())[-1]
    assert part.get_content_type() == "text/calendar"
    assert part["Content-Type"].params["method"] == "REQUEST"
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "invite.ics")
    for body in (part.get_content(), file.get_content()):
        assert Calendar.from_ical(body)["METHOD"] == "REQUEST"


def test_a_line_end_in_a_header_never_leaves(peer: Peer) -> None:
    with pytest.raises(MailRefused):
        SmtpMailer().send(replace(MAIL, subject="Hello\r\nBcc: victim@example.com"))
    assert peer.messages == []


def test_a_connection_that_breaks_after_the_last_byte_leaves_it_open(peer: Peer) -> None:
    peer.is_cut_after_data = True

    with pytest.raises(MailerUnavailable):
        SmtpMailer().send(MAIL)
    assert peer.message_ids == [MAIL.message_id]


def test_how_the_server_says_good_bye_changes_nothing(peer: Peer) -> None:
    peer.is_cut_at_quit = True

    SmtpMailer().send(MAIL)

    assert peer.message_ids == [MAIL.message_id]


def test_content_that_is_refused_is_refused_for_good(peer: Peer) -> None:
    peer.answer = "554 5.7.1 Looks like spam"

    with pytest.raises(MailRefused, match="Looks like spam"):
        SmtpMailer().send(MAIL)


def test_a_sender_that_is_refused_concerns_every_mail(peer: Peer) -> None:
    peer.sender_answer = "550 5.7.1 Not your domain"

    with pytest.raises(MailerUnavailable, match="Not your domain"):
        SmtpMailer().send(MAIL)


def test_a_server_that_hangs_is_left_when_the_time_is_over(
    peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "MAIL_SECONDS", 0.5)
    peer.answers.clear()
    started = time.monotonic()

    with pytest.raises(MailerUnavailable):
        SmtpMailer().send(MAIL)

    assert time.monotonic() - started < 5
    peer.answers.set()


def test_without_a_server_in_the_settings_it_says_so(settings: Any) -> None:
    settings.SMTP_SERVER = None

    with pytest.raises(MailerUnavailable, match="EMAIL_URL is not set"):
        SmtpMailer().send(MAIL)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of localhost, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "certificate.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file


def test_tls_is_checked_and_the_password_too(
    certificate: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with serving(Peer(tls=tls, login="shop:secret")) as peer:
        settings.SMTP_SERVER = peer.settings
        with pytest.raises(MailerUnavailable, match="CERTIFICATE_VERIFY_FAILED"):
            SmtpMailer().send(MAIL)

        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        SmtpMailer().check()
        SmtpMailer().send(MAIL)
        assert peer.message_ids == [MAIL.message_id]

        settings.SMTP_SERVER = replace(peer.settings, password="wrong")
        with pytest.raises(MailerUnavailable, match="535"):
            SmtpMailer().check()

"""Hands mail to the SMTP server that EMAIL_URL names, by Django's mail API."""

from __future__ import annotations

import contextlib
import logging
import smtplib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from ..core.ports import MAIL_SECONDS, MailDeferred, MailerUnavailable, MailRefused, OutgoingMail
from .mime import mime_message

ANSWER_SECONDS = 20
"""How long the server may take for one answer."""
PERMANENT = 500
log = logging.getLogger(__name__)


class SmtpMailer:
    """A connection of its own for each mail."""

    def send(self, mail: OutgoingMail) -> None:
        with _connected() as backend, _translated():
            backend.send_messages([mime_message(mail)])

    def check(self) -> None:
        with _connected():
            pass


@contextmanager
def _connected() -> Iterator[EmailBackend]:
    """A connection that is cut when its time is over. Raises MailerUnavailable."""
    ends_at = time.monotonic() + MAIL_SECONDS
    backend = _backend()
    try:
        backend.open()
    except OSError as error:
        _close(backend)
        raise MailerUnavailable(_words(error)) from error
    with _cut_after(max(0.0, ends_at - time.monotonic()), backend):
        try:
            yield backend
        finally:
            _close(backend)


def _close(backend: EmailBackend) -> None:
    """However the server says good-bye, it has taken the mail or not."""
    with contextlib.suppress(OSError):
        backend.close()


def _backend() -> EmailBackend:
    server = settings.SMTP_SERVER
    if server is None:
        raise MailerUnavailable("EMAIL_URL is not set")
    return EmailBackend(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.security == "tls",
        use_ssl=server.security == "ssl",
        timeout=ANSWER_SECONDS,
    )


@contextmanager
def _cut_after(seconds: float, backend: EmailBackend) -> Iterator[None]:
    cutter = threading.Timer(seconds, _cut, [backend])
    cutter.daemon = True
    cutter.start()
    try:
        yield
    finally:
        cutter.cancel()


def _cut(backend: EmailBackend) -> None:
    """Ends what waits for the server, in whatever thread."""
    log.warning("The mail server took longer than %d seconds", MAIL_SECONDS)
    connection = backend.connection
    if connection is not None and connection.sock is not None:
        with contextlib.suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


@contextmanager
def _translated() -> Iterator[None]:
    """What smtplib says in the words of the port.

    A sender that is refused, or a log-in, is the operator's affair: it concerns every mail.
    """
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        ((code, words),) = error.recipients.values()
        raise _refusal(code, words) from error
    except smtplib.SMTPDataError as error:
        raise _refusal(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPNotSupportedError as error:  # an address that this server cannot write
        raise MailRefused(str(error)) from error
    except ValueError as error:  # an address that no server can write
        raise MailRefused(str(error)) from error
    except OSError as error:
        raise MailerUnavailable(_words(error)) from error


def _refusal(code: int, words: bytes | str) -> MailDeferred | MailRefused:
    kind = MailRefused if code >= PERMANENT else MailDeferred
    return kind(f"{code} {_decoded(words)}")


def _words(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_decoded(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _decoded(words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(text.split())

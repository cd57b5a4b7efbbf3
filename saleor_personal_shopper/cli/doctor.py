"""`personal-shopper doctor`: is everything there, and does every Saleor still know us?"""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from . import django, media_checks

CLOCK_TOLERANCE = timedelta(seconds=5)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Finding:
    """`trouble` says what is wrong and what to do; empty when all is well."""

    subject: str
    trouble: str = ""

    def __str__(self) -> str:
        return (
            f"fault  {self.subject}: {self.trouble}" if self.trouble else f"ok     {self.subject}"
        )


def run(arguments: list[str]) -> int:
    """Print one line a check; 1 when any found a fault."""
    django.set_up()
    faults = 0
    for finding in findings():
        print(finding, flush=True)
        faults += bool(finding.trouble)
    return 1 if faults else 0


def findings() -> Iterator[Finding]:
    """One for each check; what reads tables waits until all of them are there."""
    troubles = [attempt(database), attempt(migrations)]
    yield from map(Finding, ("database", "migrations"), troubles)
    tables = {} if any(troubles) else {"mail outbox": outbox, "webhooks taken in": webhooks}
    checks: dict[str, Callable[[], str]] = {
        "clock": clock,
        "redis": redis,
        "storage": storage,
        "virus scanner": scanner,
        mail_subject(): mail,
        **tables,
        "media nodes": media_checks.nodes,
        "way to the media workers": media_checks.ways,
        "socket buffers": media_checks.buffers,
        turn_subject(): media_checks.turn,
        "addresses": addresses,
    }
    for subject, check in checks.items():
        yield Finding(subject, attempt(check))
    if not any(troubles):
        yield from installations()


def attempt(check: Callable[[], str]) -> str:
    """The check's own words, or those of the exception it ended with."""
    try:
        return check()
    except Exception as error:
        return as_line(error)


def as_line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0]


def database() -> str:
    from django.db import connection

    connection.ensure_connection()
    return ""


def migrations() -> str:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(plan)} to apply: run `personal-shopper manage migrate`" if plan else ""


def clock() -> str:
    from django.db import connection
    from django.utils import timezone

    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone() or (timezone.now(),)
    apart = abs(there - timezone.now())
    return f"{apart} apart from the database's: synchronise both" if apart > CLOCK_TOLERANCE else ""


def redis() -> str:
    from django.core.cache import cache

    cache.set("doctor", "well", timeout=10)
    return "" if cache.get("doctor") == "well" else "it does not keep what it is given"


def storage() -> str:
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    words = uuid.uuid4().bytes
    key = default_storage.save(f"doctor/{words.hex()}", ContentFile(words))
    try:
        with default_storage.open(key) as file:
            is_kept = file.read() == words
    finally:
        default_storage.delete(key)
    return "" if is_kept else "it does not give back what it was given"


def scanner() -> str:
    from saleor_personal_shopper.core.ports import file_scanner
    from saleor_personal_shopper.files.scanners import EICAR

    with tempfile.NamedTemporaryFile() as file:
        file.write(EICAR)
        file.flush()
        found = file_scanner().find_virus(Path(file.name))
    return "" if found else "it does not know the test signature: are its signatures loaded?"


def turn_subject() -> str:
    from django.conf import settings

    return "TURN" if settings.TURN_URL else "TURN (none: TURN_URL is not set)"


def mail_subject() -> str:
    from saleor_personal_shopper.core.notifications.selectors import is_mail_configured

    return "mail" if is_mail_configured() else "mail (none is sent: EMAIL_URL is not set)"


def mail() -> str:
    """Connects and logs in, and sends nothing."""
    from django.conf import settings

    from saleor_personal_shopper.core.ports import mailer

    server = settings.SMTP_SERVER
    if server is None:
        return ""
    mailer().check()
    if server.password and not server.security and server.host not in LOOPBACK:
        return "the password goes to the mail server unencrypted: add ?tls=true to EMAIL_URL"
    return ""


def outbox() -> str:
    """Mail that waits longer than a worker takes, or that was given up within a day."""
    from django.utils import timezone

    from saleor_personal_shopper.core.notifications.selectors import outbox_backlog

    backlog = outbox_backlog(now=timezone.now())
    told = [
        *([f"{backlog.unsent} wait unsent: is a worker running?"] if backlog.unsent else []),
        *([f"{backlog.deferred} were put off: {backlog.reason}"] if backlog.deferred else []),
        *([f"{backlog.given_up} given up within a day"] if backlog.given_up else []),
    ]
    return "; ".join(told)


def webhooks() -> str:
    from django.utils import timezone

    from saleor_personal_shopper.core.installations.webhooks import overdue_deliveries

    count = overdue_deliveries(timezone.now())
    return f"{count} wait to be worked: is a worker running?" if count else ""


def addresses() -> str:
    """Browsers give a camera to https and to loopback only."""
    from django.conf import settings

    parts = urlsplit(settings.APP_IFRAME_BASE_URL)
    if parts.scheme == "https" or parts.hostname in LOOPBACK:
        return ""
    return f"{settings.APP_IFRAME_BASE_URL} is not https, so browsers refuse the camera"


def installations() -> Iterator[Finding]:
    """Each connected Saleor: how the app stands there."""
    from django.utils import timezone

    from saleor_personal_shopper.core.installations.selectors import active_installations
    from saleor_personal_shopper.saleor.upkeep import inspect

    for installation in active_installations():
        url = installation.saleor_api_url
        try:
            for subject, trouble in inspect(installation, now=timezone.now()):
                yield Finding(f"{url} {subject}", trouble)
        except Exception as error:
            yield Finding(url, as_line(error))

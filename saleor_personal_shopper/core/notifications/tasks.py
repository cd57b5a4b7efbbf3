"""The outbox's background work; any number at once does no harm."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from ..installations.locks import try_advisory_lock
from . import services


@shared_task
def sweep_mail() -> None:
    """Right after a mail was put in, and every 5 seconds: send what is due."""
    services.send_due()


@shared_task
def purge_mail() -> None:
    """Every hour: forget whom old mail was for."""
    with try_advisory_lock("notifications.purge_mail") as mine:
        if mine:
            services.purge_mails(now=timezone.now())

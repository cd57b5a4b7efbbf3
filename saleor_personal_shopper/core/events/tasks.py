"""Sweepers of events, run by the beat; two beats do no harm."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from ..installations.locks import try_advisory_lock
from ..shoppers.sessions import close_expired_sessions
from . import services


@shared_task
def sweep_waiting() -> None:
    """Every 10 seconds: customers who vanished from the queue."""
    with try_advisory_lock("events.sweep_waiting") as mine:
        if mine:
            services.sweep_waiting(now=timezone.now())


@shared_task
def sweep_live() -> None:
    """Every 15 seconds: live calls that were left, and guests who went without a word."""
    with try_advisory_lock("events.sweep_live") as mine:
        if mine:
            services.sweep_live(now=timezone.now())
            services.sweep_guests(now=timezone.now())
            services.sweep_suspended(now=timezone.now())


@shared_task
def sweep_scheduled() -> None:
    """Every minute: calls whose time has passed, and holds and sessions that are over."""
    with try_advisory_lock("events.sweep_scheduled") as mine:
        if mine:
            services.sweep_scheduled(now=timezone.now())
            services.sweep_holds(now=timezone.now())
            close_expired_sessions(now=timezone.now())


@shared_task
def recheck_staff_rights() -> None:
    """Every 15 seconds: whether those at a desk or in a call may still be there."""
    with try_advisory_lock("events.recheck_staff_rights") as mine:
        if mine:
            services.recheck_active_staff(now=timezone.now())

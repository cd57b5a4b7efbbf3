"""Celery: the worker's tasks and the beat's sweepers."""

from __future__ import annotations

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saleor_personal_shopper.config.settings")

CORE = "saleor_personal_shopper.core"
SALEOR = "saleor_personal_shopper.saleor"
MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0

# Each sweeps due rows under an advisory lock, so a second beat does no harm.
SWEEPERS = {
    f"{CORE}.installations.tasks.sweep_webhooks": 10.0,
    f"{CORE}.installations.tasks.purge_webhooks": HOUR,
    f"{CORE}.installations.tasks.erase_removed_installations": HOUR,
    f"{CORE}.shoppers.tasks.sweep_busy_calendars": MINUTE,
    f"{CORE}.notifications.tasks.sweep_mail": 5.0,
    f"{CORE}.notifications.tasks.purge_mail": HOUR,
    f"{CORE}.events.tasks.sweep_waiting": 10.0,
    f"{CORE}.events.tasks.sweep_live": 15.0,
    f"{CORE}.events.tasks.sweep_scheduled": MINUTE,
    f"{CORE}.events.tasks.recheck_staff_rights": 15.0,
    f"{CORE}.files.tasks.sweep_files": 10.0,
    f"{CORE}.files.tasks.sweep_orphans": DAY,
    f"{CORE}.carts.tasks.sweep_carts": 5.0,
    f"{CORE}.carts.tasks.forget_old_handovers": HOUR,
    f"{CORE}.attribution.tasks.reconcile_all": 5 * MINUTE,
    f"{SALEOR}.tasks.sweep_upkeep": MINUTE,
    f"{SALEOR}.tasks.read_missed_webhooks": 5 * MINUTE,
}
# What a worker does first: what was missed while none was there, and what a new version changes.
AT_START = (
    f"{SALEOR}.tasks.sweep_upkeep",
    f"{SALEOR}.tasks.read_missed_webhooks",
    f"{CORE}.attribution.tasks.reconcile_all",
)

app = Celery("saleor_personal_shopper")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # A run that nobody took in time is dropped: the next one does its work.
    task: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
    for task, seconds in SWEEPERS.items()
}


@worker_ready.connect
def begin(**_: object) -> None:
    """Start at once what the beat would start later."""
    for task in AT_START:
        app.send_task(task, expires=MINUTE)

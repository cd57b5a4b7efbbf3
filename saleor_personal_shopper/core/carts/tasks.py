"""Background work on carts: what Saleor could not do at once, and hints that may come late."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from ..installations.locks import try_advisory_lock
from .drain import drain_checkout
from .forgetting import forget_handovers
from .marking import mark_cart
from .selectors import due_carts


@shared_task
def mark_assisted_lines(checkout_pk: int) -> None:
    """Leave the hint of a call in the checkout."""
    mark_cart(checkout_pk)


@shared_task
def drain_cart(checkout_pk: int) -> None:
    """Try again to make what waits for one checkout."""
    drain_checkout(checkout_pk, now=timezone.now(), is_late=True)
    mark_cart(checkout_pk)


@shared_task
def sweep_carts() -> None:
    """Have every cart drained whose changes were left waiting."""
    with try_advisory_lock("sweep-carts") as held:
        if held:
            for checkout_pk in due_carts(timezone.now()):
                drain_cart.delay(checkout_pk)


@shared_task
def forget_old_handovers() -> None:
    """Delete the codes that are no longer good."""
    forget_handovers(timezone.now())

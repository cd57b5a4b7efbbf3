"""One at a time: the locks under which bookings are made and moved.

Everybody takes them in this order, so nobody waits for one who waits for him: the person, the
customer, the campaign, the event's row. A booking needs one person at a time; the next is tried in
a new transaction.
"""

from __future__ import annotations

import uuid

from django.db import connection

from ..installations.locks import transaction_lock, transaction_locks

# Django has no word for this lock, which bookings of one campaign hold side by side.
KEPT = "SELECT 1 FROM campaigns_campaign WHERE id = %s AND deleted_at IS NULL FOR KEY SHARE"


def person_lock(personal_shopper_id: uuid.UUID) -> str:
    return f"booking.person:{personal_shopper_id}"


def customer_lock(installation_id: uuid.UUID, email: str) -> str:
    return f"booking.customer:{installation_id}:{email.lower()}"


def lock_person(personal_shopper_id: uuid.UUID) -> None:
    """Keep everybody else out of a person's diary until the transaction ends."""
    transaction_lock(person_lock(personal_shopper_id))


def lock_customer(installation_id: uuid.UUID, email: str) -> None:
    """Keep whoever has this address from being booked elsewhere until the transaction ends."""
    transaction_lock(customer_lock(installation_id, email))


def lock_both(personal_shopper_id: uuid.UUID, installation_id: uuid.UUID, email: str) -> None:
    """The person, then the customer."""
    transaction_locks(person_lock(personal_shopper_id), customer_lock(installation_id, email))


def keep_campaign(campaign_id: uuid.UUID) -> bool:
    """Keep a campaign from being deleted until the transaction ends; False where it is already.

    Its deletion locks the row for itself alone, and then finds what was booked meanwhile.
    """
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [campaign_id])
        return cursor.fetchone() is not None

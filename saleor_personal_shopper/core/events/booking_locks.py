"""One at a time: the locks under which bookings are made and moved.

Everybody takes them in this order, so nobody waits for one who waits for him: the person, the
customer, the event's row. A booking needs one person at a time; the next is tried in a new
transaction.
"""

from __future__ import annotations

import uuid

from ..installations.locks import transaction_lock, transaction_locks


def person_lock(personal_shopper_id: uuid.UUID) -> str:
    return f"booking.person:{personal_shopper_id}"


def customer_lock(installation_id: uuid.UUID, email: str) -> str:
    return f"booking.customer:{installation_id}:{email.lower()}"


def lock_person(personal_shopper_id: uuid.UUID) -> None:
    """Keep everybody else out of a person's diary until the transaction ends."""
    transaction_lock(person_lock(personal_shopper_id))


def lock_both(personal_shopper_id: uuid.UUID, installation_id: uuid.UUID, email: str) -> None:
    """The person, then the customer."""
    transaction_locks(person_lock(personal_shopper_id), customer_lock(installation_id, email))

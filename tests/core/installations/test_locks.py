"""locks.py: one at a time, never waiting."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from saleor_personal_shopper.core.installations.locks import try_advisory_lock


@pytest.mark.django_db(transaction=True)
def test_the_second_is_told_that_the_first_is_at_it() -> None:
    seen: list[bool] = []

    def other() -> None:
        with try_advisory_lock("sweep") as held, try_advisory_lock("another") as free:
            seen.extend([held, free])
        connection.close()

    with try_advisory_lock("sweep") as held:
        assert held
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert seen == [False, True]


@pytest.mark.django_db(transaction=True)
def test_a_lock_is_free_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), try_advisory_lock("sweep"):
        raise ZeroDivisionError
    seen: list[bool] = []

    def other() -> None:
        with try_advisory_lock("sweep") as held:
            seen.append(held)
        connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert seen == [True]

"""A demo that is started again goes on where it was."""

from __future__ import annotations

from pathlib import Path

from saleor_personal_shopper.demo.store import snapshot
from saleor_personal_shopper.demo.store.records import Checkout, CheckoutLine, now
from saleor_personal_shopper.demo.store.seed import seeded_state


def test_everything_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    # given
    state = seeded_state()
    line = CheckoutLine(pk="line", variant_pk=1, quantity=2, metadata={"key": "value"})
    moment = now()
    state.checkouts["cart"] = Checkout("cart", 1, moment, moment, lines=[line])

    # when
    snapshot.write(state, tmp_path / "deep" / "store.json")

    # then
    kept = snapshot.read(tmp_path / "deep" / "store.json")
    assert kept == state
    assert kept is not None
    assert kept.next_pk("user") == len(state.users) + 1


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    """It holds the signing key."""
    snapshot.write(seeded_state(), tmp_path / "store.json")
    assert (tmp_path / "store.json").stat().st_mode & 0o077 == 0


def test_without_a_file_there_is_nothing_to_read(tmp_path: Path) -> None:
    assert snapshot.read(tmp_path / "store.json") is None

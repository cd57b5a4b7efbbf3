"""The shop on its first day has what the demo and its tests need."""

from __future__ import annotations

import pytest

from saleor_personal_shopper.demo.store.people import CUSTOMERS, STAFF
from saleor_personal_shopper.demo.store.records import State
from saleor_personal_shopper.demo.store.seed import seeded_state
from saleor_personal_shopper.demo.store.thumbnails import IMAGES, snap, thumbnail
from saleor_personal_shopper.demo.store.tokens import password_matches


@pytest.fixture(scope="module")
def state() -> State:
    return seeded_state()


def test_every_picture_is_there_and_all_are_small(state: State) -> None:
    files = {media.file for media in state.media.values()}
    files |= {collection.image for collection in state.collections.values()}
    assert files == {path.name for path in IMAGES.glob("*.webp")}
    assert sum(path.stat().st_size for path in IMAGES.iterdir()) < 1_500_000


def test_one_variant_is_nearly_gone_and_one_is(state: State) -> None:
    quantities = {variant.sku: variant.quantity for variant in state.variants.values()}
    assert quantities["AUBE-LINEN-BLAZER-SAND-M"] == 2
    assert quantities["SOLENE-WRAP-DRESS-CLAY-S"] == 0


def test_most_is_sold_in_both_channels_and_something_in_one_only(state: State) -> None:
    listings = [set(variant.listings) for variant in state.variants.values()]
    assert {"default-channel", "eu"} in listings
    assert {"default-channel"} in listings


def test_the_first_of_the_staff_may_do_everything_and_the_shoppers_nothing(state: State) -> None:
    rights = {
        person.role: state.permissions_of(user)
        for person in STAFF
        if (user := state.user_by_email(person.email))
    }
    assert STAFF[0].role == "ADMIN"
    assert len(rights["ADMIN"]) == 25
    assert rights["PERSONAL_SHOPPER"] == rights["STAFF"] == set()


@pytest.mark.parametrize("person", [*STAFF, *CUSTOMERS], ids=lambda person: person.email)
def test_everybody_can_sign_in(state: State, person: object) -> None:
    email, password = person.email, person.password  # type: ignore[attr-defined]
    user = state.user_by_email(email)
    assert user is not None
    assert password_matches(user, password)
    assert not password_matches(user, f"{password}x")


@pytest.mark.parametrize(("wish", "size"), [(256, 256), (200, 256), (500, 512), (None, 4096)])
def test_thumbnail_sizes_snap_to_saleors(wish: int | None, size: int) -> None:
    assert snap(wish) == size


def test_thumbnails_are_made_of_known_pictures_only() -> None:
    name = next(IMAGES.glob("*.webp")).name
    small, large = thumbnail(name, 64), thumbnail(name, 512)
    assert small and large and len(small) < len(large)
    assert thumbnail("../../catalogue.py", 64) is None
    assert thumbnail("/etc/passwd", 64) is None
    assert thumbnail(name, 65) is None

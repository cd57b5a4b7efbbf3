"""Which size of a picture a subscriber gets."""

import pytest

from saleor_personal_shopper.media.layers import LayerChoice, LayerFigures

FULL = LayerFigures(pixels=1280 * 720, bitrate=1_500_000, flows=True)
HALF = LayerFigures(pixels=640 * 360, bitrate=450_000, flows=True)
QUARTER = LayerFigures(pixels=320 * 180, bitrate=140_000, flows=True)
SILENT = LayerFigures(pixels=1280 * 720, bitrate=0, flows=False)
SIZES = [FULL, HALF, QUARTER]
PLENTY = 20_000_000


def look(choice: LayerChoice | None = None, layers: list[LayerFigures] = SIZES, **given) -> int:
    fields = {"current": None, "available_bitrate": PLENTY, "small": False, "now": 0.0, **given}
    return (choice or LayerChoice()).look(layers, **fields)


@pytest.mark.parametrize("layers", [SIZES, [QUARTER, HALF, FULL]])
def test_the_largest_is_sent_where_the_way_carries_it_in_whatever_order(
    layers: list[LayerFigures],
) -> None:
    assert layers[look(layers=layers)] is FULL
    assert layers[look(layers=layers, available_bitrate=600_000)] is HALF
    assert layers[look(layers=layers, available_bitrate=50_000)] is QUARTER


def test_a_picture_at_the_edge_is_sent_small() -> None:
    assert look(small=True) == 2
    assert look(small=True, current=0) == 2


def test_a_way_that_grows_thin_gets_less_at_once() -> None:
    assert look(current=0, available_bitrate=500_000) == 1


def test_more_is_sent_only_when_there_is_room_for_a_while() -> None:
    choice = LayerChoice()
    sent = [look(choice, current=1, now=float(now)) for now in range(4)]
    assert sent == [1, 1, 1, 0]


def test_whoever_turns_to_a_picture_sees_it_sharp_at_once() -> None:
    choice = LayerChoice()
    assert look(choice, current=0, small=True) == 2
    assert look(choice, current=2, small=False, now=1.0) == 0


def test_it_rises_by_one_step_at_a_time() -> None:
    choice, current, sent = LayerChoice(), 2, []
    for now in range(8):
        current = look(choice, current=current, now=float(now))
        sent.append(current)
    assert sent == [2, 2, 2, 1, 1, 1, 1, 0]


def test_a_step_up_that_failed_is_tried_again_after_twice_the_time() -> None:
    # given a way that seems to carry more than it does
    choice, current, rises = LayerChoice(), 1, []
    for now in range(40):
        rate = 500_000 if current == 0 else PLENTY
        before, current = (
            current,
            look(choice, current=current, available_bitrate=rate, now=float(now)),
        )
        if before == 1 and current == 0:
            rises.append(now)
    # a second up each, then 3, 6 and 12 seconds of patience
    assert rises == [3, 11, 25]


def test_room_that_comes_and_goes_changes_nothing() -> None:
    choice = LayerChoice()
    rates = [PLENTY, PLENTY, 1_600_000] * 4
    sent = [
        look(choice, current=1, available_bitrate=rate, now=float(now))
        for now, rate in enumerate(rates)
    ]
    assert set(sent) == {1}


def test_a_size_that_comes_no_more_is_replaced_by_the_next() -> None:
    assert look(layers=[SILENT, HALF, QUARTER], current=0) == 1


def test_while_nothing_comes_nothing_changes() -> None:
    assert look(layers=[SILENT, SILENT], current=1) == 1
    assert look(layers=[SILENT, SILENT]) is None

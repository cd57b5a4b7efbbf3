"""One figure beside its baseline."""

import json

from saleor_personal_shopper.bench.measurement import HEADING, Measurement

FIGURE = Measurement("media.forward.relay", 81.23456, "CPU µs/packet", 3249.3824)


def test_the_ratio_is_ours_by_the_baseline() -> None:
    assert FIGURE.ratio == 81.23456 / 3249.3824


def test_json_has_the_five_documented_keys_and_four_digits() -> None:
    assert json.loads(FIGURE.as_json()) == {
        "name": "media.forward.relay",
        "value": 81.23,
        "unit": "CPU µs/packet",
        "baseline": 3249.0,
        "ratio": 0.025,
    }


def test_text_stands_under_its_heading() -> None:
    # given the columns' right edges
    line = FIGURE.as_text()
    for column, figure in (("ours", "81.23"), ("baseline", "3249"), ("ratio", "0.025")):
        # then each figure ends where its heading ends
        assert HEADING.index(column) + len(column) == line.index(figure) + len(figure)

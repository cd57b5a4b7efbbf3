"""The word for a connection: thresholds, and when it is said."""

import pytest

from saleor_personal_shopper.media.quality import Figures, Judgement, Quality, quality_of, smoothed

GOOD, FAIR, POOR, SILENT = Quality


@pytest.mark.parametrize(
    ("figures", "quality"),
    [
        (Figures(), GOOD),
        (Figures(loss=0.02, round_trip=0.2, jitter=0.02), GOOD),
        (Figures(loss=0.03), FAIR),
        (Figures(loss=0.1), POOR),
        (Figures(round_trip=0.3), FAIR),
        (Figures(round_trip=0.8), POOR),
        (Figures(jitter=0.03), FAIR),
        (Figures(jitter=0.1), POOR),
        (Figures(loss=0.01, round_trip=0.9), POOR),
        (Figures(loss=0.05, round_trip=None, jitter=0.01), FAIR),
    ],
)
def test_the_worst_figure_decides(figures: Figures, quality: Quality) -> None:
    assert quality_of(figures) is quality


def test_one_lost_packet_of_sound_is_no_bad_connection() -> None:
    loss = smoothed(0.0, None)
    loss = smoothed(0.06, loss)
    assert quality_of(Figures(loss=loss)) is GOOD
    for _ in range(4):
        loss = smoothed(0.06, loss)
    assert quality_of(Figures(loss=loss)) is FAIR
    assert smoothed(None, loss) is None


def said(judgement: Judgement, *heard: Quality) -> list[Quality | None]:
    """What is said, second by second."""
    return [
        quality if judgement.hear(quality, now=float(second)) else None
        for second, quality in enumerate(heard)
    ]


def test_the_first_word_is_said_at_once() -> None:
    assert said(Judgement(), POOR) == [POOR]


def test_a_word_is_said_once() -> None:
    assert said(Judgement(), GOOD, GOOD, GOOD) == [GOOD, None, None]


def test_worse_is_said_when_it_lasts() -> None:
    assert said(Judgement(), GOOD, POOR, GOOD, POOR, POOR, POOR) == [
        *(GOOD, None, None),
        *(None, None, POOR),
    ]


def test_better_is_said_later() -> None:
    heard = [POOR, *[GOOD] * 7]
    assert said(Judgement(), *heard) == [POOR, *[None] * 5, GOOD, None]


def test_silence_and_its_end_are_said_at_once() -> None:
    assert said(Judgement(), GOOD, SILENT, GOOD) == [GOOD, SILENT, GOOD]

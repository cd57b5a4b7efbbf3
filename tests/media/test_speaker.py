"""Who speaks, decided from loudness over time."""

import pytest

from saleor_personal_shopper.media.speaker import ActiveSpeaker, Loudness

STEP = 0.2
SPEECH, NOISE = 95.0, 60.0


class Talk:
    """Lets time pass with everybody's loudness, and keeps what was said of it."""

    def __init__(self) -> None:
        self.speaker = ActiveSpeaker()
        self.said: list[str] = []
        self.now = 100.0

    def go(self, seconds: float, **loudness: float) -> None:
        for _ in range(round(seconds / STEP)):
            self.now += STEP
            if self.speaker.hear(loudness, now=self.now):
                self.said.append(self.speaker.participant)


@pytest.fixture
def talk() -> Talk:
    return Talk()


def test_nobody_speaks_in_a_rooms_noise(talk: Talk) -> None:
    talk.go(10, ana=NOISE, bo=NOISE + 10)
    assert talk.said == []


def test_whoever_goes_on_speaking_is_the_speaker(talk: Talk) -> None:
    talk.go(2, ana=SPEECH, bo=NOISE)
    assert talk.said == ["ana"]


def test_a_cough_makes_nobody_the_speaker(talk: Talk) -> None:
    talk.go(0.4, ana=SPEECH)
    talk.go(2, ana=0.0)
    assert talk.said == []


def test_a_pause_for_breath_changes_nothing_and_a_long_one_does(talk: Talk) -> None:
    talk.go(2, ana=SPEECH)
    talk.go(1.4, ana=0.0)
    talk.go(1, ana=SPEECH)
    assert talk.said == ["ana"]
    talk.go(3, ana=0.0)
    assert talk.said == ["ana", ""]


def test_the_next_one_takes_over_when_he_is_clearly_louder_for_a_while(talk: Talk) -> None:
    talk.go(2, ana=SPEECH)
    talk.go(0.4, ana=NOISE, bo=SPEECH)
    talk.go(1, ana=SPEECH, bo=SPEECH + 3)
    assert talk.said == ["ana"]
    talk.go(2, ana=NOISE, bo=SPEECH)
    assert talk.said == ["ana", "bo"]


def test_two_who_talk_over_each_other_do_not_make_it_flicker(talk: Talk) -> None:
    talk.go(2, ana=SPEECH)
    for _ in range(10):
        talk.go(0.4, ana=SPEECH, bo=SPEECH + 10)
        talk.go(0.4, ana=SPEECH + 10, bo=SPEECH)
    assert talk.said == ["ana"]


def test_a_speaker_who_leaves_is_the_speaker_no_longer(talk: Talk) -> None:
    talk.go(2, ana=SPEECH)
    talk.go(3)
    assert talk.said == ["ana", ""]


def test_loudness_follows_the_levels_and_falls_to_silence_without_packets() -> None:
    # given a voice of 30 decibels below full loudness, with the voice-activity bit or without
    loudness = Loudness()
    for number in range(20):
        loudness.hear(bytes([30 | (number % 2) << 7]))
        spoken = loudness.take()
    assert spoken == pytest.approx(97, abs=1)

    # when no packet comes any more
    silent = [loudness.take() for _ in range(20)][-1]

    assert silent < 1

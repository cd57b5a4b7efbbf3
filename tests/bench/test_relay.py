"""Forwarding against the relay: the arithmetic, and that a short run works. No throughput."""

import json
import subprocess
import sys

import av
import pytest

from saleor_personal_shopper.bench import relay
from saleor_personal_shopper.bench.clip import FRAMES_PER_SECOND, ClipTrack, make_clip
from saleor_personal_shopper.bench.pair import Counts
from saleor_personal_shopper.bench.relay import Cost
from saleor_personal_shopper.bench.server import NotMeasured, running_server


def test_the_cost_is_shared_by_the_packets_that_came_through() -> None:
    # given half the frames lost
    cost = Cost(cpu_seconds=0.1, counts=Counts(2000, 60, 30))
    assert cost.microseconds_per_packet == pytest.approx(100.0)


def test_counts_are_of_the_measured_time_only() -> None:
    assert Counts(100, 30, 29) - Counts(40, 10, 8) == Counts(60, 20, 21)


def test_lost_frames_are_told_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    relay._warn_of_lost_frames("ours", Counts(100, 60, 59))
    assert capsys.readouterr().err == ""
    relay._warn_of_lost_frames("ours", Counts(100, 60, 40))
    assert "Only 40 of 60 frames" in capsys.readouterr().err


async def test_the_clip_goes_round_and_starts_with_a_keyframe() -> None:
    # given
    clip = make_clip()
    track = ClipTrack(clip)

    # when one frame more than it has is played
    packets = [await track.recv() for _ in range(len(clip) + 1)]

    # then it begins anew with a keyframe (RFC 6386 §9.1), on a clock that goes on
    assert len(clip) == FRAMES_PER_SECOND
    assert bytes(packets[-1]) == clip[0]
    assert clip[0][0] & 1 == 0
    assert [packet.pts for packet in packets] == list(range(len(clip) + 1))
    # and every frame can be decoded
    decoder = av.CodecContext.create("vp8", "r")
    assert sum(len(decoder.decode(packet)) for packet in packets) == len(packets)


async def test_a_server_that_does_not_start_is_told_with_its_words(tmp_path: object) -> None:
    with pytest.raises(NotMeasured, match="No module named"):
        async with running_server("saleor_personal_shopper.absent", tmp_path):
            pass


def bench(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "saleor_personal_shopper", "bench", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_two_seconds_measure_both_sides() -> None:
    done = bench("media.forward.relay", "--json", "--seconds", "2")
    assert done.returncode == 0, done.stderr
    measured = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(item["name"], item["unit"]) for item in measured] == [
        ("media.forward.relay", "CPU µs/packet"),
        ("media.forward.alone", "CPU µs/packet"),
    ]
    # and both stand beside the same
    eight, alone = measured
    assert eight["baseline"] == alone["baseline"]
    for item in measured:
        assert item["value"] > 0
        assert item["ratio"] == pytest.approx(item["value"] / item["baseline"], rel=0.01)


@pytest.mark.parametrize("seconds", ["0", "nan", "601", "long"])
def test_a_wrong_time_is_refused(seconds: str) -> None:
    done = bench("--seconds", seconds)
    assert done.returncode == 2
    assert "from 1 to 600" in done.stderr

"""The estimate of a way by the arrivals that are reported, through a link with a queue."""

from dataclasses import dataclass, field

from saleor_personal_shopper.media.send_side_estimate import SendSideEstimate
from saleor_personal_shopper.media.sent_packets import SentPackets

SIZE = 1000
REPORTED_SECONDS = 0.1
AHEAD = 5000.0


@dataclass
class Way:
    """A subscriber behind a link of so many bits per second, with a queue of 300 ms."""

    capacity: float
    sent: SentPackets = field(default_factory=SentPackets)
    now: float = 100.0
    free_at: float = 0.0
    told: list[tuple[float, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.estimate = SendSideEstimate(self.sent)
        self._arrivals: list[tuple[int, float | None]] = []
        self._reported_at = self.now

    def send(self, rate: float, *, seconds: float) -> list[int]:
        """Send at this rate for so long; the estimates that were made meanwhile."""
        until, before = self.now + seconds, len(self.told)
        while self.now < until:
            self._send_one()
            self.now += SIZE * 8 / rate
            if self.now - self._reported_at >= REPORTED_SECONDS:
                self._report()
        return [estimate for _, estimate in self.told[before:]]

    def _send_one(self) -> None:
        number = int.from_bytes(self.sent.stamp(SIZE, now=self.now), "big")
        begins = max(self.now, self.free_at)
        if begins - self.now > 0.3:
            self._arrivals.append((number, None))
            return
        self.free_at = begins + SIZE * 8 / self.capacity
        self._arrivals.append((number, AHEAD + self.free_at))

    def _report(self) -> None:
        """All up to the last that arrived; what is missing among them is lost."""
        here = [at is not None and at <= AHEAD + self.now for _, at in self._arrivals]
        count = len(here) - here[::-1].index(True) if True in here else 0
        arrived, self._arrivals = self._arrivals[:count], self._arrivals[count:]
        self._reported_at = self.now
        estimate = self.estimate.hear(arrived, now=self.now)
        if estimate is not None:
            self.told.append((self.now, estimate))


def test_a_wide_way_is_estimated_once_a_second_and_above_what_is_sent() -> None:
    way = Way(capacity=20_000_000)
    told = way.send(1_000_000, seconds=10)
    assert 8 <= len(told) <= 11
    assert told == sorted(told)
    assert 1_300_000 < told[-1] <= 1_600_000


def test_a_narrow_way_is_noticed_at_once_and_told_below_what_it_carries() -> None:
    # given a way that carried what was sent
    way = Way(capacity=20_000_000)
    way.send(1_500_000, seconds=5)
    # when it carries a fifth
    way.capacity = 300_000
    began = way.now
    way.send(1_500_000, seconds=2)
    # then the estimate falls within a second, to what comes through
    fallen = [(at, estimate) for at, estimate in way.told if at > began and estimate < 1_000_000]
    assert fallen[0][0] - began < 1.0
    assert 200_000 < way.told[-1][1] < 310_000


def test_a_narrow_way_is_not_dared_again_at_once() -> None:
    # given a way that was overloaded
    way = Way(capacity=300_000)
    way.send(1_500_000, seconds=1)
    fallen = way.told[-1][1]
    # when less is sent than it carries
    told = way.send(200_000, seconds=2)
    # then the estimate stays low until the queue had its time to drain
    assert told and max(told) <= fallen


def test_a_silence_of_the_network_is_no_measure_of_a_rate() -> None:
    # given a way that carried what was sent
    way = Way(capacity=20_000_000)
    way.send(1_000_000, seconds=5)
    before = way.told[-1][1]
    # when it is silent for a moment and takes longer then, for a few packets
    way.free_at = way.now + 0.5
    way.capacity = 100_000
    told = way.send(100_000, seconds=0.6)
    # then the estimate falls, though by no more than a step
    assert told and min(told) >= 0.7 * before


def test_what_fits_again_is_estimated_higher_again() -> None:
    # given a way that was overloaded
    way = Way(capacity=300_000)
    way.send(1_500_000, seconds=1)
    assert way.told[-1][1] < 310_000
    # when it carries more, and somewhat more is sent
    way.capacity = 5_000_000
    told = way.send(400_000, seconds=8)
    # then so does the estimate say, without doubt
    assert told[-1] > 500_000


def test_sending_as_much_as_the_way_carries_is_no_overuse() -> None:
    way = Way(capacity=1_000_000)
    told = way.send(900_000, seconds=20)
    assert min(told[2:]) > 900_000


def test_a_stranger_s_numbers_and_losses_say_nothing() -> None:
    estimate = SendSideEstimate(SentPackets())
    assert estimate.hear([(number, 1.0) for number in range(100)], now=1.0) == 300_000
    assert estimate.hear([(number, None) for number in range(100)], now=3.0) == 300_000

"""Broken and hostile input, in the thousands: only the documented answers come."""

import random
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_personal_shopper.media.answer import AnsweredMedia
from saleor_personal_shopper.media.demux import kind_of
from saleor_personal_shopper.media.errors import InvalidOffer, MediaError
from saleor_personal_shopper.media.keyframes import starts_keyframe
from saleor_personal_shopper.media.negotiation import (
    PublishedTrack,
    accept_event_subscription,
    accept_publication,
    accept_subscription,
)
from saleor_personal_shopper.media.offer import Offer, parse_offer, read_fragment
from saleor_personal_shopper.media.reception import Reception
from saleor_personal_shopper.media.rtcp import (
    asks_for_keyframe,
    estimated_bitrate,
    lost_sequence_numbers,
    parse_rtcp,
    sender_report_of,
)
from saleor_personal_shopper.media.rtp_packet import parse_rtp
from saleor_personal_shopper.media.stun import parse_binding_request
from saleor_personal_shopper.media.transport_feedback import TransportFeedback
from tests.media.hostile import OFFERS, mutated_offer
from tests.media.test_negotiation import TRANSPORT, write_answer
from tests.media.test_stun import RFC5769_REQUEST

BUDGET = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
TRACKS = [
    PublishedTrack("video", parse_offer(OFFERS[0]).media[1].codecs[0], {}),
    PublishedTrack("audio", parse_offer(OFFERS[0]).media[0].codecs[0], {}),
]
SIGNED = len(RFC5769_REQUEST) - 8  # all but the optional fingerprint


def answer_to(sdp: str) -> str:
    """What the worker would say; raises MediaError as the control API expects it."""
    offer = parse_offer(sdp)
    accepts = (accept_publication, accept_event_subscription, accept_for_tracks)
    answers, error = [], None
    for accept in accepts:
        try:
            answers.append(write_answer(offer, accept(offer), TRANSPORT))
        except MediaError as refused:
            error = refused
    if not answers:
        raise error
    return answers[-1]


def accept_for_tracks(offer: Offer) -> dict[str, AnsweredMedia]:
    return accept_subscription(offer, TRACKS)


def test_mutated_offers_are_answered_or_refused() -> None:
    generator = random.Random(20261123)
    answered = 0
    for _ in range(3000):
        try:
            answered += answer_to(mutated_offer(generator)).startswith("v=0")
        except MediaError as error:
            assert error.status in (400, 422)
    # much damage hits lines that do not matter, and must not matter
    assert answered > 500


@BUDGET
@given(st.text(max_size=2000))
def test_any_text_is_no_offer(text: str) -> None:
    try:
        parse_offer(text)
    except InvalidOffer:
        return
    raise AssertionError("an offer by chance")


@BUDGET
@given(st.text(max_size=300))
def test_any_text_may_be_a_fragment(text: str) -> None:
    with suppress(InvalidOffer):
        read_fragment("a=ice-ufrag:" + text)


@BUDGET
@given(st.binary(max_size=2100))
def test_any_datagram_is_something(data: bytes) -> None:
    kind_of(data)
    for read in (parse_binding_request, parse_rtp):
        with suppress(ValueError):
            read(data)


@BUDGET
@given(st.integers(0, SIGNED - 1), st.binary(max_size=8))
def test_a_damaged_check_is_no_check(place: int, junk: bytes) -> None:
    damaged = RFC5769_REQUEST[:place] + junk + RFC5769_REQUEST[place + len(junk) :]
    if damaged[:SIGNED] == RFC5769_REQUEST[:SIGNED]:
        return
    try:
        request = parse_binding_request(damaged)
    except ValueError:
        return
    assert not request.is_signed_with("VOkJxbRl1RmTxUk/WvJxBt")


@BUDGET
@given(st.integers(200, 207), st.integers(0, 31), st.binary(max_size=200))
def test_any_control_packet_is_read_or_refused(kind: int, count: int, body: bytes) -> None:
    body += bytes(-len(body) % 4)
    data = bytes((0x80 | count, kind)) + (len(body) // 4).to_bytes(2, "big") + body
    try:
        packets = parse_rtcp(data)
    except ValueError:
        return
    for packet in packets:
        lost_sequence_numbers(packet)
        asks_for_keyframe(packet)
        estimated_bitrate(packet)
        sender_report_of(packet, now=0.0)


@BUDGET
@given(st.sampled_from(["vp8", "h264", "opus", "vp9"]), st.binary(max_size=10))
def test_any_payload_starts_a_keyframe_or_not(codec: str, payload: bytes) -> None:
    assert starts_keyframe(codec, payload) in (True, False)


@BUDGET
@given(st.lists(st.integers(0, 0xFFFF), max_size=200))
def test_any_order_of_packets_keeps_the_books(numbers: list[int]) -> None:
    reception, feedback = Reception(clock_rate=90_000), TransportFeedback()
    for number in numbers:
        reception.received(number, number, now=1.0)
        feedback.received(number, now=1.0)
    report = reception.report()
    assert 0 <= report.fraction_lost <= 255
    assert report.packets_lost >= 0
    assert len(reception.due_nacks(now=1.0)) <= 256
    assert len(feedback.take() or b"") <= 4096

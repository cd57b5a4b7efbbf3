"""Several sizes of one picture in offer and answer."""

import pytest

from saleor_personal_shopper.media.answer import TransportDescription, write_answer
from saleor_personal_shopper.media.negotiation import accept_publication
from saleor_personal_shopper.media.offer import parse_offer
from saleor_personal_shopper.media.simulcast import REPAIRED_RID, RID
from tests.media.sdp import FINGERPRINT, small_offer

EXTENSIONS = f"a=extmap:10 {RID}\r\na=extmap:11 {REPAIRED_RID}\r\n"
TRANSPORT = TransportDescription("0" * 16, "u", "p", FINGERPRINT, "server", (("127.0.0.1", 1),))


def offer_with(*lines: str) -> str:
    return small_offer(extra=EXTENSIONS + "".join(f"{line}\r\n" for line in lines))


def rids(*names: str) -> tuple[str, ...]:
    return tuple(f"a=rid:{name} send" for name in names)


def answer_to(sdp: str) -> str:
    offer = parse_offer(sdp)
    return write_answer(offer, accept_publication(offer), TRANSPORT)


def test_sizes_are_accepted_under_their_names() -> None:
    answer = answer_to(offer_with(*rids("f", "h", "q"), "a=simulcast:send f;h;q"))
    for line in ("a=rid:f recv", "a=rid:q recv", "a=simulcast:recv f;h;q", f"a=extmap:10 {RID}"):
        assert f"{line}\r\n" in answer
    assert f"a=extmap:11 {REPAIRED_RID}\r\n" in answer


def test_an_offer_of_one_size_is_answered_as_ever() -> None:
    answer = answer_to(offer_with())
    assert "rid" not in answer and "simulcast" not in answer and RID not in answer


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("send f;~q", ("f", "q")),
        ("send f,h;q", ("f", "q")),
        ("recv x send f;q", ("f", "q")),
        ("send f", ()),
        ("send f;f", ()),
        ("send f;h;q;z", ()),
        ("send f;unknown", ()),
        ("send", ()),
        ("recv f;q", ()),
        ("", ()),
    ],
)
def test_what_is_said_of_sizes(line: str, read: tuple[str, ...]) -> None:
    offer = parse_offer(offer_with(*rids("f", "h", "q", "z"), f"a=simulcast:{line}"))
    assert [media.layers for media in offer.media] == [(), read]


def test_sizes_that_cannot_be_told_apart_are_not_accepted() -> None:
    sdp = small_offer(extra="a=rid:f send\r\na=rid:q send\r\na=simulcast:send f;q\r\n")
    assert "simulcast" not in answer_to(sdp)

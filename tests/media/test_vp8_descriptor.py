"""VP8's running numbers go on without a jump when the source of a picture changes."""

from saleor_personal_shopper.media.vp8_descriptor import Vp8Numbers

REST = b"\x10picture"


def packet(picture: int, tl0: int) -> bytes:
    """As browsers write it: PictureID of 15 bits, TL0PICIDX, temporal layer."""
    return bytes([0x90, 0xE0, 0x80 | picture >> 8, picture & 0xFF, tl0, 0x20]) + REST


def numbers_of(payload: bytes) -> tuple[int, int]:
    assert payload[:2] == b"\x90\xe0" and payload[5:] == b"\x20" + REST
    return int.from_bytes(payload[2:4], "big") & 0x7FFF, payload[4]


def through(numbers: Vp8Numbers, *packets: tuple[int, int]) -> list[tuple[int, int]]:
    return [numbers_of(numbers.write(packet(*one))) for one in packets]


def test_the_first_source_keeps_its_numbers() -> None:
    numbers = Vp8Numbers()
    numbers.start_source()
    assert through(numbers, (7, 1), (7, 1), (8, 2)) == [(7, 1), (7, 1), (8, 2)]


def test_the_next_source_goes_on_behind_the_last_number_and_over_the_end() -> None:
    numbers = Vp8Numbers()
    through(numbers, (0x7FFE, 0xFE), (0x7FFF, 0xFF))
    numbers.start_source()
    assert through(numbers, (500, 9), (501, 9), (502, 10)) == [(0, 0), (1, 0), (2, 1)]


def test_what_is_late_takes_nothing_back() -> None:
    numbers = Vp8Numbers()
    through(numbers, (10, 5), (12, 6), (11, 5))
    numbers.start_source()
    assert through(numbers, (900, 77)) == [(13, 7)]


def test_short_picture_ids_stay_short() -> None:
    numbers = Vp8Numbers()
    assert numbers.write(b"\x90\x80\x7frest") == b"\x90\x80\x7frest"
    numbers.start_source()
    assert numbers.write(b"\x90\x80\x05rest") == b"\x90\x80\x00rest"


def test_other_payloads_are_left_alone() -> None:
    numbers = Vp8Numbers()
    for payload in (b"", b"\x10", b"\x90\xe0", b"\x10plain"):
        assert numbers.write(payload) == payload

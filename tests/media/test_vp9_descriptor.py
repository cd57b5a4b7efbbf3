"""VP9's running numbers go on without a jump when the source of a picture changes."""

from saleor_personal_shopper.media.vp9_descriptor import Vp9Numbers

REST = b"\x82picture"


def packet(picture: int, tl0: int) -> bytes:
    """As browsers write it: PictureID of 15 bits, temporal layer, TL0PICIDX."""
    return bytes([0xA8, 0x80 | picture >> 8, picture & 0xFF, 0x20, tl0]) + REST


def numbers_of(payload: bytes) -> tuple[int, int]:
    assert payload[:1] == b"\xa8" and payload[3:4] == b"\x20" and payload[5:] == REST
    return int.from_bytes(payload[1:3], "big") & 0x7FFF, payload[4]


def through(numbers: Vp9Numbers, *packets: tuple[int, int]) -> list[tuple[int, int]]:
    return [numbers_of(numbers.write(packet(*one))) for one in packets]


def test_the_first_source_keeps_its_numbers() -> None:
    numbers = Vp9Numbers()
    numbers.start_source()
    assert through(numbers, (7, 1), (7, 1), (8, 2)) == [(7, 1), (7, 1), (8, 2)]


def test_the_next_source_goes_on_behind_the_last_number_and_over_the_end() -> None:
    numbers = Vp9Numbers()
    through(numbers, (0x7FFE, 0xFE), (0x7FFF, 0xFF))
    numbers.start_source()
    assert through(numbers, (500, 9), (501, 9), (502, 10)) == [(0, 0), (1, 0), (2, 1)]


def test_a_flexible_picture_has_no_number_behind_its_layer() -> None:
    numbers = Vp9Numbers()
    numbers.write(b"\xb8\x05\x20\x07rest")
    numbers.start_source()
    assert numbers.write(b"\xb8\x09\x20\x07rest") == b"\xb8\x06\x20\x07rest"


def test_other_payloads_are_left_alone() -> None:
    numbers = Vp9Numbers()
    for payload in (b"", b"\x08", b"\xa8\x80\x05", b"\x08plain"):
        assert numbers.write(payload) == payload

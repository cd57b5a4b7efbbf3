"""Connectivity checks, with the published test vector of RFC 5769."""

import aioice.stun
import pytest

from saleor_personal_shopper.media.stun import binding_response, parse_binding_request

PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt"
RFC5769_REQUEST = bytes.fromhex(
    "000100582112a442b7e7a701bc34d686fa87dfae"
    "802200105354554e207465737420636c69656e74"
    "002400046e0001ff"
    "80290008932ff9b151263b36"
    "000600096576746a3a68367659202020"
    "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
    "80280004e57a3bcf"
)


def request_by_aioice(password: str = PASSWORD, *, nominate: bool = False) -> bytes:
    message = aioice.stun.Message(aioice.stun.Method.BINDING, aioice.stun.Class.REQUEST)
    message.attributes["USERNAME"] = "local:remote"
    message.attributes["PRIORITY"] = 1
    if nominate:
        message.attributes["USE-CANDIDATE"] = None
    message.add_message_integrity(password.encode())
    return bytes(message)


def test_the_rfc_5769_request_is_read_and_verified() -> None:
    request = parse_binding_request(RFC5769_REQUEST)

    assert request.local_ufrag == "evtj"
    assert request.transaction_id.hex() == "b7e7a701bc34d686fa87dfae"
    assert not request.nominated
    assert request.is_signed_with(PASSWORD)


def test_another_password_does_not_verify() -> None:
    assert not parse_binding_request(RFC5769_REQUEST).is_signed_with("another" + PASSWORD)


def test_a_changed_byte_is_noticed() -> None:
    changed = bytearray(request_by_aioice())
    changed[26] ^= 1
    with pytest.raises(ValueError, match="fingerprint"):
        parse_binding_request(bytes(changed))


def test_an_attribute_after_the_signature_does_not_count() -> None:
    # given a signed check to which USE-CANDIDATE was appended without the password
    signed = request_by_aioice()[:-8]
    forged = signed[:2] + (len(signed) - 20 + 4).to_bytes(2, "big") + signed[4:] + b"\0\x25\0\0"

    # then the signature still holds but the attribute is not seen
    request = parse_binding_request(forged)
    assert request.is_signed_with(PASSWORD)
    assert not request.nominated


def test_nomination_is_read() -> None:
    assert parse_binding_request(request_by_aioice(nominate=True)).nominated


@pytest.mark.parametrize(
    "data",
    [
        b"",
        RFC5769_REQUEST[:19],
        RFC5769_REQUEST[:-4],
        RFC5769_REQUEST + b"\0\0\0\0",
        b"\x01\x01" + RFC5769_REQUEST[2:],
        RFC5769_REQUEST[:4] + b"\0\0\0\0" + RFC5769_REQUEST[8:],
        bytes.fromhex("000100042112a442") + bytes(12) + bytes.fromhex("0006ffff"),
        bytes.fromhex("000100002112a442") + bytes(12),
        bytes.fromhex("000100082112a442") + bytes(12) + bytes.fromhex("00060004ffffffff"),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        parse_binding_request(data)


@pytest.mark.parametrize("address", [("192.0.2.1", 32853), ("2001:db8:1234::1", 443)])
def test_the_response_tells_the_address_and_is_signed(address: tuple[str, int]) -> None:
    request = parse_binding_request(RFC5769_REQUEST)

    response = aioice.stun.parse_message(binding_response(request, address, PASSWORD))

    assert response.message_class is aioice.stun.Class.RESPONSE
    assert response.transaction_id == request.transaction_id
    assert response.attributes["XOR-MAPPED-ADDRESS"] == address
    assert response.check_message_integrity(PASSWORD.encode())


def test_the_response_is_shorter_than_the_request() -> None:
    # a forged sender must not turn the worker into an amplifier
    request = parse_binding_request(RFC5769_REQUEST)
    assert len(binding_response(request, ("2001:db8::1", 1), PASSWORD)) < len(RFC5769_REQUEST)

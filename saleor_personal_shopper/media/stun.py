"""The part of STUN that an ICE-lite agent needs: answer Binding requests (RFC 8489, RFC 8445)."""

import binascii
import hmac
import ipaddress
import struct
from dataclasses import dataclass

_HEADER = struct.Struct("!HHI12s")
_ATTRIBUTE = struct.Struct("!HH")
_COOKIE = 0x2112A442
_FINGERPRINT_XOR = 0x5354554E

_BINDING_REQUEST = 0x0001
_BINDING_RESPONSE = 0x0101

_USERNAME = 0x0006
_MESSAGE_INTEGRITY = 0x0008
_XOR_MAPPED_ADDRESS = 0x0020
_USE_CANDIDATE = 0x0025
_FINGERPRINT = 0x8028

_INTEGRITY_SIZE = 24
_FINGERPRINT_SIZE = 8


@dataclass(frozen=True)
class BindingRequest:
    """A connectivity check; trust nothing in it before `is_signed_with` has said yes."""

    transaction_id: bytes
    local_ufrag: str
    nominated: bool
    _signed_part: bytes
    _signature: bytes

    def is_signed_with(self, password: str) -> bool:
        """Whether MESSAGE-INTEGRITY was made with this ICE password."""
        expected = _integrity(self._signed_part, password)
        return hmac.compare_digest(expected, self._signature)


def parse_binding_request(data: bytes) -> BindingRequest:
    """Read a connectivity check.

    Raises ValueError for anything else: another method, a truncated message, a wrong
    FINGERPRINT, no USERNAME or no MESSAGE-INTEGRITY.
    """
    if len(data) < _HEADER.size:
        raise ValueError("STUN message is shorter than its header")
    message_type, length, cookie, transaction_id = _HEADER.unpack_from(data)
    if message_type != _BINDING_REQUEST or cookie != _COOKIE:
        raise ValueError("not a STUN Binding request")
    if len(data) != _HEADER.size + length or length % 4:
        raise ValueError("STUN length does not match")
    attributes, integrity_at = _read_attributes(data)
    if integrity_at is None or _USERNAME not in attributes:
        raise ValueError("STUN Binding request without USERNAME or MESSAGE-INTEGRITY")
    local_ufrag, _, _ = attributes[_USERNAME].decode("ascii").partition(":")
    return BindingRequest(
        transaction_id=transaction_id,
        local_ufrag=local_ufrag,
        nominated=_USE_CANDIDATE in attributes,
        _signed_part=data[:integrity_at],
        _signature=attributes[_MESSAGE_INTEGRITY],
    )


def binding_response(request: BindingRequest, address: tuple[str, int], password: str) -> bytes:
    """The signed success response that tells the sender its address as seen from here."""
    mapped = _xor_address(address, request.transaction_id)
    attribute = _ATTRIBUTE.pack(_XOR_MAPPED_ADDRESS, len(mapped)) + mapped
    header = _HEADER.pack(_BINDING_RESPONSE, len(attribute), _COOKIE, request.transaction_id)
    message = header + attribute
    signature = _integrity(message, password)
    message += _ATTRIBUTE.pack(_MESSAGE_INTEGRITY, len(signature)) + signature
    fingerprint = struct.pack("!I", _fingerprint(message))
    message += _ATTRIBUTE.pack(_FINGERPRINT, len(fingerprint)) + fingerprint
    return _with_length(message, len(message) - _HEADER.size)


def _read_attributes(data: bytes) -> tuple[dict[int, bytes], int | None]:
    """Attributes up to MESSAGE-INTEGRITY, and where that one starts; later ones are unsigned."""
    attributes: dict[int, bytes] = {}
    integrity_at: int | None = None
    position = _HEADER.size
    while position < len(data):
        kind, length = _ATTRIBUTE.unpack_from(data, position)
        value = data[position + 4 : position + 4 + length]
        if len(value) != length:
            raise ValueError("STUN attribute is truncated")
        if kind == _FINGERPRINT:
            _check_fingerprint(data[:position], value)
        elif integrity_at is None:
            attributes.setdefault(kind, value)
            if kind == _MESSAGE_INTEGRITY:
                integrity_at = position
        position += 4 + length + (-length % 4)
    return attributes, integrity_at


def _check_fingerprint(before: bytes, value: bytes) -> None:
    if value != struct.pack("!I", _fingerprint(before)):
        raise ValueError("STUN fingerprint does not match")


def _fingerprint(message: bytes) -> int:
    covered = _with_length(message, len(message) - _HEADER.size + _FINGERPRINT_SIZE)
    return binascii.crc32(covered) ^ _FINGERPRINT_XOR


def _integrity(message: bytes, password: str) -> bytes:
    covered = _with_length(message, len(message) - _HEADER.size + _INTEGRITY_SIZE)
    return hmac.digest(password.encode(), covered, "sha1")


def _with_length(message: bytes, length: int) -> bytes:
    return message[:2] + struct.pack("!H", length) + message[4:]


def _xor_address(address: tuple[str, int], transaction_id: bytes) -> bytes:
    ip = ipaddress.ip_address(address[0])
    pad = struct.pack("!I", _COOKIE) + transaction_id
    port = address[1] ^ (_COOKIE >> 16)
    packed = bytes(a ^ b for a, b in zip(ip.packed, pad, strict=False))
    return struct.pack("!BBH", 0, 1 if ip.version == 4 else 2, port) + packed

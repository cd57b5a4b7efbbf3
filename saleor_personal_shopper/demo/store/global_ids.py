"""Saleor's global ids: base64 of `Type:key`."""

import binascii
from base64 import b64decode, b64encode


def to_global_id(type_name: str, pk: int | str) -> str:
    return b64encode(f"{type_name}:{pk}".encode()).decode()


def from_global_id(global_id: str) -> tuple[str, str]:
    """Return type name and key; ValueError when it is no global id at all."""
    try:
        type_name, _, pk = b64decode(global_id, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise ValueError(f"Invalid ID: {global_id}.") from error
    if not type_name or not pk:
        raise ValueError(f"Invalid ID: {global_id}.")
    return type_name, pk


def pk_of(global_id: str, type_name: str) -> str:
    """Return the key of an id that must be of one type; ValueError says what was wrong."""
    found, pk = from_global_id(global_id)
    if found != type_name:
        raise ValueError(f"Invalid ID: {global_id}. Expected: {type_name}, received: {found}.")
    return pk

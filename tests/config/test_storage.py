"""Where files are kept: the same promises for a folder and for S3."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from moto.server import ThreadedMotoServer

from saleor_personal_shopper.cli import doctor
from saleor_personal_shopper.config.storage import storages_by_url
from saleor_personal_shopper.core.files import services, storage, tasks
from saleor_personal_shopper.core.files.models import FileState
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.core.files.conftest import MAY, share

BUCKET = "files"


@pytest.fixture(scope="module")
def s3_server() -> Iterator[str]:
    """Something that speaks S3 on loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> str:
    """Its URL, in the settings."""
    if request.param == "folder":
        url = (tmp_path / "a folder").as_uri()
    else:
        monkeypatch = request.getfixturevalue("monkeypatch")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "test")
        endpoint = request.getfixturevalue("s3_server")
        url = f"s3://{BUCKET}/{uuid.uuid4().hex}?region=us-east-1&endpoint={endpoint}"
        boto3.client("s3", region_name="us-east-1", endpoint_url=endpoint).create_bucket(
            Bucket=BUCKET
        )
    settings.STORAGES = storages_by_url(url)
    return url


def test_a_key_is_written_read_listed_replaced_and_deleted(place: str) -> None:
    # when
    default_storage.save("a/b/c", ContentFile(b"first"))
    default_storage.save("a/b/c", ContentFile(b"second"))

    # then
    assert default_storage.open("a/b/c").read() == b"second"
    assert default_storage.listdir("a")[0] == ["b"]
    assert default_storage.listdir("a/b")[1] == ["c"]
    default_storage.delete("a/b/c")
    default_storage.delete("a/b/c")
    with pytest.raises(FileNotFoundError):
        default_storage.open("a/b/c").read()


@pytest.mark.django_db
def test_a_file_goes_its_whole_way(
    place: str,
    installation: Installation,
    other_installation: Installation,
    now: datetime,
    django_capture_on_commit_callbacks: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given a file of each shop
    monkeypatch.setattr(tasks.inspect_file, "delay", lambda file_id: None)
    first, other = (
        factories.event(each, status="LIVE") for each in (installation, other_installation)
    )
    with django_capture_on_commit_callbacks(execute=True):
        file = share(factories.participant(first, capabilities=MAY), now=now)
        kept = share(factories.participant(other, capabilities=MAY), now=now)

    # then it is shared, and its parts are gone
    assert file.state == FileState.SHARED
    assert storage.open_stored(storage.content_key(file)).read()
    assert storage.open_stored(storage.thumbnail_key(file)).read().startswith(b"RIFF")
    folder = f"{file.installation_id}/{file.event_id}/{file.pk}"
    assert sorted(default_storage.listdir(folder)[1]) == ["content", "thumbnail"]

    # and when its event goes, the sweeper takes the bytes
    first.delete()
    assert services.sweep_orphans() == 1
    with pytest.raises(FileNotFoundError):
        storage.open_stored(storage.content_key(file))

    # and when a shop goes, nothing of it stays
    services.erase_installation(other_installation.pk)
    with pytest.raises(FileNotFoundError):
        storage.open_stored(storage.content_key(kept))


def test_the_doctor_is_content(place: str) -> None:
    assert doctor.storage() == ""


def test_a_folder_is_private(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = storages_by_url((tmp_path / "files").as_uri())

    default_storage.save("a/b", ContentFile(b"secret"))

    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "files").rglob("*")]
    assert sorted(modes) == [0o600, 0o700]


@pytest.mark.parametrize(
    "url",
    [
        "/var/files",
        "files",
        "http://x",
        "file://host/x",
        "s3://",
        "s3:///x",
        "s3://bucket?acl=public",
    ],
)
def test_any_other_url_stops_the_start_with_a_sentence(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="STORAGE_URL"):
        storages_by_url(url)


def test_s3_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saleor_personal_shopper.config.storage.find_spec", lambda name: None)

    with pytest.raises(ImproperlyConfigured, match=r"\[s3\]"):
        storages_by_url("s3://bucket")

"""Merchants need no Node: the wheel carries the built pages."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASSETS = "saleor_personal_shopper/dashboard/static/personal_shopper/widget/"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What the wheel holds."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_it_carries_the_loader_and_the_call_page(files: set[str]) -> None:
    assert f"{ASSETS}personal-shopper.js" in files
    assert f"{ASSETS}.vite/manifest.json" in files
    built = [name for name in files if name.startswith(f"{ASSETS}assets/call-")]
    assert {name.rpartition(".")[2] for name in built} == {"js", "css", "br", "gz"}


def test_it_carries_templates_and_the_schema(files: set[str]) -> None:
    assert "saleor_personal_shopper/graphql/schema.graphql" in files
    assert any(name.endswith("dashboard/base.html") for name in files)


def test_it_leaves_out_what_is_for_developers(files: set[str]) -> None:
    assert not [name for name in files if "node_modules" in name or name.startswith("tests/")]

"""The compiled twin: found where it is true, made where it can be, under the same tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from saleor_personal_shopper.cli import compile as command
from saleor_personal_shopper.media import compiled, compiling
from saleor_personal_shopper.media.compiling import CannotCompile, build

TESTS = Path(__file__).parent
OF_WHOLE_WAYS = (
    "publication_to_subscription",
    "event_subscription",
    "sizes",
    "hostile_datagrams",
    "worker_call",
)
WHERE = """
from importlib import import_module
from saleor_personal_shopper.media.compiled import MODULES
for name in MODULES:
    print(import_module(f"saleor_personal_shopper.media.{name}").__file__)
"""


def run(*arguments: str, compiled: bool) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MEDIA_COMPILED": "" if compiled else "0"}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def twin() -> Path:
    try:
        return build()
    except CannotCompile as reason:
        pytest.skip(str(reason))


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the modules, of which there is no twin."""
    copy = tmp_path / "media"
    shutil.copytree(compiled.SOURCES, copy, ignore=shutil.ignore_patterns("_compiled"))
    monkeypatch.setattr(compiled, "SOURCES", copy)
    monkeypatch.setattr(compiled, "_FOLDER", copy / "_compiled")
    return copy


def test_a_worker_runs_it_where_it_was_made(twin: Path) -> None:
    used = run("-c", WHERE, compiled=True).stdout.split()
    assert len(used) == len(compiled.MODULES)
    assert all(Path(file).is_relative_to(twin) for file in used)


def test_it_can_be_left_out(twin: Path) -> None:
    used = run("-c", WHERE, compiled=False).stdout.split()
    assert {Path(file).parent for file in used} == {compiled.SOURCES}


@pytest.mark.parametrize("is_compiled", [True, False])
def test_the_same_tests_pass_with_it_and_without(twin: Path, is_compiled: bool) -> None:
    names = [*compiled.MODULES, *OF_WHOLE_WAYS]
    files = [str(file) for name in names if (file := TESTS / f"test_{name}.py").exists()]
    done = run("-m", "pytest", "-p", "no:cacheprovider", *files, compiled=is_compiled)
    assert done.returncode == 0, done.stdout[-3000:]


def test_changed_sources_have_no_twin_until_it_is_made_anew(sources: Path) -> None:
    compiled.folder().mkdir(parents=True)
    assert compiled.search_path() == [str(compiled.folder())]
    with (sources / "peer.py").open("a") as file:
        file.write("# changed\n")
    assert compiled.search_path() == []


def test_where_there_is_no_compiler_it_says_so_and_nothing_is_missing(
    sources: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(sources))
    assert command.run([]) == 0
    assert "There is no C compiler" in capsys.readouterr().out
    assert compiled.search_path() == []


def test_a_place_that_takes_nothing_is_a_sentence(
    sources: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    built = tmp_path / "built"
    built.mkdir()
    monkeypatch.setattr(compiling, "_require_tools", lambda: None)
    monkeypatch.setattr(compiling, "_compile", lambda work: built)
    (sources / "_compiled").write_text("a file where the folder should be")
    with pytest.raises(CannotCompile, match="cannot be put to its place"):
        build()


def test_a_compiler_that_fails_leaves_nothing_behind(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "SOURCES", sources)
    (sources / "peer.py").write_text("x: int = 'no number'\n")
    with pytest.raises(CannotCompile, match="Incompatible types"):
        build()
    assert not compiled.folder().exists()

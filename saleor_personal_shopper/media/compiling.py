"""Makes the compiled twin: `personal-shopper compile`."""

import shutil
import subprocess
import sys
import sysconfig
import tempfile
from importlib.util import find_spec
from pathlib import Path

from .compiled import MODULES, SOURCES, folder

_PACKAGE = Path("saleor_personal_shopper", "media")
_GROUP = "saleor_personal_shopper.media.twin"
_BUILD = f"""
from mypyc.build import mypycify
from setuptools import setup

setup(
    name="twin",
    packages=[],
    ext_modules=mypycify(
        {[str(_PACKAGE / f"{name}.py") for name in MODULES]!r},
        group_name={_GROUP!r},
        debug_level="0",
    ),
    script_args=["--quiet", "build_ext", "--build-lib", "built"],
)
"""
_CONFIGURATION = "[mypy]\nignore_missing_imports = true\nfollow_imports = silent\n"


class CannotCompile(Exception):
    """There is no twin, and the message says what is missing; nothing needs it."""


def build() -> Path:
    """Make the twin of the installed modules unless it is there. Raises CannotCompile."""
    twin = folder()
    if twin.is_dir():
        return twin
    _require_tools()
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        built = _compile(work)
        try:
            _put(built, twin)
        except OSError as error:
            raise CannotCompile(f"It cannot be put to its place: {error}") from error
    return twin


def _require_tools() -> None:
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    header = Path(sysconfig.get_paths()["include"], "Python.h")
    if shutil.which(compiler) is None:
        raise CannotCompile(f"There is no C compiler ({compiler}).")
    if not header.exists():
        raise CannotCompile(f"Python's headers are missing ({header}).")
    if find_spec("mypyc") is None or find_spec("setuptools") is None:
        raise CannotCompile("Install saleor-personal-shopper[compiled] first.")


def _put(built: Path, twin: Path) -> None:
    """At once: a worker that starts meanwhile finds all of it or nothing."""
    abi = twin.name.rpartition("-")[0]
    for older in twin.parent.glob(f"{abi}-*"):  # of sources that are no more
        shutil.rmtree(older)
    part = twin.with_suffix(".part")
    shutil.copytree(built, part)
    part.rename(twin)


def _compile(work: Path) -> Path:
    """From a copy of the package, so that nothing else of the place has a say."""
    shutil.copytree(SOURCES, work / _PACKAGE, ignore=shutil.ignore_patterns("_compiled"))
    (work / _PACKAGE.parent / "__init__.py").touch()
    (work / "mypy.ini").write_text(_CONFIGURATION)
    command = [sys.executable, "-c", _BUILD]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise CannotCompile(f"The compiler failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return work / "built" / _PACKAGE

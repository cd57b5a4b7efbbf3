"""The private names of pinned libraries: listed in ADR 16, used, and still there."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pylibsrtp
from aiortc.rtcdtlstransport import RTCDtlsTransport

import saleor_personal_shopper.media
from saleor_personal_shopper.media import aiortc_bridge

ROOT = Path(__file__).parents[2]
ADR = ROOT / "docs" / "adr" / "0016-private-names-of-the-pinned-libraries.md"
MEDIA = Path(saleor_personal_shopper.media.__file__).parent
BRIDGE = MEDIA / "aiortc_bridge.py"
LIBRARIES = ("aiortc", "aioice", "pylibsrtp")
FUNCTIONS = ("srtp_protect", "srtp_unprotect", "srtp_protect_rtcp", "srtp_unprotect_rtcp")


def listed() -> dict[str, str]:
    """Name to where it is, by the table."""
    rows = re.findall(r"^\| `(_\w+)` \| `([\w.]+)` \|", ADR.read_text(), re.MULTILINE)
    return dict(rows)


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def used(source: str) -> set[str]:
    """Private names of others: attributes not of `self`, and parts of imported modules."""
    tree = ast.parse(source)
    own = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    found = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and not (isinstance(node.value, ast.Name) and node.value.id == "self")
    }
    modules = [
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(LIBRARIES)
        for part in [*(node.module or "").split("."), *(name.name for name in node.names)]
    ]
    return {name for name in (found - own) | set(modules) if is_private(name)}


def test_the_bridge_uses_what_the_adr_lists_and_nothing_else() -> None:
    assert used(BRIDGE.read_text()) == set(listed())


def test_no_other_part_of_media_touches_insides_of_the_libraries() -> None:
    for path in MEDIA.rglob("*.py"):
        if path != BRIDGE:
            imported = re.findall(r"^(?:from|import) +([\w.]+)", path.read_text(), re.MULTILINE)
            of_theirs = [name for name in imported if name.split(".")[0] in LIBRARIES]
            assert not [name for name in of_theirs if "._" in name], path


def test_the_libraries_still_have_them() -> None:
    for name, place in listed().items():
        module, _, owner = place.rpartition(".")
        if not module:
            assert importlib.import_module(f"{place}.{name}")
            continue
        inside = inspect.getsource(getattr(importlib.import_module(module), owner))
        assert re.search(rf"\b(def|self\.) ?{name}\b|self\.{name}\b", inside), (name, place)
    for function in FUNCTIONS:
        assert getattr(pylibsrtp._binding.lib, function)


def test_aiortc_still_calls_what_our_ice_transport_has() -> None:
    inside = inspect.getsource(RTCDtlsTransport)
    called = set(re.findall(r"self\.transport\.(\w+)", inside))
    shim = aiortc_bridge._IceShim(lambda data: None)
    assert {"_recv", "_send"} <= called
    assert all(hasattr(shim, name) for name in called), called


def test_a_new_private_name_would_be_noticed() -> None:
    assert used("from aiortc._hidden import x\nx._secret()") == {"_hidden", "_secret"}

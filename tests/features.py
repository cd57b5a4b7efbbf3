"""Which test proves which feature: `make features` writes docs/features.md.

A test names what it proves by `@pytest.mark.feature("CL-12", …)`; features.toml says in words what
that is, and which page and GraphQL field it has.
"""

from __future__ import annotations

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CATALOGUE = HERE / "features.toml"
DOCUMENT = HERE.parent / "docs" / "features.md"
HEAD = """# Features

What each feature is, where a person and a program find it, and the tests that prove it. Written by
`make features` from [the list of features](../tests/features.toml) and the markers in the tests.
"""
COLUMNS = "| id | feature | page | GraphQL | proven by |\n|---|---|---|---|---|"


@dataclass(frozen=True)
class Feature:
    """`page` is an address as in the urls, without converters; `field` one of the schema."""

    area: str
    id: str
    what: str
    page: str = ""
    field: str = ""


@dataclass(frozen=True)
class Proof:
    """A test, and its file as seen from here."""

    file: str
    test: str


def features() -> list[Feature]:
    areas = tomllib.loads(CATALOGUE.read_text()).items()
    return [Feature(area, id, **row) for area, rows in areas for id, row in rows.items()]


def proofs() -> dict[str, list[Proof]]:
    """By the feature's id."""
    found: dict[str, list[Proof]] = defaultdict(list)
    for path in sorted(HERE.rglob("test_*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for id in _marked(node):
                    found[id].append(Proof(str(path.relative_to(HERE)), node.name))
    return found


def _marked(test: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    for decorator in test.decorator_list:
        is_mark = isinstance(decorator, ast.Call)
        if is_mark and ast.unparse(decorator.func) == "pytest.mark.feature":
            yield from map(ast.literal_eval, decorator.args)


def document() -> str:
    """docs/features.md as it should be."""
    proven, areas = proofs(), defaultdict(list)
    for one in features():
        areas[one.area].append(_row(one, proven[one.id]))
    parts = [f"## {area}\n\n{COLUMNS}\n" + "\n".join(rows) for area, rows in areas.items()]
    return "\n".join([HEAD, "\n\n".join(parts), ""])


def _row(one: Feature, proven: list[Proof]) -> str:
    tests = [f"[{_words(proof.test)}](../tests/{proof.file})" for proof in proven]
    page, field = (f"`{name}`" if name else "–" for name in (one.page, one.field))
    return f"| {one.id} | {one.what} | {page} | {field} | {'; '.join(tests)} |"


def _words(test: str) -> str:
    return test.removeprefix("test_").replace("_", " ")


if __name__ == "__main__":
    DOCUMENT.write_text(document())

"""The typed client is what its operations and schema say."""

from __future__ import annotations

import os
from filecmp import dircmp
from pathlib import Path

import pytest

from saleor_personal_shopper.saleor.codegen.generate import generate
from saleor_personal_shopper.saleor.codegen.trim_schema import TRIMMED, trim
from saleor_personal_shopper.saleor.subscriptions import OPERATIONS


def test_regenerated_is_committed(tmp_path: Path) -> None:
    generate(tmp_path)
    compared = dircmp(OPERATIONS.parent / "client", tmp_path / "client", ignore=["__pycache__"])
    assert (compared.left_only, compared.right_only, compared.diff_files) == ([], [], [])
    assert len(compared.same_files) > 20


def test_the_trimmed_schema_is_complete() -> None:
    """Trimming it again finds nothing missing and nothing to leave out."""
    text = TRIMMED.read_text()
    assert trim(text) == text


def test_an_operation_that_does_not_fit_is_named() -> None:
    without = TRIMMED.read_text().replace(
        "  quantityAvailable(countryCode: CountryCode): Int\n", ""
    )
    with pytest.raises(ValueError, match="quantityAvailable"):
        trim(without)


@pytest.mark.skipif(
    "SALEOR_SCHEMAS" not in os.environ, reason="SALEOR_SCHEMAS names no folder of full schemas"
)
def test_operations_fit_every_schema_given() -> None:
    for path in Path(os.environ["SALEOR_SCHEMAS"]).glob("*.graphql"):
        trim(path.read_text())

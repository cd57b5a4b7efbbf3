"""scoping.py: no row leaves its installation."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps

import saleor_personal_shopper
from saleor_personal_shopper.core.carts.models import EventCheckout
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.scoping import ScopedModel, ScopeError
from tests import factories


def test_a_row_cannot_point_into_another_shop(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    event = factories.event(other_installation)
    with pytest.raises(ScopeError):
        EventCheckout.objects.create(
            installation=installation, event=event, created_by_us=True, created_at=now
        )


def test_rows_of_a_shop_are_its_own(
    installation: Installation, other_installation: Installation
) -> None:
    factories.event(installation)
    model = type(factories.event(other_installation))
    assert model.objects.of(installation).count() == 1
    assert model.objects.of(other_installation.pk).count() == 1
    assert model.objects.across_installations().count() == 2


PACKAGE = Path(saleor_personal_shopper.__file__).parent
SCOPED = {model.__name__ for model in apps.get_models() if issubclass(model, ScopedModel)}
READS = re.compile(r"\b(?P<model>[A-Z]\w+)\.objects\.(?P<method>\w+)")
READING = {"of", "across_installations"}
WRITING = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def test_rows_are_read_by_their_shop_or_openly_across_shops() -> None:
    unscoped = [
        f"{file.relative_to(PACKAGE)}: {found.group()}"
        for file in PACKAGE.rglob("*.py")
        if "demo" not in file.parts
        for found in READS.finditer(file.read_text())
        if found["model"] in SCOPED and found["method"] not in READING | WRITING
    ]
    assert SCOPED
    assert unscoped == []


def test_what_is_got_or_created_names_its_installation() -> None:
    every = re.compile(r"\b(?!Installation\b)[A-Z]\w+\.objects\.(?:get|update)_or_create\(")
    scoped = re.compile(every.pattern + r"\s*installation=")
    for file in PACKAGE.rglob("*.py"):
        if "demo" not in file.parts:
            text = file.read_text()
            assert len(scoped.findall(text)) == len(every.findall(text)), file

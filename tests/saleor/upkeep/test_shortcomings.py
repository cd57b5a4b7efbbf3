"""What the app lacks in a Saleor, and what of it is told to staff."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from saleor_personal_shopper.saleor.extensions import EXTENSIONS
from saleor_personal_shopper.saleor.permissions import required_permissions
from saleor_personal_shopper.saleor.upkeep.problems import (
    EXTENSIONS_KEY,
    PERMISSIONS,
    problem_changes,
    problems_to_tell,
)
from saleor_personal_shopper.saleor.upkeep.registered import (
    RegisteredApp,
    RegisteredExtension,
    RegisteredProblem,
)
from saleor_personal_shopper.saleor.upkeep.shortcomings import (
    missing_extensions,
    missing_permissions,
)

HERE = "https://shopper.example.com"


@pytest.fixture(autouse=True)
def here(settings: Any) -> None:
    settings.APP_IFRAME_BASE_URL = HERE


def whole() -> RegisteredApp:
    """The app as this version wants it."""
    return RegisteredApp(
        app_url=HERE,
        permissions=frozenset(required_permissions()),
        webhooks=(),
        extensions=tuple(
            RegisteredExtension(one.mount, one.target, one.url, one.options) for one in EXTENSIONS
        ),
        problems=(),
    )


def test_a_whole_app_lacks_nothing() -> None:
    assert missing_permissions(whole()) == []
    assert missing_extensions(whole()) == []


def test_permissions_that_were_not_given_are_named() -> None:
    app = replace(whole(), permissions=frozenset({"MANAGE_ORDERS", "MANAGE_USERS", "MANAGE_MENUS"}))
    assert missing_permissions(app) == ["MANAGE_CHECKOUTS", "MANAGE_STAFF"]


def test_an_extension_that_saleor_does_not_have_is_missing() -> None:
    others = whole().extensions[1:]
    assert missing_extensions(replace(whole(), extensions=others)) == ["calls"]


@pytest.mark.parametrize(
    "change",
    [
        {"mount": "NAVIGATION_ORDERS"},
        {"target": "POPUP"},
        {"url": "/old"},
        {"settings": {"newTabTarget": {"method": "GET"}}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_extension_that_saleor_keeps_otherwise_is_outdated(change: dict[str, Any]) -> None:
    first, *others = whole().extensions
    app = replace(whole(), extensions=(replace(first, **change), *others))
    assert missing_extensions(app) == ["calls"]


def test_extensions_that_are_no_longer_ours_do_no_harm() -> None:
    more = RegisteredExtension("HOMEPAGE_WIDGETS", "WIDGET", "/dashboard/old", {})
    assert missing_extensions(replace(whole(), extensions=(*whole().extensions, more))) == []


def test_all_extensions_are_outdated_once_the_app_has_moved() -> None:
    app = replace(whole(), app_url="https://old.example.com")
    assert missing_extensions(app) == [one.identifier for one in EXTENSIONS]


class TestProblems:
    def told(self, **lacking: list[str]) -> dict[str, str]:
        nothing: dict[str, list[str]] = {"missing_permissions": [], "missing_extensions": []}
        return problems_to_tell(**{**nothing, **lacking})

    def test_nothing_is_told_when_nothing_is_missing(self) -> None:
        assert self.told() == {}
        assert problem_changes([], {}) == ([], {})

    def test_each_problem_is_told_in_words_that_staff_know(self) -> None:
        told = self.told(
            missing_permissions=["MANAGE_STAFF", "MANAGE_USERS"], missing_extensions=["desk"]
        )
        assert "Manage staff, Manage customers" in told[PERMISSIONS]
        assert "Open desk" in told[EXTENSIONS_KEY]
        assert problem_changes([], told) == ([], told)

    def test_what_is_told_already_is_not_told_again(self) -> None:
        told = self.told(missing_permissions=["MANAGE_STAFF"])
        open_ = RegisteredProblem(PERMISSIONS, told[PERMISSIONS], is_dismissed=False)
        assert problem_changes([open_], told) == ([], {})

    def test_what_staff_dismissed_is_not_told_in_the_same_words(self) -> None:
        told = self.told(missing_permissions=["MANAGE_STAFF"])
        dismissed = RegisteredProblem(PERMISSIONS, told[PERMISSIONS], is_dismissed=True)
        assert problem_changes([dismissed], told) == ([], {})

    def test_what_was_repaired_and_is_back_is_told_again(self) -> None:
        told = self.told(missing_permissions=["MANAGE_STAFF"])
        repaired = RegisteredProblem(PERMISSIONS, told[PERMISSIONS], True, is_repaired=True)
        assert problem_changes([repaired], told) == ([], told)

    def test_other_words_take_the_place_of_the_old_ones(self) -> None:
        told = self.told(missing_permissions=["MANAGE_STAFF"])
        old = RegisteredProblem(PERMISSIONS, "Old words", is_dismissed=False)
        assert problem_changes([old], told) == ([PERMISSIONS], told)

    def test_what_was_repaired_is_dismissed(self) -> None:
        old = RegisteredProblem(PERMISSIONS, "Old words", is_dismissed=False)
        assert problem_changes([old], {}) == ([PERMISSIONS], {})

    def test_problems_of_other_keys_are_left_alone(self) -> None:
        other = RegisteredProblem("other", "Words", is_dismissed=False)
        assert problem_changes([other], {}) == ([], {})

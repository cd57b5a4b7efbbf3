"""One demo and one browser for all tests of this package; people of their own for each."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from .cast import Cast
from .chromium import Launch, chromium
from .office import Office
from .phone import SEVERAL_DEVICES
from .running_demo import RunningDemo
from .shops import Shops

HAS_FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDemo]:
    """The demo in a folder of its own."""
    running = RunningDemo(tmp_path_factory.mktemp("demo"))
    running.start()
    yield running
    running.stop()
    running.forget()


@pytest.fixture(scope="package")
def launch() -> Iterator[Launch]:
    """Browsers that end with the package, so that tests elsewhere have their event loops."""
    with chromium() as launch:
        yield launch


@pytest.fixture(scope="package")
def browser(launch: Launch) -> Browser:
    """The one that most tests share."""
    return launch()


@pytest.fixture(scope="package")
def several(launch: Launch) -> Browser:
    """A browser with a choice of cameras and microphones."""
    return launch(SEVERAL_DEVICES)


@pytest.fixture(scope="package")
def shops(demo: RunningDemo) -> Iterator[Shops]:
    """Further shops of the same merchant, entered in the settings."""
    with Shops(demo.facts) as opened:
        demo.further_origins = opened.origins
        Office(demo.facts).set_channel(demo.further_origins)
        yield opened


@pytest.fixture
def within_the_policy(shops: Shops) -> Iterator[None]:
    """Nothing of a test may be against the shops' Content-Security-Policy."""
    shops.violations.clear()
    yield
    assert shops.violations == []


@pytest.fixture
def cast(
    browser: Browser, demo: RunningDemo, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Cast]:
    """Who takes part. Afterwards all have left and the shop is as empty as before."""
    people = Cast(demo, staff=browser, customers=[browser])
    yield people
    if request.node.stash.get(HAS_FAILED, False):
        print(f"what they saw: {people.take_pictures(tmp_path)}")
    people.go_home()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, Any]:
    """Let fixtures know whether their test failed."""
    report = yield
    if report.failed:
        item.stash[HAS_FAILED] = True
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run a browser test that fails once more; the summary says so, since that is a fault too."""
    for item in items:
        if item.get_closest_marker("e2e"):
            item.add_marker(pytest.mark.flaky(reruns=1))

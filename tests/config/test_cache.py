"""The cache's connections outlive a request's thread."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from django.core.cache import cache, caches


def connections_received() -> int:
    """How often Redis was connected to."""
    client = caches["default"]._cache.get_client()
    received: int = client.info("stats")["total_connections_received"]
    return received


def received_of_new_threads() -> list[int]:
    """The same, as each of two threads sees it."""
    seen: list[int] = []

    def ask() -> None:
        cache.get("x")
        seen.append(connections_received())

    for _ in range(2):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    return seen


def test_a_new_thread_connects_to_redis_no_more() -> None:
    cache.set("x", 1, 60)

    first, second = received_of_new_threads()

    assert first == second


def test_what_one_thread_keeps_another_reads() -> None:
    cache.set("x", "kept", 60)
    seen: list[str] = []

    thread = threading.Thread(target=lambda: seen.append(cache.get("x")))
    thread.start()
    thread.join()

    assert seen == ["kept"]


def test_many_threads_share_a_few_connections() -> None:
    cache.set("x", "kept", 60)
    together = threading.Barrier(40, timeout=30)

    def ask(_: int) -> list[str]:
        together.wait()
        return [cache.get("x") for _ in range(20)]

    before = connections_received()
    with ThreadPoolExecutor(max_workers=40) as threads:
        seen = list(threads.map(ask, range(40)))

    assert seen == [["kept"] * 20] * 40
    assert connections_received() - before <= 8

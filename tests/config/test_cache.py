"""The cache's connections outlive a request's thread."""

from __future__ import annotations

import threading

from django.core.cache import cache, caches


def clients_of_new_threads() -> list[int]:
    """How often Redis was connected to, as each of two threads sees it."""
    seen: list[int] = []

    def ask() -> None:
        client = caches["default"]._cache.get_client()
        cache.get("x")
        seen.append(client.info("stats")["total_connections_received"])

    for _ in range(2):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    return seen


def test_a_new_thread_connects_to_redis_no_more() -> None:
    cache.set("x", 1, 60)

    first, second = clients_of_new_threads()

    assert first == second


def test_what_one_thread_keeps_another_reads() -> None:
    cache.set("x", "kept", 60)
    seen: list[str] = []

    thread = threading.Thread(target=lambda: seen.append(cache.get("x")))
    thread.start()
    thread.join()

    assert seen == ["kept"]

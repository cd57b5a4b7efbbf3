"""`personal-shopper web`: HTTP and WebSockets by uvicorn."""

from __future__ import annotations

import argparse

from . import django

MAX_FRAME_BYTES = 64 * 1024
KEEP_ALIVE_SECONDS = 75
"""Longer than proxies keep idle connections, so that none sends into one we are closing."""


def run(arguments: list[str]) -> None:
    """Serve until SIGTERM; open sockets are closed with 1012 and 10 seconds to finish."""
    parser = argparse.ArgumentParser("personal-shopper web")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args(arguments)
    django.set_up()

    import uvicorn

    uvicorn.run(
        "saleor_personal_shopper.config.asgi:application",
        host=options.host,
        port=options.port,
        workers=options.workers,
        lifespan="off",
        proxy_headers=False,
        access_log=False,
        log_config=None,
        ws="websockets-sansio",
        ws_max_size=MAX_FRAME_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=20,
        ws_ping_timeout=20,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=10,
    )

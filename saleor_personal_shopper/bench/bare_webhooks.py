"""The baseline of webhooks: a server that reads each and answers, unseen and unkept.

A process of its own, ``python -m saleor_personal_shopper.bench.bare_webhooks --port N``.
"""

import argparse

from aiohttp import web


async def take(request: web.Request) -> web.Response:
    """Read it all, as whoever verifies a signature must."""
    await request.read()
    return web.Response(status=202)


def application() -> web.Application:
    """Answers under every address."""
    app = web.Application()
    app.router.add_post("/{path:.*}", take)
    return app


if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m saleor_personal_shopper.bench.bare_webhooks")
    parser.add_argument("--port", type=int, required=True)
    web.run_app(
        application(), host="127.0.0.1", port=parser.parse_args().port, print=None, access_log=None
    )

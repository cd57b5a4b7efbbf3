"""The baseline of bookings: a server that locks a person and inserts one row, and nothing else.

A process of its own, ``python -m saleor_personal_shopper.bench.bare_bookings --port N``, on the
database that BENCH_DATABASE_URL names.
"""

import argparse
import json
import os
from collections.abc import AsyncIterator

from aiohttp import web
from psycopg_pool import AsyncConnectionPool

CONNECTIONS = 12
TABLE = """
CREATE TABLE IF NOT EXISTS bench_bookings (
    person text,
    starts_at timestamptz,
    ends_at timestamptz,
    EXCLUDE USING gist (person WITH =, tstzrange(starts_at, ends_at) WITH &&)
)
"""
LOCK = "SELECT pg_advisory_xact_lock(hashtext(%s))"
INSERT = "INSERT INTO bench_bookings VALUES (%s, %s, %s::timestamptz + interval '30 minutes')"
POOL = web.AppKey("pool", AsyncConnectionPool)


async def book(request: web.Request) -> web.Response:
    """Take the slot of the body's `person` and `startsAt`."""
    wanted = json.loads(await request.read())
    async with request.app[POOL].connection() as connection:
        await connection.execute(LOCK, [wanted["person"]])
        await connection.execute(INSERT, [wanted["person"], wanted["startsAt"], wanted["startsAt"]])
    return web.json_response({})


async def connected(app: web.Application) -> AsyncIterator[None]:
    """Connections to the database, with a table of our own."""
    database = os.environ["BENCH_DATABASE_URL"]
    async with AsyncConnectionPool(database, min_size=CONNECTIONS, max_size=CONNECTIONS) as pool:
        async with pool.connection() as connection:
            await connection.execute(TABLE)
        app[POOL] = pool
        yield
        async with pool.connection() as connection:
            await connection.execute("DROP TABLE bench_bookings")


def application() -> web.Application:
    app = web.Application()
    app.cleanup_ctx.append(connected)
    app.router.add_post("/", book)
    return app


if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m saleor_personal_shopper.bench.bare_bookings")
    parser.add_argument("--port", type=int, required=True)
    web.run_app(
        application(), host="127.0.0.1", port=parser.parse_args().port, print=None, access_log=None
    )

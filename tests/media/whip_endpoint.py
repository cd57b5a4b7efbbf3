"""The smallest WHIP and WHEP endpoints in front of a worker, standing in for the web process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

PAGE = Path(__file__).with_name("call_page.html")


@asynccontextmanager
async def whip_endpoint(control: str, secret: str) -> AsyncIterator[str]:
    """Serve ``/whip/{event}/{participant}/{source}`` and ``/whep/{event}/{participant}/{id}``.

    Without an id it is the whole event. The bearer is not looked at. A publication's id is
    ``{participant}-{source}``.
    """
    headers = {"Authorization": f"Bearer {secret}"}
    async with aiohttp.ClientSession(f"http://{control}", headers=headers) as session:

        async def post(path: str, event: str, body: dict[str, str]) -> web.Response:
            async with session.post(path, json=body) as response:
                answer = await response.json()
                if response.status != 201:
                    return web.json_response(answer, status=response.status)
            location = f"/sessions/{event}/{answer['session']}"
            return web.Response(
                text=answer["answer"],
                status=201,
                content_type="application/sdp",
                headers={"Location": location},
            )

        async def publish(request: web.Request) -> web.Response:
            event, participant, source = (
                request.match_info[name] for name in ("event", "participant", "source")
            )
            body = {
                "publication": f"{participant}-{source}",
                "participant": participant,
                "source": source,
                "offer": await request.text(),
            }
            return await post(f"/rooms/{event}/publications", event, body)

        async def subscribe(request: web.Request) -> web.Response:
            event, participant, publication = (
                request.match_info[name] for name in ("event", "participant", "publication")
            )
            body = {
                "subscription": f"{participant}-{publication}",
                "publication": publication,
                "participant": participant,
                "offer": await request.text(),
            }
            return await post(f"/rooms/{event}/subscriptions", event, body)

        async def subscribe_event(request: web.Request) -> web.Response:
            event, participant = (request.match_info[name] for name in ("event", "participant"))
            body = {
                "subscription": f"{participant}-everybody",
                "participant": participant,
                "offer": await request.text(),
            }
            return await post(f"/rooms/{event}/event-subscriptions", event, body)

        async def try_out(request: web.Request) -> web.Response:
            event = request.match_info["event"]
            return await post(f"/rooms/{event}/trials", event, {"offer": await request.text()})

        async def close(request: web.Request) -> web.Response:
            event, session_id = request.match_info["event"], request.match_info["session"]
            async with session.delete(f"/rooms/{event}/sessions/{session_id}") as response:
                return web.Response(status=response.status)

        async def restart(request: web.Request) -> web.Response:
            event, session_id = request.match_info["event"], request.match_info["session"]
            body = {"fragment": await request.text(), "if_match": request.headers["If-Match"]}
            path = f"/rooms/{event}/sessions/{session_id}"
            async with session.patch(path, json=body) as response:
                answer = await response.json() if response.status == 200 else {}
                return web.Response(text=answer.get("fragment"), status=response.status)

        async def page(request: web.Request) -> web.Response:
            return web.Response(text=PAGE.read_text(), content_type="text/html")

        app = web.Application()
        app.router.add_get("/", page)
        app.router.add_post("/whip/{event}/{participant}/{source}", publish)
        app.router.add_post("/whep/{event}/{participant}/{publication}", subscribe)
        app.router.add_post("/whep/{event}/{participant}", subscribe_event)
        app.router.add_post("/trial/{event}", try_out)
        app.router.add_delete("/sessions/{event}/{session}", close)
        app.router.add_patch("/sessions/{event}/{session}", restart)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()

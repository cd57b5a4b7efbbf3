"""Debian's coturn before the media worker, with time-limited credentials, in its own namespace."""

import asyncio
import base64
import hashlib
import hmac
import json
import shutil
import ssl
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from aioice import stun, turn
from playwright.async_api import async_playwright

from tests.media.conftest import SECRET, RunningWorker, running_worker
from tests.media.node.homes import Home, homes, may_make_namespaces
from tests.media.raw_client import RawClient
from tests.media.test_chromium import FLAGS, figures_when
from tests.media.whip_endpoint import whip_endpoint

TURN_SECRET = "a-secret-of-coturn"
PORT, TLS_PORT = 3478, 5349
pytestmark = [
    pytest.mark.skipif(shutil.which("turnserver") is None, reason="coturn is not installed"),
    pytest.mark.skipif(not may_make_namespaces(), reason="no right to make network namespaces"),
]
# Every connection of the page goes by the relay.
RELAY_ONLY = """(server) => {
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor() { super({ iceServers: [server], iceTransportPolicy: 'relay' }); }
  };
}"""


@dataclass(frozen=True)
class Coturn:
    home: Home

    def credentials(self) -> tuple[str, str]:
        """As Join gives them."""
        username = f"{int(time.time()) + 3600}:somebody"
        digest = hmac.new(TURN_SECRET.encode(), username.encode(), hashlib.sha1).digest()
        return username, base64.b64encode(digest).decode()


@pytest.fixture
def coturn(tmp_path: Path) -> Iterator[Coturn]:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    openssl = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=turn")
    subprocess.run([*openssl, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    with homes(1) as (home,):
        options = {
            "listening-ip": home.address,
            "relay-ip": home.address,
            "listening-port": PORT,
            "tls-listening-port": TLS_PORT,
            "realm": "example.com",
            "static-auth-secret": TURN_SECRET,
            "cert": certificate,
            "pkey": key,
            "userdb": tmp_path / "turndb",
            "pidfile": tmp_path / "pid",
            "log-file": tmp_path / "log",
        }
        given = [f"--{name}={value}" for name, value in options.items()]
        flags = ["-n", "--use-auth-secret", "--no-cli", "--simple-log"]
        process = subprocess.Popen([*home.command, "turnserver", *flags, *given])
        try:
            yield Coturn(home)
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture
async def worker(coturn: Coturn) -> AsyncIterator[RunningWorker]:
    """Where coturn reaches it."""
    async with running_worker(MEDIA_BIND=coturn.home.gateway) as running:
        yield running


async def relay_by_tls(coturn: Coturn, protocol: asyncio.DatagramProtocol) -> turn.TurnTransport:
    """Once coturn has started."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    username, credential = coturn.credentials()
    async with asyncio.timeout(20):
        while True:
            with suppress(ConnectionError):
                transport, _ = await turn.create_turn_endpoint(
                    lambda: protocol,
                    server_addr=(coturn.home.address, TLS_PORT),
                    username=username,
                    password=credential,
                    ssl=context,
                    transport="tcp",
                )
                return transport
            await asyncio.sleep(0.1)


class Answers(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.came: asyncio.Queue[bytes] = asyncio.Queue()

    def datagram_received(self, data: bytes, addr: object) -> None:
        self.came.put_nowait(data)


async def test_a_worker_is_reached_by_tls(coturn: Coturn, worker: RunningWorker) -> None:
    # given a session, and a relay that was got over TLS
    client = RawClient(lambda _: None)
    body = {"publication": "p", "participant": "a", "source": "camera", "offer": client.offer}
    _, opened = await worker.call("POST", "/rooms/e1/publications", body)
    client._answer = opened["answer"]
    answers = Answers()
    transport = await relay_by_tls(coturn, answers)

    # when a check goes by it
    transport.sendto(client.check(), worker.udp_address)

    # then the worker answers, to the relay's address
    answer = stun.parse_message(await asyncio.wait_for(answers.came.get(), 20))
    assert answer.message_class is stun.Class.RESPONSE
    assert answer.attributes["XOR-MAPPED-ADDRESS"][0] == coturn.home.address
    transport.close()


@pytest.mark.parametrize("way", ["udp", "tcp"])
async def test_a_browser_behind_a_firewall_publishes_and_plays_by_the_relay(
    coturn: Coturn, worker: RunningWorker, way: str
) -> None:
    (await relay_by_tls(coturn, Answers())).close()  # it runs
    username, credential = coturn.credentials()
    url = f"turn:{coturn.home.address}:{PORT}?transport={way}"
    server = {"urls": url, "username": username, "credential": credential}
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    async with whip_endpoint(worker.control, SECRET) as whip_url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=FLAGS)
        page = await (await browser.new_context()).new_page()
        await page.add_init_script(f"({RELAY_ONLY})({json.dumps(server)})")
        await page.goto(whip_url)
        await page.evaluate("publish('/whip/e1/ana/camera')")
        await page.evaluate("subscribe('/whep/e1/bo/ana-camera')")
        figures = await figures_when(page, "got.frames > 10")
        await browser.close()
    assert figures["frames"] > 10

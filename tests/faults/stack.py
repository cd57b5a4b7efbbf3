"""The whole product with every process in our hands: each can be stopped, killed and started."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from pathlib import Path

from saleor_personal_shopper.demo.__main__ import PACKAGE, Demo
from saleor_personal_shopper.demo.addresses import Addresses
from saleor_personal_shopper.demo.processes import free_port
from saleor_personal_shopper.demo.supervisor import answers

READY_SECONDS = 60.0


class Stack:
    """A demo whose parts are harmed one at a time; `heal` brings back what is missing."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.demo = Demo(home, Addresses.choose(free_port()))
        at = self.demo.addresses
        self.commands = {
            "store": (
                *("uvicorn", f"{PACKAGE}.demo.store.asgi:application"),
                *("--port", str(at.store_port), "--no-access-log"),
            ),
            "mailbox": (
                *("uvicorn", f"{PACKAGE}.demo.mailbox.asgi:application"),
                *("--port", str(at.mail_port), "--no-access-log"),
            ),
            "web": (PACKAGE, "web", "--port", str(at.app_port)),
            "worker": (PACKAGE, "worker", "--pool", "threads", "--concurrency", "4"),
            "beat": (PACKAGE, "beat"),
            "media": (PACKAGE, "media"),
        }

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.demo.start()

    def close(self) -> None:
        """Stop everything and remove what was kept."""
        self.heal()
        self.demo.stop()
        shutil.rmtree(self.demo.postgres.place, ignore_errors=True)

    @property
    def app(self) -> str:
        return self.demo.addresses.app

    def process(self, name: str) -> subprocess.Popen[bytes]:
        if name == "postgres":
            return self.demo.postgres.process
        if name == "valkey":
            return self.demo.valkey.process
        return self.demo.supervisor.children[name]

    def kill(self, name: str, how: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal that ends the process, and wait for its end."""
        process = self.process(name)
        process.send_signal(how)
        process.wait(READY_SECONDS)

    def hang(self, name: str) -> None:
        """It keeps its connections and answers nobody, until `wake`."""
        self.process(name).send_signal(signal.SIGSTOP)

    def wake(self, name: str) -> None:
        self.process(name).send_signal(signal.SIGCONT)

    def launch(self, name: str) -> None:
        """Start a process anew; `ready` tells when it can be used.

        In the main thread only: children are bound to the life of the thread that started them.
        """
        if name == "postgres":
            self.demo.postgres.start()
        elif name == "valkey":
            self.demo.valkey.start()
        else:
            self.demo.supervisor.start(name, *self.commands[name])

    def ready(self, name: str) -> None:
        """Wait until a process that was started answers."""
        at = self.demo.addresses
        urls = {
            "store": f"{at.store}/health",
            "mailbox": at.mail,
            "web": f"{at.app}/readyz",
            "media": f"http://127.0.0.1:{at.media_control_port}/healthz",
        }
        deadline = time.monotonic() + READY_SECONDS
        while name in urls and not answers(urls[name]):
            assert time.monotonic() < deadline, f"{name} did not come back"
            time.sleep(0.1)

    def heal(self) -> None:
        """Wake and start whatever a test left harmed."""
        for name in ("postgres", "valkey", *self.commands):
            if self.process(name).poll() is not None:
                self.launch(name)
                self.ready(name)
            else:
                self.wake(name)

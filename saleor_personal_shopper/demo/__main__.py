"""The whole product on one machine: embedded services, a store, and all processes of ours."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shutil
import signal
import sys
import time
from pathlib import Path

from . import installing
from .addresses import Addresses
from .embedded import NotStarted, Postgres, Valkey
from .supervisor import Failed, Supervisor

PACKAGE = "saleor_personal_shopper"


class Demo:
    """One run of the demo; its data stays in `home`."""

    def __init__(self, home: Path, addresses: Addresses) -> None:
        self.home = home
        self.addresses = addresses
        self.file = home / "demo.json"
        self.postgres = Postgres(home, durable=True)
        self.valkey = Valkey(home)

    def start(self) -> None:
        """Start everything in order. Raises Failed or NotStarted with the reason."""
        self.file.unlink(missing_ok=True)
        logs = self.home / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        say("starting PostgreSQL and Valkey")
        services = {"DATABASE_URL": self.postgres.start(), "REDIS_URL": self.valkey.start()}
        self.supervisor = Supervisor(logs, {**os.environ, **self.environment(), **services})
        say("preparing the database")
        self.supervisor.run("migrate", PACKAGE, "manage", "migrate", "--verbosity", "0")
        self._start_processes()
        say("installing the app in the demo store")
        installing.install(self.addresses)
        self.supervisor.run("seed", f"{PACKAGE}.demo.seed")
        self._write_demo_json()

    def environment(self) -> dict[str, str]:
        """What the operator of a real installation would set."""
        at = self.addresses
        return {
            "SECRET_KEY": self._secret_key(),
            "APP_API_BASE_URL": at.app,
            "APP_IFRAME_BASE_URL": at.app,
            "ALLOWED_DOMAIN_PATTERN": at.store.replace(".", r"\."),
            "SALEOR_PRIVATE_NETWORKS": "127.0.0.0/8,::1/128",
            "CALENDAR_PRIVATE_NETWORKS": "127.0.0.0/8,::1/128",
            "DEMO_FILE": str(self.file),
            "STORAGE_URL": (self.home / "files").as_uri(),
            "MEDIA_CONTROL": f"127.0.0.1:{at.media_control_port}",
            "MEDIA_WORKERS": "1",
            "MEDIA_DRAIN_SECONDS": "0",
            "MEDIA_UDP_PORT": str(at.media_udp_port),
            "MEDIA_BIND": "127.0.0.1",
            "MEDIA_CANDIDATES": at.media_candidates,
            "EMAIL_URL": f"smtp://127.0.0.1:{at.smtp_port}",
            "DEFAULT_FROM_EMAIL": "hello@maison-lumen.example",
            "DEMO_MAIL_FOLDER": str(self.home / "mail"),
            "DEMO_STORE_SNAPSHOT": str(self.home / "store.json"),
            **at.as_environment(),
        }

    def _secret_key(self) -> str:
        file = self.home / "secret_key"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(48))
        return file.read_text()

    def _start_processes(self) -> None:
        at, supervisor = self.addresses, self.supervisor
        say("starting store, storefront, dashboard, mailbox, web, worker, beat and media")
        for name, port in (
            ("store", at.store_port),
            ("storefront", at.storefront_port),
            ("dashboard_host", at.dashboard_port),
            ("mailbox", at.mail_port),
        ):
            application = f"{PACKAGE}.demo.{name}.asgi:application"
            supervisor.start(name, "uvicorn", application, "--port", str(port), "--no-access-log")
        supervisor.start("web", PACKAGE, "web", "--port", str(at.app_port))
        supervisor.start("worker", PACKAGE, "worker", "--pool", "threads", "--concurrency", "4")
        supervisor.start("beat", PACKAGE, "beat")
        supervisor.start("media", PACKAGE, "media")
        for name, url in (
            ("store", f"{at.store}/health"),
            ("storefront", at.storefront),
            ("dashboard_host", at.dashboard),
            ("mailbox", at.mail),
            ("web", f"{at.app}/readyz"),
            ("media", f"http://127.0.0.1:{at.media_control_port}/healthz"),
        ):
            supervisor.wait_for(name, url)

    def _write_demo_json(self) -> None:
        draft = self.file.with_suffix(".draft")
        draft.write_text(json.dumps(self.addresses.as_demo_json(), indent=2))
        draft.replace(self.file)

    def watch(self) -> None:
        """Return on SIGINT or SIGTERM; raises Failed when a process ends by itself."""
        asked: list[int] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda received, _: asked.append(received))
        while not asked:
            self.supervisor.check()
            time.sleep(0.3)

    def stop(self) -> None:
        """Stop what was started, the last first."""
        if hasattr(self, "supervisor"):
            self.supervisor.stop()
        for service in (self.valkey, self.postgres):
            if hasattr(service, "process"):
                service.stop()


def main(arguments: list[str] | None = None) -> int:
    """`personal-shopper demo [--port 8080] [--reset]`: serves until Ctrl-C."""
    parser = argparse.ArgumentParser("personal-shopper demo")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--reset", action="store_true", help="forget the data of earlier runs")
    options = parser.parse_args(arguments)
    home = Path.cwd() / ".demo"
    if options.reset:
        forget(home)
    home.mkdir(mode=0o700, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    demo = Demo(home, Addresses.choose(options.port))
    try:
        demo.start()
        print(demo.addresses.welcome(), flush=True)
        demo.watch()
    except (Failed, NotStarted, installing.NotInstalled) as error:
        print(f"personal-shopper demo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    finally:
        say("stopping")
        demo.stop()
    return 0


def forget(home: Path) -> None:
    """Remove the data, also where it had to live outside."""
    pointer = home / "postgres.place"
    if pointer.exists():
        shutil.rmtree(pointer.read_text(), ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)


def say(what: str) -> None:
    print(f"demo: {what} …", flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""Where the demo's parts answer: the app on 127.0.0.1, the shop's side on localhost.

Different hosts make different sites, as between a merchant's shop and this app.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Any

from .processes import free_port

CHANNEL = "default-channel"
OPEN_CAMPAIGN = "winter-styling"
"""Id of the campaign in which customers can book, in the API and in the booking page's address."""


@dataclass(frozen=True)
class Addresses:
    app_port: int
    store_port: int
    storefront_port: int
    dashboard_port: int
    media_control_port: int
    media_udp_port: int
    mail_port: int
    smtp_port: int

    @classmethod
    def choose(cls, port: int) -> Addresses:
        """The app on `port`, the others on the ports after it, or on any that are free."""
        return cls(
            app_port=port,
            store_port=free_port(port + 1),
            storefront_port=free_port(port + 2),
            dashboard_port=free_port(port + 3),
            media_control_port=free_port(port + 4),
            media_udp_port=free_udp_port(port + 5),
            mail_port=free_port(port + 6),
            smtp_port=free_port(port + 7),
        )

    @property
    def app(self) -> str:
        return f"http://127.0.0.1:{self.app_port}"

    @property
    def store(self) -> str:
        return f"http://localhost:{self.store_port}"

    @property
    def saleor_api_url(self) -> str:
        return f"{self.store}/graphql/"

    @property
    def storefront(self) -> str:
        return f"http://localhost:{self.storefront_port}"

    @property
    def dashboard(self) -> str:
        return f"http://localhost:{self.dashboard_port}"

    @property
    def mail(self) -> str:
        """The page that shows what was sent."""
        return f"http://localhost:{self.mail_port}"

    @property
    def media_candidates(self) -> str:
        return f"127.0.0.1:{self.media_udp_port}"

    def as_environment(self) -> dict[str, str]:
        """For the processes of the shop's side."""
        return {
            "DEMO_APP_URL": self.app,
            "DEMO_STORE_URL": self.store,
            "DEMO_STOREFRONT_URL": self.storefront,
            "DEMO_DASHBOARD_URL": self.dashboard,
            "DEMO_MAIL_URL": self.mail,
            "DEMO_SMTP_PORT": str(self.smtp_port),
        }

    def as_demo_json(self) -> dict[str, Any]:
        """What `GET /demo.json` answers."""
        from .store.people import STAFF

        return {
            "appUrl": self.app,
            "saleorApiUrl": self.saleor_api_url,
            "storefrontUrl": self.storefront,
            "dashboardUrl": self.dashboard,
            "mailUrl": self.mail,
            "channel": CHANNEL,
            "openCampaign": OPEN_CAMPAIGN,
            "staff": [
                {"email": person.email, "password": person.password, "role": person.role}
                for person in STAFF
            ],
            "mediaCandidates": self.media_candidates.split(","),
        }

    def welcome(self) -> str:
        """What the terminal shows once all of it runs."""
        logins = "\n".join(
            f"    {person['email']:<28} {person['password']:<12} {person['role']}"
            for person in self.as_demo_json()["staff"]
        )
        return (
            f"\nPersonal Shopper is running.\n\n"
            f"  Storefront   {self.storefront}\n"
            f"  Dashboard    {self.dashboard}\n"
            f"  Desk         {self.dashboard}/desk\n"
            f"  Sent mail    {self.mail}\n"
            f"  API          {self.app}/graphql/\n\n"
            f"  Staff logins\n{logins}\n\n"
            f"Log in to the Dashboard in one window, open the storefront in another. "
            f"Ctrl-C stops everything.\n"
        )


def free_udp_port(preferred: int) -> int:
    """`preferred` if no socket holds it on loopback, else any free UDP port."""
    for port in (preferred, 0):
        with socket.socket(type=socket.SOCK_DGRAM) as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free UDP port on loopback")

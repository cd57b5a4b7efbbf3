"""A mailer for tests: keeps what it is given, or refuses as it is told."""

from __future__ import annotations

from ..core.ports import MailDeferred, MailerUnavailable, MailRefused, OutgoingMail

sent: list[OutgoingMail] = []
refused: set[str] = set()
"""Addresses that do not exist."""
deferred: set[str] = set()
"""Addresses whose mail is to come later."""
is_down = False


def forget() -> None:
    """As before the first mail."""
    global is_down  # noqa: PLW0603
    sent.clear()
    refused.clear()
    deferred.clear()
    is_down = False


class FakeMailer:
    """Unavailable while `is_down` is set."""

    def send(self, mail: OutgoingMail) -> None:
        self.check()
        if mail.to.email in refused:
            raise MailRefused("550 5.1.1 No such user")
        if mail.to.email in deferred:
            raise MailDeferred("451 4.7.1 Come again later")
        sent.append(mail)

    def check(self) -> None:
        if is_down:
            raise MailerUnavailable("switched off")

"""A sender in a process of its own that is killed at a chosen step: `python -m …`.

Reads the number of the step from each line of standard input, has a child take steps until then,
and answers with how the child ended. A step is a line of ours or of smtplib that is about to run;
0 runs to the end, and the answer is how many there were. Database, mail server and keys come by
the environment.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Any

from saleor_personal_shopper.cli import django

WATCHED = ("core/notifications/services/send.py", "mail/smtp.py", "mail/mime.py", "smtplib.py")


class Countdown:
    """Kills the process when that many steps were taken."""

    def __init__(self, step: int) -> None:
        self.step = step
        self.taken = 0

    def __call__(self, frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.endswith(WATCHED):
            return None
        if event == "line":
            self.taken += 1
            if self.taken == self.step:
                os.kill(os.getpid(), signal.SIGKILL)
        return self


def send(step: int) -> int:
    """Send what is due; how many steps that took."""
    from saleor_personal_shopper.core.notifications.services import send_due

    countdown = Countdown(step)
    sys.settrace(countdown)
    send_due()
    sys.settrace(None)
    return countdown.taken


def in_a_child(step: int) -> str:
    """`killed`, or the number of steps."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, str(send(step)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        words = told.read()
    _, status = os.waitpid(child, 0)
    return words if os.waitstatus_to_exitcode(status) == 0 else "killed"


def main() -> None:
    django.set_up()
    for line in sys.stdin:
        print(in_a_child(int(line)), flush=True)


if __name__ == "__main__":
    main()

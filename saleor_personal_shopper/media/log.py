"""One JSON object a line on standard error; never SDP, tokens or addresses."""

import json
import sys
import time


class Log:
    """Writes what happened as ``{"at", "level", "event", …}``."""

    def __init__(self) -> None:
        self.verbose = False

    def debug(self, event: str, **fields: str | int | float) -> None:
        """Only when the log level is DEBUG."""
        if self.verbose:
            self._write("debug", event, fields)

    def info(self, event: str, **fields: str | int | float) -> None:
        """Something an operator may want to count."""
        self._write("info", event, fields)

    def error(self, event: str, **fields: str | int | float) -> None:
        """Something an operator should look into."""
        self._write("error", event, fields)

    def _write(self, level: str, event: str, fields: dict[str, str | int | float]) -> None:
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        line = json.dumps({"at": at, "level": level, "event": event, **fields})
        print(line, file=sys.stderr, flush=True)


log = Log()

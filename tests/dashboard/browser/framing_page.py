"""A page that frames ours as the Saleor Dashboard does, on an origin of its own."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SANDBOX = "allow-same-origin allow-forms allow-scripts allow-downloads allow-popups"
PAGE = """<!doctype html><title>Dashboard</title>
<iframe sandbox="%(sandbox)s" src="%(src)s" width="1000" height="700"></iframe>
<script>
const { tokens, theme, locale, appOrigin } = %(state)s;
const frame = document.querySelector("iframe");
window.asked = [];
window.answers = {};
window.say = (type, payload) => frame.contentWindow.postMessage({ type, payload }, appOrigin);
function shakeHands() {
  if (tokens.length === 0) return;
  say("handshake", { token: tokens.length > 1 ? tokens.shift() : tokens[0], version: 1 });
  say("theme", { theme });
  say("localeChanged", { locale });
  say("redirect", { path: "/dashboard/extensions/app/x/y" });
  say("somethingNew", null);
}
frame.addEventListener("load", shakeHands);
window.addEventListener("message", ({ origin, source, data }) => {
  if (source !== frame.contentWindow || origin !== appOrigin) return;
  asked.push(data);
  if (data.type === "notifyReady") shakeHands();
  say("response", { actionId: data.payload.actionId, ok: answers[data.type] ?? true });
});
</script>%(more)s"""


class FramingPage:
    """Serves one page; `origin` differs from the app's, since its port and host do."""

    def __init__(self) -> None:
        self.html = ""
        page = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Referrer-Policy", "origin-when-cross-origin")
                self.end_headers()
                self.wfile.write(page.html.encode())

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def frame(
        self,
        address: str,
        *,
        tokens: list[str],
        app_origin: str,
        theme: str = "light",
        locale: str = "en",
        more: str = "",
    ) -> None:
        """Frame an address and hand over these tokens, one a handshake, the last for ever."""
        state = {"tokens": tokens, "theme": theme, "locale": locale, "appOrigin": app_origin}
        parts = {"sandbox": SANDBOX, "src": address, "state": json.dumps(state), "more": more}
        self.html = PAGE % parts

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

"""The web process: HTTP by Django, WebSockets by Channels."""

from __future__ import annotations

import os
from typing import Any

from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

from saleor_personal_shopper.config.memory import share_one_arena

share_one_arena()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saleor_personal_shopper.config.settings")
http_application = get_asgi_application()

from django.conf import settings  # noqa: E402

from saleor_personal_shopper.config.body_limit import BodyLimit  # noqa: E402
from saleor_personal_shopper.realtime.routing import websocket_urlpatterns  # noqa: E402

# Channels' stubs do not know that path() is what they ask for.
routes: list[Any] = [*websocket_urlpatterns]
application = ProtocolTypeRouter(
    {
        "http": BodyLimit(http_application, settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
        "websocket": URLRouter(routes),
    }
)

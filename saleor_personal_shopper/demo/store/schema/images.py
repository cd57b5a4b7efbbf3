"""Images and the addresses they are served at (asgi.py)."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store.store import Store
from saleor_personal_shopper.demo.store.thumbnails import snap


class Image(graphene.ObjectType):
    url = graphene.String(required=True)
    alt = graphene.String()


def image_url(store: Store, file: str, size: int | None) -> str:
    """Return where the image is; size 0 is the original, none is Saleor's largest thumbnail."""
    if size == 0:
        return f"{store.settings.origin}/media/{file}"
    return f"{store.settings.origin}/thumbnail/{snap(size)}/{file}"


def image(store: Store, file: str, alt: str, size: int | None) -> dict[str, Any]:
    return {"url": image_url(store, file, size), "alt": alt}

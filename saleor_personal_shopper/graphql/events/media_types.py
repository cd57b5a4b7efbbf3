"""What a browser needs to send and receive media, in the schema."""

from __future__ import annotations

from typing import Self

import strawberry

from ...core.events.addresses import IceServer, whep_url
from ...core.events.models import Publication
from ...core.global_ids import GlobalType, to_global_id
from .part_types import ParticipantType


@strawberry.type(name="PersonalShopperPublication", description="What a participant sends.")
class PublicationType:
    id: strawberry.ID
    source: str = strawberry.field(description="`camera` or `screen`.")
    participant: ParticipantType
    whep_url: str = strawberry.field(description="Subscribe by POST of an SDP offer (WHEP).")

    @classmethod
    def of(cls, row: Publication) -> Self:
        return cls(
            id=strawberry.ID(to_global_id(GlobalType.PUBLICATION, row.pk)),
            source=row.source,
            participant=ParticipantType.of(row.participant),
            whep_url=whep_url(row.pk),
        )


@strawberry.type(name="PersonalShopperWhipUrl", description="Where to publish (RFC 9725).")
class WhipUrlType:
    source: str = strawberry.field(description="`camera` or `screen`.")
    url: str


@strawberry.type(name="PersonalShopperIceServer", description="RTCIceServer of WebRTC.")
class IceServerType:
    urls: list[str]
    username: str | None
    credential: str | None

    @classmethod
    def of(cls, server: IceServer) -> Self:
        return cls(
            urls=server["urls"],
            username=server.get("username"),
            credential=server.get("credential"),
        )

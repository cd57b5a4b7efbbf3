"""Pages of a list, as Relay's connection specification has them."""

from __future__ import annotations

import strawberry

MAX_PAGE = 100


@strawberry.type(name="PersonalShopperPageInfo", description="Where a page of a list stands.")
class PageInfoType:
    has_next_page: bool = strawberry.field(description="Whether more follow.")
    has_previous_page: bool = strawberry.field(description="Whether some come before.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first edge.")
    end_cursor: str | None = strawberry.field(
        description="Cursor of the last edge: pass it as `after` for the next page."
    )

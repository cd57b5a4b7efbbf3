from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .fragments import OrderFields


class OrdersUpdatedSince(BaseModel):
    app: Optional["OrdersUpdatedSinceApp"]
    orders: Optional["OrdersUpdatedSinceOrders"]


class OrdersUpdatedSinceApp(BaseModel):
    id: str


class OrdersUpdatedSinceOrders(BaseModel):
    page_info: "OrdersUpdatedSinceOrdersPageInfo" = Field(alias="pageInfo")
    edges: list["OrdersUpdatedSinceOrdersEdges"]


class OrdersUpdatedSinceOrdersPageInfo(BaseModel):
    end_cursor: Optional[str] = Field(alias="endCursor")
    has_next_page: bool = Field(alias="hasNextPage")


class OrdersUpdatedSinceOrdersEdges(BaseModel):
    node: "OrdersUpdatedSinceOrdersEdgesNode"


OrdersUpdatedSinceOrdersEdgesNode = OrderFields
OrdersUpdatedSince.model_rebuild()
OrdersUpdatedSinceOrders.model_rebuild()
OrdersUpdatedSinceOrdersEdges.model_rebuild()

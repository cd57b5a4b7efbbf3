from typing import Optional

from .base_model import BaseModel
from .fragments import OrderFields


class OrdersByCheckout(BaseModel):
    app: Optional["OrdersByCheckoutApp"]
    orders: Optional["OrdersByCheckoutOrders"]


class OrdersByCheckoutApp(BaseModel):
    id: str


class OrdersByCheckoutOrders(BaseModel):
    edges: list["OrdersByCheckoutOrdersEdges"]


class OrdersByCheckoutOrdersEdges(BaseModel):
    node: "OrdersByCheckoutOrdersEdgesNode"


OrdersByCheckoutOrdersEdgesNode = OrderFields
OrdersByCheckout.model_rebuild()
OrdersByCheckoutOrders.model_rebuild()
OrdersByCheckoutOrdersEdges.model_rebuild()

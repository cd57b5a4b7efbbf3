from typing import Optional

from .base_model import BaseModel
from .fragments import OrderFields


class Order(BaseModel):
    app: Optional["OrderApp"]
    order: Optional["OrderOrder"]


class OrderApp(BaseModel):
    id: str


OrderOrder = OrderFields
Order.model_rebuild()

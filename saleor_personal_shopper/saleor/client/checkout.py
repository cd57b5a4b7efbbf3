from typing import Optional

from .base_model import BaseModel
from .fragments import CheckoutFields


class Checkout(BaseModel):
    app: Optional["CheckoutApp"]
    checkout: Optional["CheckoutCheckout"]


class CheckoutApp(BaseModel):
    id: str


CheckoutCheckout = CheckoutFields
Checkout.model_rebuild()

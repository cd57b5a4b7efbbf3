from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .fragments import CheckoutErrorFields


class CheckoutLinesUpdate(BaseModel):
    checkout_lines_update: Optional["CheckoutLinesUpdateCheckoutLinesUpdate"] = Field(
        alias="checkoutLinesUpdate"
    )


class CheckoutLinesUpdateCheckoutLinesUpdate(BaseModel):
    errors: list["CheckoutLinesUpdateCheckoutLinesUpdateErrors"]


CheckoutLinesUpdateCheckoutLinesUpdateErrors = CheckoutErrorFields
CheckoutLinesUpdate.model_rebuild()
CheckoutLinesUpdateCheckoutLinesUpdate.model_rebuild()

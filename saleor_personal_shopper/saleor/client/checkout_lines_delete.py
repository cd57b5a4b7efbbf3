from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .fragments import CheckoutErrorFields


class CheckoutLinesDelete(BaseModel):
    checkout_lines_delete: Optional["CheckoutLinesDeleteCheckoutLinesDelete"] = Field(
        alias="checkoutLinesDelete"
    )


class CheckoutLinesDeleteCheckoutLinesDelete(BaseModel):
    errors: list["CheckoutLinesDeleteCheckoutLinesDeleteErrors"]


CheckoutLinesDeleteCheckoutLinesDeleteErrors = CheckoutErrorFields
CheckoutLinesDelete.model_rebuild()
CheckoutLinesDeleteCheckoutLinesDelete.model_rebuild()

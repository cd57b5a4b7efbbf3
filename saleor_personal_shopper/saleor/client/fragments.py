from datetime import datetime
from typing import Annotated, Literal, Optional, Union

from pydantic import Field

from .base_model import BaseModel


class CheckoutErrorFields(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: str
    variants: Optional[list[str]]


class MoneyFields(BaseModel):
    amount: float
    currency: str


class CheckoutFields(BaseModel):
    id: str
    updated_at: datetime = Field(alias="updatedAt")
    channel: "CheckoutFieldsChannel"
    lines: list["CheckoutFieldsLines"]
    total_price: "CheckoutFieldsTotalPrice" = Field(alias="totalPrice")
    problems: Optional[
        list[
            Annotated[
                Union[
                    "CheckoutFieldsProblemsCheckoutProblemDeliveryMethodStale",
                    "CheckoutFieldsProblemsCheckoutProblemDeliveryMethodInvalid",
                    "CheckoutFieldsProblemsCheckoutLineProblemInsufficientStock",
                    "CheckoutFieldsProblemsCheckoutLineProblemVariantNotAvailable",
                ],
                Field(discriminator="typename__"),
            ]
        ]
    ]


class CheckoutFieldsChannel(BaseModel):
    slug: str


class CheckoutFieldsLines(BaseModel):
    id: str
    quantity: int
    unit_price: "CheckoutFieldsLinesUnitPrice" = Field(alias="unitPrice")
    total_price: "CheckoutFieldsLinesTotalPrice" = Field(alias="totalPrice")
    variant: "CheckoutFieldsLinesVariant"


class CheckoutFieldsLinesUnitPrice(BaseModel):
    gross: "CheckoutFieldsLinesUnitPriceGross"


class CheckoutFieldsLinesUnitPriceGross(MoneyFields):
    pass


class CheckoutFieldsLinesTotalPrice(BaseModel):
    gross: "CheckoutFieldsLinesTotalPriceGross"


class CheckoutFieldsLinesTotalPriceGross(MoneyFields):
    pass


class CheckoutFieldsLinesVariant(BaseModel):
    id: str
    name: str
    product: "CheckoutFieldsLinesVariantProduct"


class CheckoutFieldsLinesVariantProduct(BaseModel):
    id: str
    name: str
    thumbnail: Optional["CheckoutFieldsLinesVariantProductThumbnail"]


class CheckoutFieldsLinesVariantProductThumbnail(BaseModel):
    url: str


class CheckoutFieldsTotalPrice(BaseModel):
    gross: "CheckoutFieldsTotalPriceGross"


class CheckoutFieldsTotalPriceGross(MoneyFields):
    pass


class CheckoutFieldsProblemsCheckoutProblemDeliveryMethodStale(BaseModel):
    typename__: Literal["CheckoutProblemDeliveryMethodStale"] = Field(
        alias="__typename"
    )


class CheckoutFieldsProblemsCheckoutProblemDeliveryMethodInvalid(BaseModel):
    typename__: Literal["CheckoutProblemDeliveryMethodInvalid"] = Field(
        alias="__typename"
    )


class CheckoutFieldsProblemsCheckoutLineProblemInsufficientStock(BaseModel):
    typename__: Literal["CheckoutLineProblemInsufficientStock"] = Field(
        alias="__typename"
    )
    available_quantity: Optional[int] = Field(alias="availableQuantity")
    line: "CheckoutFieldsProblemsCheckoutLineProblemInsufficientStockLine"


class CheckoutFieldsProblemsCheckoutLineProblemInsufficientStockLine(BaseModel):
    id: str
    variant: "CheckoutFieldsProblemsCheckoutLineProblemInsufficientStockLineVariant"


class CheckoutFieldsProblemsCheckoutLineProblemInsufficientStockLineVariant(BaseModel):
    id: str


class CheckoutFieldsProblemsCheckoutLineProblemVariantNotAvailable(BaseModel):
    typename__: Literal["CheckoutLineProblemVariantNotAvailable"] = Field(
        alias="__typename"
    )
    line: "CheckoutFieldsProblemsCheckoutLineProblemVariantNotAvailableLine"


class CheckoutFieldsProblemsCheckoutLineProblemVariantNotAvailableLine(BaseModel):
    id: str
    variant: "CheckoutFieldsProblemsCheckoutLineProblemVariantNotAvailableLineVariant"


class CheckoutFieldsProblemsCheckoutLineProblemVariantNotAvailableLineVariant(
    BaseModel
):
    id: str


class FailedDeliveries(BaseModel):
    edges: list["FailedDeliveriesEdges"]


class FailedDeliveriesEdges(BaseModel):
    node: "FailedDeliveriesEdgesNode"


class FailedDeliveriesEdgesNode(BaseModel):
    id: str
    created_at: datetime = Field(alias="createdAt")
    attempts: Optional["FailedDeliveriesEdgesNodeAttempts"]


class FailedDeliveriesEdgesNodeAttempts(BaseModel):
    edges: list["FailedDeliveriesEdgesNodeAttemptsEdges"]


class FailedDeliveriesEdgesNodeAttemptsEdges(BaseModel):
    node: "FailedDeliveriesEdgesNodeAttemptsEdgesNode"


class FailedDeliveriesEdgesNodeAttemptsEdgesNode(BaseModel):
    response_status_code: Optional[int] = Field(alias="responseStatusCode")


class OrderFields(BaseModel):
    id: str
    number: str
    checkout_id: Optional[str] = Field(alias="checkoutId")
    status: str
    is_paid: bool = Field(alias="isPaid")
    created: datetime
    updated_at: datetime = Field(alias="updatedAt")
    channel: "OrderFieldsChannel"
    user: Optional["OrderFieldsUser"]
    user_email: Optional[str] = Field(alias="userEmail")
    private_metafield: Optional[str] = Field(alias="privateMetafield")
    total: "OrderFieldsTotal"
    total_charged: "OrderFieldsTotalCharged" = Field(alias="totalCharged")
    total_refunded: "OrderFieldsTotalRefunded" = Field(alias="totalRefunded")
    lines: list["OrderFieldsLines"]
    fulfillments: list["OrderFieldsFulfillments"]
    granted_refunds: list["OrderFieldsGrantedRefunds"] = Field(alias="grantedRefunds")


class OrderFieldsChannel(BaseModel):
    slug: str


class OrderFieldsUser(BaseModel):
    id: str


class OrderFieldsTotal(BaseModel):
    gross: "OrderFieldsTotalGross"


class OrderFieldsTotalGross(MoneyFields):
    pass


class OrderFieldsTotalCharged(MoneyFields):
    pass


class OrderFieldsTotalRefunded(MoneyFields):
    pass


class OrderFieldsLines(BaseModel):
    id: str
    quantity: int
    product_name: str = Field(alias="productName")
    product_variant_id: Optional[str] = Field(alias="productVariantId")
    private_metafield: Optional[str] = Field(alias="privateMetafield")
    unit_price: "OrderFieldsLinesUnitPrice" = Field(alias="unitPrice")
    variant: Optional["OrderFieldsLinesVariant"]


class OrderFieldsLinesUnitPrice(BaseModel):
    gross: "OrderFieldsLinesUnitPriceGross"


class OrderFieldsLinesUnitPriceGross(MoneyFields):
    pass


class OrderFieldsLinesVariant(BaseModel):
    product: "OrderFieldsLinesVariantProduct"


class OrderFieldsLinesVariantProduct(BaseModel):
    id: str


class OrderFieldsFulfillments(BaseModel):
    status: str
    lines: Optional[list["OrderFieldsFulfillmentsLines"]]


class OrderFieldsFulfillmentsLines(BaseModel):
    quantity: int
    order_line: Optional["OrderFieldsFulfillmentsLinesOrderLine"] = Field(
        alias="orderLine"
    )


class OrderFieldsFulfillmentsLinesOrderLine(BaseModel):
    id: str


class OrderFieldsGrantedRefunds(BaseModel):
    status: str
    lines: Optional[list["OrderFieldsGrantedRefundsLines"]]


class OrderFieldsGrantedRefundsLines(BaseModel):
    quantity: int
    order_line: "OrderFieldsGrantedRefundsLinesOrderLine" = Field(alias="orderLine")


class OrderFieldsGrantedRefundsLinesOrderLine(BaseModel):
    id: str


class ProductCardFields(BaseModel):
    id: str
    name: str
    slug: str
    thumbnail: Optional["ProductCardFieldsThumbnail"]
    pricing: Optional["ProductCardFieldsPricing"]


class ProductCardFieldsThumbnail(BaseModel):
    url: str


class ProductCardFieldsPricing(BaseModel):
    price_range: Optional["ProductCardFieldsPricingPriceRange"] = Field(
        alias="priceRange"
    )


class ProductCardFieldsPricingPriceRange(BaseModel):
    start: Optional["ProductCardFieldsPricingPriceRangeStart"]
    stop: Optional["ProductCardFieldsPricingPriceRangeStop"]


class ProductCardFieldsPricingPriceRangeStart(BaseModel):
    gross: "ProductCardFieldsPricingPriceRangeStartGross"


class ProductCardFieldsPricingPriceRangeStartGross(MoneyFields):
    pass


class ProductCardFieldsPricingPriceRangeStop(BaseModel):
    gross: "ProductCardFieldsPricingPriceRangeStopGross"


class ProductCardFieldsPricingPriceRangeStopGross(MoneyFields):
    pass


class StaffFields(BaseModel):
    id: str
    email: str
    first_name: str = Field(alias="firstName")
    last_name: str = Field(alias="lastName")
    is_active: bool = Field(alias="isActive")
    is_staff: bool = Field(alias="isStaff")
    avatar: Optional["StaffFieldsAvatar"]
    user_permissions: Optional[list["StaffFieldsUserPermissions"]] = Field(
        alias="userPermissions"
    )
    permission_groups: Optional[list["StaffFieldsPermissionGroups"]] = Field(
        alias="permissionGroups"
    )


class StaffFieldsAvatar(BaseModel):
    url: str


class StaffFieldsUserPermissions(BaseModel):
    code: str


class StaffFieldsPermissionGroups(BaseModel):
    id: str


class VariantFields(BaseModel):
    id: str
    name: str
    sku: Optional[str]
    quantity_available: Optional[int] = Field(alias="quantityAvailable")
    quantity_limit_per_customer: Optional[int] = Field(alias="quantityLimitPerCustomer")
    attributes: list["VariantFieldsAttributes"]
    media: Optional[list["VariantFieldsMedia"]]
    pricing: Optional["VariantFieldsPricing"]


class VariantFieldsAttributes(BaseModel):
    attribute: "VariantFieldsAttributesAttribute"
    values: list["VariantFieldsAttributesValues"]


class VariantFieldsAttributesAttribute(BaseModel):
    name: str


class VariantFieldsAttributesValues(BaseModel):
    name: Optional[str]


class VariantFieldsMedia(BaseModel):
    type_: str = Field(alias="type")
    url: str


class VariantFieldsPricing(BaseModel):
    price: Optional["VariantFieldsPricingPrice"]
    price_undiscounted: Optional["VariantFieldsPricingPriceUndiscounted"] = Field(
        alias="priceUndiscounted"
    )


class VariantFieldsPricingPrice(BaseModel):
    gross: "VariantFieldsPricingPriceGross"


class VariantFieldsPricingPriceGross(MoneyFields):
    pass


class VariantFieldsPricingPriceUndiscounted(BaseModel):
    gross: "VariantFieldsPricingPriceUndiscountedGross"


class VariantFieldsPricingPriceUndiscountedGross(MoneyFields):
    pass


CheckoutErrorFields.model_rebuild()
MoneyFields.model_rebuild()
CheckoutFields.model_rebuild()
FailedDeliveries.model_rebuild()
OrderFields.model_rebuild()
ProductCardFields.model_rebuild()
StaffFields.model_rebuild()
VariantFields.model_rebuild()

"""The rows of the demo store. They refer to each other by key, so a snapshot is plain JSON."""

from saleor_personal_shopper.demo.store.records.apps import (
    App,
    AppExtension,
    AppInstallation,
    AppProblem,
    Webhook,
)
from saleor_personal_shopper.demo.store.records.base import (
    QUANTITY_LIMIT,
    SALEOR_VERSION,
    SCHEMA_VERSION,
    WithMetadata,
    new_uuid,
    now,
)
from saleor_personal_shopper.demo.store.records.catalogue import (
    Attribute,
    AttributeValue,
    Category,
    Channel,
    Collection,
    Listing,
    Media,
    Product,
    ProductType,
    ShippingMethod,
    Variant,
)
from saleor_personal_shopper.demo.store.records.people import Address, Group, User
from saleor_personal_shopper.demo.store.records.sales import (
    Checkout,
    CheckoutLine,
    Delivery,
    Fulfillment,
    FulfillmentLine,
    Order,
    OrderLine,
)
from saleor_personal_shopper.demo.store.records.state import State

__all__ = [
    "QUANTITY_LIMIT",
    "SALEOR_VERSION",
    "SCHEMA_VERSION",
    "Address",
    "App",
    "AppExtension",
    "AppInstallation",
    "AppProblem",
    "Attribute",
    "AttributeValue",
    "Category",
    "Channel",
    "Checkout",
    "CheckoutLine",
    "Collection",
    "Delivery",
    "Fulfillment",
    "FulfillmentLine",
    "Group",
    "Listing",
    "Media",
    "Order",
    "OrderLine",
    "Product",
    "ProductType",
    "ShippingMethod",
    "State",
    "User",
    "Variant",
    "Webhook",
    "WithMetadata",
    "new_uuid",
    "now",
]

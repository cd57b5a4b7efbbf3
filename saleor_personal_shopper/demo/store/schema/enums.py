"""Saleor's enums; the two long lists (languages, countries) hold what the demo serves."""

from __future__ import annotations

import graphene

from saleor_personal_shopper.demo.store.events import EVENT_TYPES
from saleor_personal_shopper.demo.store.permissions import PERMISSION_NAMES

COUNTRY_NAMES = {
    "AD": "Andorra",
    "AR": "Argentina",
    "AT": "Austria",
    "AU": "Australia",
    "BE": "Belgium",
    "BR": "Brazil",
    "CA": "Canada",
    "CH": "Switzerland",
    "CL": "Chile",
    "CO": "Colombia",
    "DE": "Germany",
    "DK": "Denmark",
    "ES": "Spain",
    "FI": "Finland",
    "FR": "France",
    "GB": "United Kingdom",
    "IE": "Ireland",
    "IT": "Italy",
    "JP": "Japan",
    "LU": "Luxembourg",
    "MX": "Mexico",
    "NL": "Netherlands",
    "NO": "Norway",
    "PL": "Poland",
    "PT": "Portugal",
    "SE": "Sweden",
    "US": "United States of America",
}


def _enum(name: str, values: str) -> type[graphene.Enum]:
    enum: type[graphene.Enum] = graphene.Enum(name, [(each, each) for each in values.split()])
    return enum


CountryCode = _enum("CountryCode", " ".join(COUNTRY_NAMES))
LanguageCodeEnum = _enum("LanguageCodeEnum", "CA DE EN EN_GB EN_US ES ES_ES FR IT PT PT_BR PT_PT")
PermissionEnum = _enum("PermissionEnum", " ".join(PERMISSION_NAMES))
AccountErrorCode = _enum(
    "AccountErrorCode",
    "GRAPHQL_ERROR INACTIVE INVALID INVALID_CREDENTIALS NOT_FOUND REQUIRED UNIQUE "
    "DELETE_OWN_ACCOUNT DELETE_NON_STAFF_USER DELETE_STAFF_ACCOUNT DEACTIVATE_OWN_ACCOUNT "
    "JWT_SIGNATURE_EXPIRED JWT_INVALID_TOKEN JWT_DECODE_ERROR JWT_MISSING_TOKEN "
    "OUT_OF_SCOPE_USER OUT_OF_SCOPE_GROUP",
)
PermissionGroupErrorCode = _enum(
    "PermissionGroupErrorCode", "REQUIRED UNIQUE ASSIGN_NON_STAFF_MEMBER DUPLICATED_INPUT_ITEM"
)
StaffMemberStatus = _enum("StaffMemberStatus", "ACTIVE DEACTIVATED")
AppErrorCode = _enum(
    "AppErrorCode",
    "FORBIDDEN GRAPHQL_ERROR INVALID INVALID_STATUS INVALID_PERMISSION INVALID_URL_FORMAT "
    "INVALID_MANIFEST_FORMAT INVALID_CUSTOM_HEADERS MANIFEST_URL_CANT_CONNECT NOT_FOUND REQUIRED "
    "UNIQUE OUT_OF_SCOPE_APP OUT_OF_SCOPE_PERMISSION UNSUPPORTED_SALEOR_VERSION",
)
AppTypeEnum = _enum("AppTypeEnum", "LOCAL THIRDPARTY")
AppProblemCreateErrorCode = _enum(
    "AppProblemCreateErrorCode", "GRAPHQL_ERROR INVALID REQUIRED NOT_FOUND"
)
AppProblemDismissErrorCode = _enum(
    "AppProblemDismissErrorCode", "GRAPHQL_ERROR INVALID REQUIRED NOT_FOUND OUT_OF_SCOPE_APP"
)
JobStatusEnum = _enum("JobStatusEnum", "PENDING SUCCESS FAILED DELETED")
WebhookErrorCode = _enum(
    "WebhookErrorCode",
    "GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED UNIQUE SYNTAX MISSING_SUBSCRIPTION UNABLE_TO_PARSE "
    "MISSING_EVENT INVALID_CUSTOM_HEADERS",
)
WebhookEventTypeAsyncEnum = _enum("WebhookEventTypeAsyncEnum", " ".join(EVENT_TYPES))
WebhookEventTypeEnum = _enum("WebhookEventTypeEnum", " ".join(EVENT_TYPES))
EventDeliveryStatusEnum = _enum("EventDeliveryStatusEnum", "PENDING SUCCESS FAILED")
EventDeliverySortField = _enum("EventDeliverySortField", "CREATED_AT")
EventDeliveryAttemptSortField = _enum("EventDeliveryAttemptSortField", "CREATED_AT")
AppProblemDismissedByEnum = _enum("AppProblemDismissedByEnum", "APP USER")
CheckoutErrorCode = _enum(
    "CheckoutErrorCode",
    "BILLING_ADDRESS_NOT_SET CHECKOUT_NOT_FULLY_PAID GRAPHQL_ERROR "
    "PRODUCT_UNAVAILABLE_FOR_PURCHASE INSUFFICIENT_STOCK INVALID INVALID_SHIPPING_METHOD "
    "NOT_FOUND QUANTITY_GREATER_THAN_LIMIT REQUIRED SHIPPING_ADDRESS_NOT_SET "
    "DELIVERY_METHOD_NOT_APPLICABLE SHIPPING_METHOD_NOT_SET UNIQUE ZERO_QUANTITY "
    "MISSING_CHANNEL_SLUG UNAVAILABLE_VARIANT_IN_CHANNEL EMAIL_NOT_SET NO_LINES "
    "PRICE_OVERRIDE_REASON_WITHOUT_OVERRIDE",
)
PaymentErrorCode = _enum(
    "PaymentErrorCode",
    "BILLING_ADDRESS_NOT_SET GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED NOT_SUPPORTED_GATEWAY "
    "CHECKOUT_EMAIL_NOT_SET NO_CHECKOUT_LINES PARTIAL_PAYMENT_NOT_ALLOWED "
    "SHIPPING_ADDRESS_NOT_SET SHIPPING_METHOD_NOT_SET INVALID_SHIPPING_METHOD",
)
DeliveryOptionsCalculateErrorCode = _enum(
    "DeliveryOptionsCalculateErrorCode", "GRAPHQL_ERROR NOT_FOUND INVALID"
)
MetadataErrorCode = _enum(
    "MetadataErrorCode", "GRAPHQL_ERROR INVALID NOT_FOUND REQUIRED NOT_UPDATED"
)
OrderErrorCode = _enum(
    "OrderErrorCode",
    "CANNOT_CANCEL_ORDER CANNOT_REFUND GRAPHQL_ERROR INVALID INVALID_QUANTITY "
    "NOT_FOUND PAYMENT_ERROR REQUIRED",
)
CheckoutAuthorizeStatusEnum = _enum("CheckoutAuthorizeStatusEnum", "NONE PARTIAL FULL")
CheckoutChargeStatusEnum = _enum("CheckoutChargeStatusEnum", "NONE PARTIAL FULL OVERCHARGED")
OrderAuthorizeStatusEnum = _enum("OrderAuthorizeStatusEnum", "NONE PARTIAL FULL")
OrderChargeStatusEnum = _enum("OrderChargeStatusEnum", "NONE PARTIAL FULL OVERCHARGED")
PaymentChargeStatusEnum = _enum(
    "PaymentChargeStatusEnum",
    "NOT_CHARGED PENDING PARTIALLY_CHARGED FULLY_CHARGED PARTIALLY_REFUNDED FULLY_REFUNDED "
    "REFUSED CANCELLED",
)
OrderStatus = _enum(
    "OrderStatus",
    "DRAFT UNCONFIRMED UNFULFILLED PARTIALLY_FULFILLED PARTIALLY_RETURNED RETURNED FULFILLED "
    "CANCELED EXPIRED",
)
MarkAsPaidStrategyEnum = _enum("MarkAsPaidStrategyEnum", "TRANSACTION_FLOW PAYMENT_FLOW")
OrderGrantedRefundStatusEnum = _enum("OrderGrantedRefundStatusEnum", "NONE PENDING SUCCESS FAILURE")
OrderOriginEnum = _enum("OrderOriginEnum", "CHECKOUT DRAFT REISSUE BULK_CREATE")
OrderSortField = _enum("OrderSortField", "NUMBER CREATED_AT LAST_MODIFIED_AT")
OrderDirection = _enum("OrderDirection", "ASC DESC")
FulfillmentStatus = _enum(
    "FulfillmentStatus",
    "FULFILLED REFUNDED RETURNED REPLACED REFUNDED_AND_RETURNED CANCELED WAITING_FOR_APPROVAL",
)
ThumbnailFormatEnum = _enum("ThumbnailFormatEnum", "ORIGINAL AVIF WEBP")
ProductMediaType = _enum("ProductMediaType", "IMAGE VIDEO")
ProductOrderField = _enum(
    "ProductOrderField",
    "NAME RANK PRICE MINIMAL_PRICE DATE LAST_MODIFIED_AT COLLECTION RATING CREATED_AT",
)
CollectionSortField = _enum("CollectionSortField", "NAME PRODUCT_COUNT")
StockAvailability = _enum("StockAvailability", "IN_STOCK OUT_OF_STOCK")
VariantAttributeScope = _enum(
    "VariantAttributeScope", "ALL VARIANT_SELECTION NOT_VARIANT_SELECTION"
)
AttributeInputTypeEnum = _enum("AttributeInputTypeEnum", "DROPDOWN SWATCH")
ShippingMethodTypeEnum = _enum("ShippingMethodTypeEnum", "PRICE WEIGHT")
UserSortField = _enum("UserSortField", "FIRST_NAME LAST_NAME EMAIL")
AddressTypeEnum = _enum("AddressTypeEnum", "BILLING SHIPPING")

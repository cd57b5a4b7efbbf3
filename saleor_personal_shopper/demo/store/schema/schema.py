"""The whole schema."""

from __future__ import annotations

import graphene

from saleor_personal_shopper.demo.store.schema.account_queries import AccountQueries
from saleor_personal_shopper.demo.store.schema.app import AppQueries
from saleor_personal_shopper.demo.store.schema.channel import ChannelQueries
from saleor_personal_shopper.demo.store.schema.checkout import CheckoutQueries
from saleor_personal_shopper.demo.store.schema.event import EVENT_GRAPHQL_TYPES, Subscription
from saleor_personal_shopper.demo.store.schema.mutations import (
    app,
    checkout,
    checkout_lines,
    customer,
    metadata,
    order,
    problem,
    staff,
    token,
    webhook,
)
from saleor_personal_shopper.demo.store.schema.order_queries import OrderQueries
from saleor_personal_shopper.demo.store.schema.product_queries import ProductQueries
from saleor_personal_shopper.demo.store.schema.shop import ShopQueries
from saleor_personal_shopper.demo.store.schema.webhook import WebhookQueries


class Query(
    AccountQueries,
    AppQueries,
    ChannelQueries,
    CheckoutQueries,
    OrderQueries,
    ProductQueries,
    ShopQueries,
    WebhookQueries,
):
    """Saleor's queries, as far as the demo serves them."""


class Mutation(graphene.ObjectType):
    """Saleor's mutations, as far as the demo serves them."""

    token_create = token.CreateToken.Field()
    token_refresh = token.RefreshToken.Field()
    token_verify = token.VerifyToken.Field()
    tokens_deactivate_all = token.DeactivateAllUserTokens.Field()

    staff_create = staff.StaffCreate.Field()
    staff_update = staff.StaffUpdate.Field()
    staff_delete = staff.StaffDelete.Field()
    customer_create = customer.CustomerCreate.Field()
    customer_delete = customer.CustomerDelete.Field()
    permission_group_create = staff.PermissionGroupCreate.Field()
    permission_group_update = staff.PermissionGroupUpdate.Field()
    permission_group_delete = staff.PermissionGroupDelete.Field()

    app_fetch_manifest = app.AppFetchManifest.Field()
    app_install = app.AppInstall.Field()
    app_retry_install = app.AppRetryInstall.Field()
    app_delete_failed_installation = app.AppDeleteFailedInstallation.Field()
    app_update = app.AppUpdate.Field()
    app_delete = app.AppDelete.Field()
    app_activate = app.AppActivate.Field()
    app_deactivate = app.AppDeactivate.Field()
    app_problem_create = problem.AppProblemCreate.Field()
    app_problem_dismiss = problem.AppProblemDismiss.Field()
    webhook_create = webhook.WebhookCreate.Field()
    webhook_update = webhook.WebhookUpdate.Field()
    webhook_delete = webhook.WebhookDelete.Field()

    checkout_create = checkout_lines.CheckoutCreate.Field()
    checkout_lines_add = checkout_lines.CheckoutLinesAdd.Field()
    checkout_lines_update = checkout_lines.CheckoutLinesUpdate.Field()
    checkout_lines_delete = checkout_lines.CheckoutLinesDelete.Field()
    checkout_email_update = checkout.CheckoutEmailUpdate.Field()
    checkout_customer_attach = checkout.CheckoutCustomerAttach.Field()
    checkout_customer_note_update = checkout.CheckoutCustomerNoteUpdate.Field()
    checkout_shipping_address_update = checkout.CheckoutShippingAddressUpdate.Field()
    checkout_billing_address_update = checkout.CheckoutBillingAddressUpdate.Field()
    delivery_options_calculate = checkout.DeliveryOptionsCalculate.Field()
    checkout_delivery_method_update = checkout.CheckoutDeliveryMethodUpdate.Field()
    checkout_payment_create = checkout.CheckoutPaymentCreate.Field()
    checkout_complete = checkout.CheckoutComplete.Field()

    update_metadata = metadata.UpdateMetadata.Field()
    update_private_metadata = metadata.UpdatePrivateMetadata.Field()
    delete_metadata = metadata.DeleteMetadata.Field()
    delete_private_metadata = metadata.DeletePrivateMetadata.Field()

    order_cancel = order.OrderCancel.Field()
    order_mark_as_paid = order.OrderMarkAsPaid.Field()
    order_refund = order.OrderRefund.Field()
    order_fulfillment_refund_products = order.FulfillmentRefundProducts.Field()


schema = graphene.Schema(
    query=Query, mutation=Mutation, subscription=Subscription, types=EVENT_GRAPHQL_TYPES
)

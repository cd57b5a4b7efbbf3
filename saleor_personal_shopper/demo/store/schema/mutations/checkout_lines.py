"""checkoutCreate and the mutations of lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.checkouts.delivery import check_address
from saleor_personal_shopper.demo.store.checkouts.lines import (
    LineInput,
    add_lines,
    delete_lines,
    update_lines,
)
from saleor_personal_shopper.demo.store.errors import permission_denied, refuse
from saleor_personal_shopper.demo.store.global_ids import pk_of
from saleor_personal_shopper.demo.store.schema.account import AddressInput, address_of
from saleor_personal_shopper.demo.store.schema.checkout import Checkout
from saleor_personal_shopper.demo.store.schema.context import StoreContext
from saleor_personal_shopper.demo.store.schema.enums import (
    AddressTypeEnum,
    CheckoutErrorCode,
    LanguageCodeEnum,
)
from saleor_personal_shopper.demo.store.schema.fields import input_list, non_null_list
from saleor_personal_shopper.demo.store.schema.mutations.base import (
    StoreMutation,
    error_type,
    errors_field,
)
from saleor_personal_shopper.demo.store.schema.nodes import MetadataInput, as_dict, find
from saleor_personal_shopper.demo.store.schema.scalars import PositiveDecimal

CheckoutError = error_type(
    "CheckoutError",
    CheckoutErrorCode,
    variants=non_null_list(graphene.ID),
    lines=non_null_list(graphene.ID),
    address_type=graphene.Field(AddressTypeEnum),
)


class CheckoutLineInput(graphene.InputObjectType):
    quantity = graphene.Int(required=True)
    variant_id = graphene.ID(required=True)
    price = PositiveDecimal()
    price_override_reason = graphene.String()
    force_new_line = graphene.Boolean(default_value=False)
    metadata = input_list(MetadataInput)


class CheckoutLineUpdateInput(graphene.InputObjectType):
    variant_id = graphene.ID()
    quantity = graphene.Int()
    price = PositiveDecimal()
    price_override_reason = graphene.String()
    line_id = graphene.ID()
    metadata = input_list(MetadataInput)


class CheckoutCreateInput(graphene.InputObjectType):
    channel = graphene.String()
    lines = input_list(CheckoutLineInput, required=True)
    email = graphene.String()
    shipping_address = graphene.InputField(AddressInput)
    billing_address = graphene.InputField(AddressInput)
    language_code = LanguageCodeEnum()
    metadata = input_list(MetadataInput)
    private_metadata = input_list(MetadataInput)


class CheckoutMutation(StoreMutation):
    """A mutation of one checkout, found by id (or by its token, as older storefronts do)."""

    class Meta:
        abstract = True

    @classmethod
    def find_checkout(
        cls, context: StoreContext, id: str | None, token: Any = None
    ) -> records.Checkout:
        if token is not None and id is None:
            found = context.state.checkouts.get(str(token))
            if found is None:
                message = f"Couldn't resolve to a node: {token}."
                raise refuse("NOT_FOUND", message, field="token")
            return found
        checkout: records.Checkout = find(context.state.checkouts, id or "", "Checkout")
        return checkout


class CheckoutCreate(StoreMutation):
    class Arguments:
        input = CheckoutCreateInput(required=True)

    created = graphene.Boolean()
    checkout = graphene.Field(Checkout)
    errors = errors_field(CheckoutError)

    @classmethod
    async def perform(cls, context: StoreContext, input: Any) -> CheckoutCreate:
        checkout = _new_checkout(context, input)
        wanted = _line_inputs(context, input["lines"])
        await add_lines(
            context.state, checkout, wanted, write_seconds=context.store.settings.write_seconds
        )
        context.state.checkouts[checkout.pk] = checkout
        context.store.announce("CHECKOUT_CREATED", checkout, context.requestor)
        return cls(created=True, checkout=checkout)


class CheckoutLinesAdd(CheckoutMutation):
    class Arguments:
        id = graphene.ID()
        token = graphene.UUID()
        lines = input_list(CheckoutLineInput, required=True)

    checkout = graphene.Field(Checkout)
    errors = errors_field(CheckoutError)

    @classmethod
    async def perform(
        cls, context: StoreContext, lines: Any, id: str | None = None, token: Any = None
    ) -> CheckoutLinesAdd:
        wanted = _line_inputs(context, lines)
        checkout = cls.find_checkout(context, id, token)
        await add_lines(
            context.state, checkout, wanted, write_seconds=context.store.settings.write_seconds
        )
        context.store.announce("CHECKOUT_UPDATED", checkout, context.requestor)
        return cls(checkout=checkout)


class CheckoutLinesUpdate(CheckoutMutation):
    class Arguments:
        id = graphene.ID()
        token = graphene.UUID()
        lines = input_list(CheckoutLineUpdateInput, required=True)

    checkout = graphene.Field(Checkout)
    errors = errors_field(CheckoutError)

    @classmethod
    async def perform(
        cls, context: StoreContext, lines: Any, id: str | None = None, token: Any = None
    ) -> CheckoutLinesUpdate:
        wanted = _line_inputs(context, lines)
        checkout = cls.find_checkout(context, id, token)
        await update_lines(
            context.state, checkout, wanted, write_seconds=context.store.settings.write_seconds
        )
        context.store.announce("CHECKOUT_UPDATED", checkout, context.requestor)
        return cls(checkout=checkout)


class CheckoutLinesDelete(CheckoutMutation):
    class Arguments:
        id = graphene.ID()
        token = graphene.UUID()
        lines_ids = input_list(graphene.ID, required=True)

    checkout = graphene.Field(Checkout)
    errors = errors_field(CheckoutError)

    @classmethod
    def perform(
        cls, context: StoreContext, lines_ids: list[str], id: str | None = None, token: Any = None
    ) -> CheckoutLinesDelete:
        checkout = cls.find_checkout(context, id, token)
        delete_lines(checkout, [_line_pk(each) for each in lines_ids])
        context.store.announce("CHECKOUT_UPDATED", checkout, context.requestor)
        return cls(checkout=checkout)


def _new_checkout(context: StoreContext, given: Any) -> records.Checkout:
    channel = _channel(context, given.get("channel"))
    if given.get("private_metadata"):
        context.requestor.require("HANDLE_CHECKOUTS", "MANAGE_CHECKOUTS")
    moment = records.now()
    user = context.requestor.user
    checkout = records.Checkout(
        pk=records.new_uuid(),
        channel_pk=channel.pk,
        created=moment,
        last_change=moment,
        email=given.get("email") or (user.email if user else None),
        user_pk=user.pk if user else None,
        metadata=as_dict(given.get("metadata")),
        private_metadata=as_dict(given.get("private_metadata")),
    )
    if given.get("language_code"):
        checkout.language_code = given["language_code"].value
    for name in ("shipping_address", "billing_address"):
        if given.get(name):
            address = address_of(context.state, given[name])
            check_address(address)
            setattr(checkout, name, address)
    return checkout


def _channel(context: StoreContext, slug: str | None) -> records.Channel:
    if slug is None:
        message = "You need to provide channel slug or ID."
        raise refuse("MISSING_CHANNEL_SLUG", message, field="channel")
    channel = context.state.channel_by_slug(slug)
    if channel is None:
        raise refuse("NOT_FOUND", f"Channel with '{slug}' slug does not exist.", field="channel")
    return channel


def _line_inputs(context: StoreContext, given: Sequence[Any]) -> list[LineInput]:
    return [_line_input(context, each) for each in given]


def _line_input(context: StoreContext, given: Any) -> LineInput:
    if given.get("price") is not None and not (
        context.requestor.app and context.requestor.has("HANDLE_CHECKOUTS")
    ):
        raise permission_denied("MANAGE_CHECKOUTS")
    line_id = given.get("line_id")
    return LineInput(
        variant_pk=_variant_pk(context, given.get("variant_id")),
        quantity=given.get("quantity"),
        line_pk=_line_pk(line_id) if line_id else None,
        force_new_line=bool(given.get("force_new_line")),
        price=given.get("price"),
        price_override_reason=given.get("price_override_reason"),
        metadata=as_dict(given.get("metadata")),
    )


def _variant_pk(context: StoreContext, global_id: str | None) -> int | None:
    if global_id is None:
        return None
    try:
        pk = pk_of(global_id, "ProductVariant")
    except ValueError as error:
        raise refuse("GRAPHQL_ERROR", str(error), field="variantId") from error
    if not pk.isdigit() or int(pk) not in context.state.variants:
        message = f"Could not resolve to a node with the global id list of '['{global_id}']'."
        raise refuse("GRAPHQL_ERROR", message, field="variantId")
    return int(pk)


def _line_pk(global_id: str) -> str:
    try:
        return pk_of(global_id, "CheckoutLine")
    except ValueError as error:
        raise refuse("GRAPHQL_ERROR", str(error), field="lineId") from error

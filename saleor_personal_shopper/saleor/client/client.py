from datetime import datetime
from typing import Any, Optional, Union

from .app_problem_create import AppProblemCreate
from .app_problem_dismiss import AppProblemDismiss
from .app_proof import AppProof
from .base_client import BaseClient
from .base_model import UNSET, UnsetType
from .channels import Channels
from .checkout import Checkout
from .checkout_create import CheckoutCreate
from .checkout_lines_add import CheckoutLinesAdd
from .checkout_lines_delete import CheckoutLinesDelete
from .checkout_lines_update import CheckoutLinesUpdate
from .collections import Collections
from .collections_of_products import CollectionsOfProducts
from .customer import Customer
from .enums import CountryCode, EventDeliveryStatusEnum
from .input_types import (
    CheckoutLineInput,
    CheckoutLineUpdateInput,
    CollectionFilterInput,
    MetadataInput,
    ProductOrder,
)
from .missed_deliveries import MissedDeliveries
from .missed_payloads import MissedPayloads
from .order import Order
from .orders_by_checkout import OrdersByCheckout
from .orders_updated_since import OrdersUpdatedSince
from .permission_groups import PermissionGroups
from .product import Product
from .product_variants import ProductVariants
from .registered_app import RegisteredApp
from .search_products import SearchProducts
from .staff_user import StaffUser
from .staff_user_by_email import StaffUserByEmail
from .update_private_metadata import UpdatePrivateMetadata
from .variant_cards import VariantCards
from .webhook_create import WebhookCreate
from .webhook_delete import WebhookDelete
from .webhook_update import WebhookUpdate


def gql(q: str) -> str:
    return q


class Client(BaseClient):
    def app_proof(self, **kwargs: Any) -> AppProof:
        query = gql("""
            query AppProof {
              app {
                id
                identifier
                permissions {
                  code
                }
              }
              shop {
                name
                version
              }
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="AppProof", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return AppProof.model_validate(data)

    def channels(self, **kwargs: Any) -> Channels:
        query = gql("""
            query Channels {
              app {
                id
              }
              channels {
                id
                slug
                name
                isActive
                currencyCode
                defaultCountry {
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="Channels", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Channels.model_validate(data)

    def search_products(
        self,
        channel: str,
        first: int,
        search: Union[Optional[str], UnsetType] = UNSET,
        sort_by: Union[Optional[ProductOrder], UnsetType] = UNSET,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> SearchProducts:
        query = gql("""
            query SearchProducts($channel: String!, $search: String, $sortBy: ProductOrder, $first: Int!, $after: String) {
              app {
                id
              }
              products(
                channel: $channel
                search: $search
                sortBy: $sortBy
                where: {isAvailable: true}
                first: $first
                after: $after
              ) {
                pageInfo {
                  endCursor
                  hasNextPage
                }
                edges {
                  node {
                    ...ProductCardFields
                  }
                }
              }
            }

            fragment MoneyFields on Money {
              amount
              currency
            }

            fragment ProductCardFields on Product {
              id
              name
              slug
              thumbnail(size: 512, format: WEBP) {
                url
              }
              pricing {
                priceRange {
                  start {
                    gross {
                      ...MoneyFields
                    }
                  }
                  stop {
                    gross {
                      ...MoneyFields
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "channel": channel,
            "search": search,
            "sortBy": sort_by,
            "first": first,
            "after": after,
        }
        response = self.execute(
            query=query, operation_name="SearchProducts", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return SearchProducts.model_validate(data)

    def product(self, id: str, channel: str, **kwargs: Any) -> Product:
        query = gql("""
            query Product($id: ID!, $channel: String!) {
              app {
                id
              }
              product(id: $id, channel: $channel) {
                ...ProductCardFields
                description
                media {
                  type
                  alt
                  url(size: 1024)
                }
              }
            }

            fragment MoneyFields on Money {
              amount
              currency
            }

            fragment ProductCardFields on Product {
              id
              name
              slug
              thumbnail(size: 512, format: WEBP) {
                url
              }
              pricing {
                priceRange {
                  start {
                    gross {
                      ...MoneyFields
                    }
                  }
                  stop {
                    gross {
                      ...MoneyFields
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id, "channel": channel}
        response = self.execute(
            query=query, operation_name="Product", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Product.model_validate(data)

    def product_variants(
        self,
        id: str,
        channel: str,
        country: Union[Optional[CountryCode], UnsetType] = UNSET,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> ProductVariants:
        query = gql("""
            query ProductVariants($id: ID!, $channel: String!, $country: CountryCode, $after: String) {
              app {
                id
              }
              product(id: $id, channel: $channel) {
                productVariants(first: 100, after: $after) {
                  pageInfo {
                    endCursor
                    hasNextPage
                  }
                  edges {
                    node {
                      ...VariantFields
                    }
                  }
                }
              }
            }

            fragment MoneyFields on Money {
              amount
              currency
            }

            fragment VariantFields on ProductVariant {
              id
              name
              sku
              quantityAvailable(countryCode: $country)
              quantityLimitPerCustomer
              attributes(variantSelection: VARIANT_SELECTION) {
                attribute {
                  name
                }
                values {
                  name
                }
              }
              media {
                type
                url(size: 512)
              }
              pricing {
                price {
                  gross {
                    ...MoneyFields
                  }
                }
                priceUndiscounted {
                  gross {
                    ...MoneyFields
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "id": id,
            "channel": channel,
            "country": country,
            "after": after,
        }
        response = self.execute(
            query=query, operation_name="ProductVariants", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return ProductVariants.model_validate(data)

    def variant_cards(
        self, ids: list[str], channel: str, **kwargs: Any
    ) -> VariantCards:
        query = gql("""
            query VariantCards($ids: [ID!]!, $channel: String!) {
              app {
                id
              }
              productVariants(first: 100, ids: $ids, channel: $channel) {
                edges {
                  node {
                    id
                    name
                    pricing {
                      price {
                        gross {
                          ...MoneyFields
                        }
                      }
                    }
                    product {
                      id
                      name
                      thumbnail(size: 256, format: WEBP) {
                        url
                      }
                    }
                  }
                }
              }
            }

            fragment MoneyFields on Money {
              amount
              currency
            }
            """)
        variables: dict[str, object] = {"ids": ids, "channel": channel}
        response = self.execute(
            query=query, operation_name="VariantCards", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return VariantCards.model_validate(data)

    def collections(
        self, filter_: CollectionFilterInput, first: int, **kwargs: Any
    ) -> Collections:
        query = gql("""
            query Collections($filter: CollectionFilterInput!, $first: Int!) {
              app {
                id
              }
              collections(first: $first, filter: $filter) {
                edges {
                  node {
                    id
                    name
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"filter": filter_, "first": first}
        response = self.execute(
            query=query, operation_name="Collections", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Collections.model_validate(data)

    def collections_of_products(
        self, search: str, first: int, **kwargs: Any
    ) -> CollectionsOfProducts:
        query = gql("""
            query CollectionsOfProducts($search: String!, $first: Int!) {
              app {
                id
              }
              products(first: $first, search: $search) {
                edges {
                  node {
                    collections {
                      id
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"search": search, "first": first}
        response = self.execute(
            query=query,
            operation_name="CollectionsOfProducts",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CollectionsOfProducts.model_validate(data)

    def checkout(self, id: str, **kwargs: Any) -> Checkout:
        query = gql("""
            query Checkout($id: ID!) {
              app {
                id
              }
              checkout(id: $id) {
                ...CheckoutFields
              }
            }

            fragment CheckoutFields on Checkout {
              id
              updatedAt
              channel {
                slug
              }
              lines {
                id
                quantity
                unitPrice {
                  gross {
                    ...MoneyFields
                  }
                }
                totalPrice {
                  gross {
                    ...MoneyFields
                  }
                }
                variant {
                  id
                  name
                  product {
                    id
                    name
                    thumbnail(size: 256, format: WEBP) {
                      url
                    }
                  }
                }
              }
              totalPrice {
                gross {
                  ...MoneyFields
                }
              }
              problems {
                __typename
                ... on CheckoutLineProblemInsufficientStock {
                  availableQuantity
                  line {
                    id
                    variant {
                      id
                    }
                  }
                }
                ... on CheckoutLineProblemVariantNotAvailable {
                  line {
                    id
                    variant {
                      id
                    }
                  }
                }
              }
            }

            fragment MoneyFields on Money {
              amount
              currency
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query, operation_name="Checkout", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Checkout.model_validate(data)

    def checkout_create(
        self,
        channel: str,
        email: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> CheckoutCreate:
        query = gql("""
            mutation CheckoutCreate($channel: String!, $email: String) {
              checkoutCreate(input: {channel: $channel, email: $email, lines: []}) {
                checkout {
                  id
                }
                errors {
                  ...CheckoutErrorFields
                }
              }
            }

            fragment CheckoutErrorFields on CheckoutError {
              field
              message
              code
              variants
            }
            """)
        variables: dict[str, object] = {"channel": channel, "email": email}
        response = self.execute(
            query=query, operation_name="CheckoutCreate", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return CheckoutCreate.model_validate(data)

    def checkout_lines_add(
        self, id: str, lines: list[CheckoutLineInput], **kwargs: Any
    ) -> CheckoutLinesAdd:
        query = gql("""
            mutation CheckoutLinesAdd($id: ID!, $lines: [CheckoutLineInput!]!) {
              checkoutLinesAdd(id: $id, lines: $lines) {
                errors {
                  ...CheckoutErrorFields
                }
              }
            }

            fragment CheckoutErrorFields on CheckoutError {
              field
              message
              code
              variants
            }
            """)
        variables: dict[str, object] = {"id": id, "lines": lines}
        response = self.execute(
            query=query,
            operation_name="CheckoutLinesAdd",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CheckoutLinesAdd.model_validate(data)

    def checkout_lines_update(
        self, id: str, lines: list[CheckoutLineUpdateInput], **kwargs: Any
    ) -> CheckoutLinesUpdate:
        query = gql("""
            mutation CheckoutLinesUpdate($id: ID!, $lines: [CheckoutLineUpdateInput!]!) {
              checkoutLinesUpdate(id: $id, lines: $lines) {
                errors {
                  ...CheckoutErrorFields
                }
              }
            }

            fragment CheckoutErrorFields on CheckoutError {
              field
              message
              code
              variants
            }
            """)
        variables: dict[str, object] = {"id": id, "lines": lines}
        response = self.execute(
            query=query,
            operation_name="CheckoutLinesUpdate",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CheckoutLinesUpdate.model_validate(data)

    def checkout_lines_delete(
        self, id: str, lines: list[str], **kwargs: Any
    ) -> CheckoutLinesDelete:
        query = gql("""
            mutation CheckoutLinesDelete($id: ID!, $lines: [ID!]!) {
              checkoutLinesDelete(id: $id, linesIds: $lines) {
                errors {
                  ...CheckoutErrorFields
                }
              }
            }

            fragment CheckoutErrorFields on CheckoutError {
              field
              message
              code
              variants
            }
            """)
        variables: dict[str, object] = {"id": id, "lines": lines}
        response = self.execute(
            query=query,
            operation_name="CheckoutLinesDelete",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return CheckoutLinesDelete.model_validate(data)

    def update_private_metadata(
        self, id: str, input: list[MetadataInput], **kwargs: Any
    ) -> UpdatePrivateMetadata:
        query = gql("""
            mutation UpdatePrivateMetadata($id: ID!, $input: [MetadataInput!]!) {
              updatePrivateMetadata(id: $id, input: $input) {
                errors {
                  field
                  message
                  code
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id, "input": input}
        response = self.execute(
            query=query,
            operation_name="UpdatePrivateMetadata",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return UpdatePrivateMetadata.model_validate(data)

    def order(self, id: str, **kwargs: Any) -> Order:
        query = gql("""
            query Order($id: ID!) {
              app {
                id
              }
              order(id: $id) {
                ...OrderFields
              }
            }

            fragment MoneyFields on Money {
              amount
              currency
            }

            fragment OrderFields on Order {
              id
              number
              checkoutId
              status
              isPaid
              created
              updatedAt
              channel {
                slug
              }
              user {
                id
              }
              userEmail
              privateMetafield(key: "personal-shopper.event")
              total {
                gross {
                  ...MoneyFields
                }
              }
              totalCharged {
                ...MoneyFields
              }
              totalRefunded {
                ...MoneyFields
              }
              lines {
                id
                quantity
                productName
                productVariantId
                privateMetafield(key: "personal-shopper.event")
                unitPrice {
                  gross {
                    ...MoneyFields
                  }
                }
                variant {
                  product {
                    id
                  }
                }
              }
              fulfillments {
                status
                lines {
                  quantity
                  orderLine {
                    id
                  }
                }
              }
              grantedRefunds {
                status
                lines {
                  quantity
                  orderLine {
                    id
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query, operation_name="Order", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Order.model_validate(data)

    def orders_by_checkout(self, checkout: str, **kwargs: Any) -> OrdersByCheckout:
        query = gql("""
            query OrdersByCheckout($checkout: ID!) {
              app {
                id
              }
              orders(first: 10, filter: {checkoutIds: [$checkout]}) {
                edges {
                  node {
                    ...OrderFields
                  }
                }
              }
            }

            fragment MoneyFields on Money {
              amount
              currency
            }

            fragment OrderFields on Order {
              id
              number
              checkoutId
              status
              isPaid
              created
              updatedAt
              channel {
                slug
              }
              user {
                id
              }
              userEmail
              privateMetafield(key: "personal-shopper.event")
              total {
                gross {
                  ...MoneyFields
                }
              }
              totalCharged {
                ...MoneyFields
              }
              totalRefunded {
                ...MoneyFields
              }
              lines {
                id
                quantity
                productName
                productVariantId
                privateMetafield(key: "personal-shopper.event")
                unitPrice {
                  gross {
                    ...MoneyFields
                  }
                }
                variant {
                  product {
                    id
                  }
                }
              }
              fulfillments {
                status
                lines {
                  quantity
                  orderLine {
                    id
                  }
                }
              }
              grantedRefunds {
                status
                lines {
                  quantity
                  orderLine {
                    id
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"checkout": checkout}
        response = self.execute(
            query=query,
            operation_name="OrdersByCheckout",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return OrdersByCheckout.model_validate(data)

    def orders_updated_since(
        self,
        at: datetime,
        first: int,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> OrdersUpdatedSince:
        query = gql("""
            query OrdersUpdatedSince($at: DateTime!, $first: Int!, $after: String) {
              app {
                id
              }
              orders(
                first: $first
                after: $after
                filter: {updatedAt: {gte: $at}}
                sortBy: {field: LAST_MODIFIED_AT, direction: ASC}
              ) {
                pageInfo {
                  endCursor
                  hasNextPage
                }
                edges {
                  node {
                    ...OrderFields
                  }
                }
              }
            }

            fragment MoneyFields on Money {
              amount
              currency
            }

            fragment OrderFields on Order {
              id
              number
              checkoutId
              status
              isPaid
              created
              updatedAt
              channel {
                slug
              }
              user {
                id
              }
              userEmail
              privateMetafield(key: "personal-shopper.event")
              total {
                gross {
                  ...MoneyFields
                }
              }
              totalCharged {
                ...MoneyFields
              }
              totalRefunded {
                ...MoneyFields
              }
              lines {
                id
                quantity
                productName
                productVariantId
                privateMetafield(key: "personal-shopper.event")
                unitPrice {
                  gross {
                    ...MoneyFields
                  }
                }
                variant {
                  product {
                    id
                  }
                }
              }
              fulfillments {
                status
                lines {
                  quantity
                  orderLine {
                    id
                  }
                }
              }
              grantedRefunds {
                status
                lines {
                  quantity
                  orderLine {
                    id
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"at": at, "first": first, "after": after}
        response = self.execute(
            query=query,
            operation_name="OrdersUpdatedSince",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return OrdersUpdatedSince.model_validate(data)

    def registered_app(self, **kwargs: Any) -> RegisteredApp:
        query = gql("""
            query RegisteredApp {
              app {
                id
                appUrl
                permissions {
                  code
                }
                extensions {
                  mountName
                  targetName
                  url
                  settings
                }
                webhooks {
                  id
                  name
                  targetUrl
                  isActive
                  subscriptionQuery
                  customHeaders
                  asyncEvents {
                    eventType
                  }
                }
                problems {
                  key
                  message
                  dismissed {
                    by
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {}
        response = self.execute(
            query=query, operation_name="RegisteredApp", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return RegisteredApp.model_validate(data)

    def missed_deliveries(self, first: int, **kwargs: Any) -> MissedDeliveries:
        query = gql("""
            query MissedDeliveries($first: Int!) {
              app {
                id
                webhooks {
                  id
                  name
                  targetUrl
                  failed: eventDeliveries(
                    first: $first
                    filter: {status: FAILED}
                    sortBy: {field: CREATED_AT, direction: DESC}
                  ) {
                    ...FailedDeliveries
                  }
                  pending: eventDeliveries(
                    first: $first
                    filter: {status: PENDING}
                    sortBy: {field: CREATED_AT, direction: ASC}
                  ) {
                    edges {
                      node {
                        id
                        createdAt
                      }
                    }
                  }
                }
              }
            }

            fragment FailedDeliveries on EventDeliveryCountableConnection {
              edges {
                node {
                  id
                  createdAt
                  attempts(first: 1, sortBy: {field: CREATED_AT, direction: DESC}) {
                    edges {
                      node {
                        responseStatusCode
                      }
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"first": first}
        response = self.execute(
            query=query,
            operation_name="MissedDeliveries",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return MissedDeliveries.model_validate(data)

    def missed_payloads(
        self,
        webhook: str,
        status: EventDeliveryStatusEnum,
        first: int,
        after: Union[Optional[str], UnsetType] = UNSET,
        **kwargs: Any,
    ) -> MissedPayloads:
        query = gql("""
            query MissedPayloads($webhook: ID!, $status: EventDeliveryStatusEnum!, $first: Int!, $after: String) {
              app {
                id
              }
              webhook(id: $webhook) {
                id
                eventDeliveries(
                  first: $first
                  after: $after
                  filter: {status: $status}
                  sortBy: {field: CREATED_AT, direction: DESC}
                ) {
                  pageInfo {
                    endCursor
                    hasNextPage
                  }
                  edges {
                    node {
                      id
                      createdAt
                      payload
                    }
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "webhook": webhook,
            "status": status,
            "first": first,
            "after": after,
        }
        response = self.execute(
            query=query, operation_name="MissedPayloads", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return MissedPayloads.model_validate(data)

    def webhook_create(
        self,
        name: str,
        target_url: str,
        query: str,
        async_events: list[str],
        custom_headers: str,
        **kwargs: Any,
    ) -> WebhookCreate:
        _query = gql("""
            mutation WebhookCreate($name: String!, $targetUrl: String!, $query: String!, $asyncEvents: [WebhookEventTypeAsyncEnum!]!, $customHeaders: JSONString!) {
              webhookCreate(
                input: {name: $name, targetUrl: $targetUrl, query: $query, asyncEvents: $asyncEvents, customHeaders: $customHeaders, isActive: true}
              ) {
                errors {
                  code
                  message
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "name": name,
            "targetUrl": target_url,
            "query": query,
            "asyncEvents": async_events,
            "customHeaders": custom_headers,
        }
        response = self.execute(
            query=_query, operation_name="WebhookCreate", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return WebhookCreate.model_validate(data)

    def webhook_update(
        self,
        id: str,
        name: str,
        target_url: str,
        query: str,
        async_events: list[str],
        custom_headers: str,
        **kwargs: Any,
    ) -> WebhookUpdate:
        _query = gql("""
            mutation WebhookUpdate($id: ID!, $name: String!, $targetUrl: String!, $query: String!, $asyncEvents: [WebhookEventTypeAsyncEnum!]!, $customHeaders: JSONString!) {
              webhookUpdate(
                id: $id
                input: {name: $name, targetUrl: $targetUrl, query: $query, asyncEvents: $asyncEvents, customHeaders: $customHeaders, isActive: true}
              ) {
                errors {
                  code
                  message
                }
              }
            }
            """)
        variables: dict[str, object] = {
            "id": id,
            "name": name,
            "targetUrl": target_url,
            "query": query,
            "asyncEvents": async_events,
            "customHeaders": custom_headers,
        }
        response = self.execute(
            query=_query, operation_name="WebhookUpdate", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return WebhookUpdate.model_validate(data)

    def webhook_delete(self, id: str, **kwargs: Any) -> WebhookDelete:
        query = gql("""
            mutation WebhookDelete($id: ID!) {
              webhookDelete(id: $id) {
                errors {
                  code
                  message
                }
              }
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query, operation_name="WebhookDelete", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return WebhookDelete.model_validate(data)

    def app_problem_create(
        self, key: str, message: str, **kwargs: Any
    ) -> AppProblemCreate:
        query = gql("""
            mutation AppProblemCreate($key: String!, $message: String!) {
              appProblemCreate(input: {key: $key, message: $message}) {
                errors {
                  code
                  message
                }
              }
            }
            """)
        variables: dict[str, object] = {"key": key, "message": message}
        response = self.execute(
            query=query,
            operation_name="AppProblemCreate",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return AppProblemCreate.model_validate(data)

    def app_problem_dismiss(self, keys: list[str], **kwargs: Any) -> AppProblemDismiss:
        query = gql("""
            mutation AppProblemDismiss($keys: [String!]!) {
              appProblemDismiss(input: {byApp: {keys: $keys}}) {
                errors {
                  code
                  message
                }
              }
            }
            """)
        variables: dict[str, object] = {"keys": keys}
        response = self.execute(
            query=query,
            operation_name="AppProblemDismiss",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return AppProblemDismiss.model_validate(data)

    def staff_user(self, id: str, **kwargs: Any) -> StaffUser:
        query = gql("""
            query StaffUser($id: ID!) {
              app {
                id
                permissions {
                  code
                }
              }
              user(id: $id) {
                ...StaffFields
              }
            }

            fragment StaffFields on User {
              id
              email
              firstName
              lastName
              isActive
              isStaff
              avatar(size: 256) {
                url
              }
              userPermissions {
                code
              }
              permissionGroups {
                id
              }
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query, operation_name="StaffUser", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return StaffUser.model_validate(data)

    def staff_user_by_email(self, email: str, **kwargs: Any) -> StaffUserByEmail:
        query = gql("""
            query StaffUserByEmail($email: String!) {
              app {
                id
                permissions {
                  code
                }
              }
              user(email: $email) {
                ...StaffFields
              }
            }

            fragment StaffFields on User {
              id
              email
              firstName
              lastName
              isActive
              isStaff
              avatar(size: 256) {
                url
              }
              userPermissions {
                code
              }
              permissionGroups {
                id
              }
            }
            """)
        variables: dict[str, object] = {"email": email}
        response = self.execute(
            query=query,
            operation_name="StaffUserByEmail",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return StaffUserByEmail.model_validate(data)

    def permission_groups(
        self, after: Union[Optional[str], UnsetType] = UNSET, **kwargs: Any
    ) -> PermissionGroups:
        query = gql("""
            query PermissionGroups($after: String) {
              app {
                id
              }
              permissionGroups(first: 100, after: $after) {
                pageInfo {
                  endCursor
                  hasNextPage
                }
                edges {
                  node {
                    id
                    name
                  }
                }
              }
            }
            """)
        variables: dict[str, object] = {"after": after}
        response = self.execute(
            query=query,
            operation_name="PermissionGroups",
            variables=variables,
            **kwargs,
        )
        data = self.get_data(response)
        return PermissionGroups.model_validate(data)

    def customer(self, id: str, **kwargs: Any) -> Customer:
        query = gql("""
            query Customer($id: ID!) {
              app {
                id
                permissions {
                  code
                }
              }
              user(id: $id) {
                id
                email
                firstName
                lastName
                isStaff
              }
            }
            """)
        variables: dict[str, object] = {"id": id}
        response = self.execute(
            query=query, operation_name="Customer", variables=variables, **kwargs
        )
        data = self.get_data(response)
        return Customer.model_validate(data)

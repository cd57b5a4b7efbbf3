from django.apps import AppConfig


class GraphqlConfig(AppConfig):
    name = "saleor_personal_shopper.graphql"
    label = "graphql"

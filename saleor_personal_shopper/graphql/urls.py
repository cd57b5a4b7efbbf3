"""Addresses of this door."""

from __future__ import annotations

from django.urls import path

from . import views
from .schema import schema

urlpatterns = [
    path(
        "graphql/",
        views.GraphQLView.as_view(
            schema=schema,
            graphql_ide="graphiql" if views.has_graphiql() else None,
            allow_queries_via_get=False,
            subscription_protocols=(),
        ),
        name="graphql",
    ),
    path("graphql/schema.graphql", views.schema_file, name="graphql-schema"),
]

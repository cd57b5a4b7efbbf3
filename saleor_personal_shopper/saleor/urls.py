"""Addresses of this door."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("", views.app_home),
    path("api/manifest", views.manifest_view),
    path("api/register", views.register_view),
    path("api/webhooks/saleor/<slug:slug>", views.webhook_view),
]

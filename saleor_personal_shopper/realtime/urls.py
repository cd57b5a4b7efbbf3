"""Addresses of this door."""

from __future__ import annotations

from django.urls import path

from . import calendar, trial, whep, whip, widget

urlpatterns = [
    path("media/whip/sessions/<str:session>", whip.session, name="whip-session"),
    path("media/whip/<uuid:event_id>/<str:source>", whip.publish, name="whip"),
    path("media/whep/sessions/<str:session>", whep.session, name="whep-session"),
    path("media/whep/<uuid:wanted>", whep.subscribe, name="whep"),
    path("media/trial", trial.try_out, name="media-trial"),
    path("widget/v1/presence", widget.widget_presence, name="widget-presence"),
    path("widget/v1/cart", widget.widget_cart, name="widget-cart"),
    path("cart/<str:code>", widget.cart_redirect, name="cart-redirect"),
    path("feed/<str:token>.ics", calendar.personal_feed, name="personal-feed"),
    path("e/<str:token>/calendar.ics", calendar.event_calendar, name="event-calendar"),
]

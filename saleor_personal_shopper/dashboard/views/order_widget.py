"""The widget on an order's page of the Dashboard: what calls brought to this order."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest

from ...core.attribution.selectors import order_credit
from ..callers import Caller
from ..content import Content


def order_widget(request: HttpRequest, caller: Caller) -> Content:
    """Every event that had a part in the order, the greatest part first."""
    order_id = request.GET.get("orderId", "")
    credit = order_credit(installation=caller.installation, order_id=order_id)
    credits = [(one, one.assisted + one.influenced) for one in credit.events] if credit else []
    app_page = f"/extensions/app/{quote(caller.installation.app_id, safe='')}"
    return Content("order_widget.html", {"credits": credits, "app_page": app_page})

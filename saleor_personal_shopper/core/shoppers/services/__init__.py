"""Changing personal shoppers, their groups, hours and busy calendars."""

from .availabilities import create_availability, delete_availability, update_availability
from .busy_calendars import add_busy_calendar, refresh_busy_calendar, remove_busy_calendar
from .feed import renew_feed
from .follow_staff import follow_staff
from .groups import create_group, delete_group, update_group
from .own_hours import clear_own_hours, set_own_hours
from .personal_shoppers import (
    add_personal_shopper,
    remove_personal_shopper,
    update_personal_shopper,
)
from .presence import set_available, touch_desk

__all__ = [
    "add_busy_calendar",
    "add_personal_shopper",
    "clear_own_hours",
    "create_availability",
    "create_group",
    "delete_availability",
    "delete_group",
    "follow_staff",
    "refresh_busy_calendar",
    "remove_busy_calendar",
    "remove_personal_shopper",
    "renew_feed",
    "set_available",
    "set_own_hours",
    "touch_desk",
    "update_availability",
    "update_group",
    "update_personal_shopper",
]

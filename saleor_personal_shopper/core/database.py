"""What is raised while PostgreSQL is away: nothing was changed, and later it works again."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError

AWAY = (OperationalError, InterfaceError)

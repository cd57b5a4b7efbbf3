"""Users, their groups and addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from saleor_personal_shopper.demo.store.records.base import WithMetadata


@dataclass
class Address(WithMetadata):
    pk: int
    first_name: str = ""
    last_name: str = ""
    company_name: str = ""
    street_address_1: str = ""
    street_address_2: str = ""
    city: str = ""
    city_area: str = ""
    postal_code: str = ""
    country: str = ""
    country_area: str = ""
    phone: str = ""


@dataclass
class User(WithMetadata):
    pk: int
    email: str
    first_name: str
    last_name: str
    password_hash: str
    is_staff: bool
    # Changing it revokes every token of the user.
    jwt_token_key: str
    date_joined: datetime
    updated_at: datetime
    is_active: bool = True
    note: str = ""
    address_pks: list[int] = field(default_factory=list)


@dataclass
class Group:
    pk: int
    name: str
    permissions: list[str]
    user_pks: list[int]
    restricted_access_to_channels: bool = False
    channel_pks: list[int] = field(default_factory=list)

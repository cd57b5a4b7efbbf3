"""Who can sign in to the demo. The passwords are meant to be read: they open nothing else."""

from __future__ import annotations

from dataclasses import dataclass

# Saleor permissions: none. What its members may do in the app is the app's to say.
SHOPPER_GROUP = "Personal shoppers"


@dataclass(frozen=True)
class Person:
    """`role` is ADMIN, PERSONAL_SHOPPER, STAFF (signed in, but without any right) or CUSTOMER."""

    email: str
    password: str
    first_name: str
    last_name: str
    role: str


STAFF = (
    Person("admin@example.com", "admin", "Aurora", "Vidal", "ADMIN"),
    Person("camille@example.com", "camille", "Camille", "Laurent", "PERSONAL_SHOPPER"),
    Person("noah@example.com", "noah", "Noah", "Bennett", "PERSONAL_SHOPPER"),
    Person("ines@example.com", "ines", "Inês", "Carvalho", "PERSONAL_SHOPPER"),
    Person("jordi@example.com", "jordi", "Jordi", "Puig", "PERSONAL_SHOPPER"),
    Person("warehouse@example.com", "warehouse", "Walter", "Holm", "STAFF"),
)

CUSTOMERS = (
    Person("emma@example.com", "emma", "Emma", "Collins", "CUSTOMER"),
    Person("lucas@example.com", "lucas", "Lucas", "Moreau", "CUSTOMER"),
)

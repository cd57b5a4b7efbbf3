"""Campaigns through the API, with the groups, hours and people that they need."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_personal_shopper.core.campaigns.models import Campaign
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.core.shoppers.models import Availability, Group, PersonalShopper
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests import factories
from tests.cast import Shop, desk_bearer
from tests.graphql.conftest import Api, codes

ERRORS = "errors { field code message }"


def mutation(name: str, input_type: str, answer: str = "", id: bool = False) -> str:
    key, given = ("($id: ID!, ", "id: $id, ") if id else ("(", "")
    return (
        f"mutation {key}$input: {input_type}!) "
        f"{{ {name}({given}input: $input) {{ {answer} {ERRORS} }} }}"
    )


CREATE = mutation(
    "personalShopperCampaignCreate",
    "PersonalShopperCampaignCreateInput",
    "campaign { id name state timeZone group { name } bookingUrl ownBookingUrl }",
)
UPDATE = mutation(
    "personalShopperCampaignUpdate",
    "PersonalShopperCampaignUpdateInput",
    "campaign { name durationMinutes dailyLimit availability { name } "
    "questions { id label kind required options } }",
    id=True,
)
DELETE = f"mutation ($id: ID!) {{ personalShopperCampaignDelete(id: $id) {{ {ERRORS} }} }}"
LIST = """query ($search: String, $state: [PersonalShopperCampaignState!], $after: String) {
  personalShopperCampaigns(first: 20, search: $search, state: $state, after: $after) {
    totalCount pageInfo { endCursor hasNextPage }
    edges { node { id name state eventCount hostCount imageUrl group { name members { name } }
      availability { name } ownBookingUrl } } } }"""


def basics(group: str, **fields: Any) -> dict[str, Any]:
    return {
        "name": "Winter looks",
        "description": "Find your coat.",
        "startsOn": "2020-12-01",
        "endsOn": "2199-12-24",
        "channel": "default-channel",
        "group": group,
        **fields,
    }


def group_id(group: Group) -> str:
    return to_global_id(GlobalType.GROUP, group.pk)


def campaign_id(campaign: Campaign) -> str:
    return to_global_id(GlobalType.CAMPAIGN, campaign.pk)


@pytest.mark.feature()
@pytest.mark.feature(
    "PS-01",
    "PS-05",
    "PS-06",
    "PS-08",
    "MN-03",
    "MN-04",
    "CP-02",
    "CP-03",
    "CP-12",
    "CP-13",
    "CP-14",
    "CP-15",
    "CP-16",
    "CP-17",
    "CP-18",
    "AD-05",
    "AD-08",
)
def test_a_merchant_builds_a_campaign_from_nothing(api: Api, shop: Shop) -> None:
    bearer = desk_bearer(shop.admin)
    store = fake_shop(shop.installation)
    store.add_staff("noah@example.com", name="Noah")
    linen = store.add_collection("Linen")

    person = api.ask(
        mutation(
            "personalShopperCreate",
            "PersonalShopperCreateInput",
            "personalShopper { id name languages collections { id name } active }",
        ),
        bearer,
        input={"email": "noah@example.com", "languages": ["en"], "collections": [linen.id]},
    )["personalShopper"]
    assert person["collections"] == [{"id": linen.id, "name": "Linen"}]
    assert (person["name"], person["active"]) == ("Noah", True)
    week = [{"weekday": 1, "from": "09:00", "until": "24:00"}]
    hours = api.ask(
        "mutation ($id: ID, $input: PersonalShopperHoursUpdateInput) {"
        " personalShopperHoursUpdate(personalShopper: $id, input: $input) {"
        " personalShopper { hours { timeZone repeatsWeekly weekly { weekday from until } } }"
        f" {ERRORS} }} }}",
        bearer,
        id=person["id"],
        input={"timeZone": "Europe/Madrid", "weekly": week},
    )["personalShopper"]["hours"]
    assert hours == {"timeZone": "Europe/Madrid", "repeatsWeekly": True, "weekly": week}
    group = api.ask(
        mutation(
            "personalShopperGroupCreate",
            "PersonalShopperGroupCreateInput",
            "group { id members { name } }",
        ),
        bearer,
        input={"name": "Stylists", "members": [person["id"]]},
    )["group"]
    assert group["members"] == [{"name": "Noah"}]
    availability = api.ask(
        mutation(
            "personalShopperAvailabilityCreate",
            "PersonalShopperAvailabilityCreateInput",
            "availability { id dates { date intervals { from until } } }",
        ),
        bearer,
        input={
            "name": "Shop hours",
            "timeZone": "Europe/Madrid",
            "weekly": week,
            "dates": [{"date": "2026-12-25", "intervals": []}],
        },
    )["availability"]
    assert availability["dates"] == [{"date": "2026-12-25", "intervals": []}]

    made = api.ask(
        CREATE,
        bearer,
        input=basics(group["id"], availability=availability["id"], timeZone="Europe/Madrid"),
    )["campaign"]

    assert (made["name"], made["state"], made["timeZone"]) == (
        "Winter looks",
        "ACTIVE",
        "Europe/Madrid",
    )
    assert made["group"] == {"name": "Stylists"}
    row = Campaign.objects.of(shop.installation).get()
    assert made["bookingUrl"].endswith(f"/book/{row.public_id}")
    assert made["ownBookingUrl"] is None


def test_all_that_is_wrong_is_told_at_once(api: Api, shop: Shop) -> None:
    group = group_id(factories.group(shop.installation))
    answer = api.ask(
        CREATE,
        desk_bearer(shop.admin),
        input=basics(group, name=" ", durationMinutes=1, questions=[{"label": ""}]),
    )
    told = {error["field"]: error["code"] for error in answer["errors"]}
    assert told == {"name": "REQUIRED", "durationMinutes": "INVALID", "questions": "REQUIRED"}
    backwards = api.ask(CREATE, desk_bearer(shop.admin), input=basics(group, endsOn="2020-11-30"))
    assert [error["field"] for error in backwards["errors"]] == ["endsOn"]
    assert not Campaign.objects.of(shop.installation).exists()


@pytest.mark.feature("AD-03", "AD-05", "CP-20", "S16")
def test_what_is_left_out_stays_and_null_empties(api: Api, shop: Shop) -> None:
    hours = factories.availability(shop.installation, name="Shop hours")
    campaign = factories.campaign(shop.installation, availability=hours, daily_limit=3)
    bearer = desk_bearer(shop.shopper_member)
    question = {"label": "Size", "kind": "CHOICE", "options": ["S", "M"], "required": True}

    first = api.ask(
        UPDATE,
        bearer,
        id=campaign_id(campaign),
        input={"durationMinutes": 45, "questions": [question], "name": None},
    )["campaign"]

    assert first["name"] == "Winter looks"
    assert (first["durationMinutes"], first["dailyLimit"]) == (45, 3)
    assert first["availability"] == {"name": "Shop hours"}
    (asked,) = first["questions"]
    assert {**question, "id": asked["id"]} == asked
    second = api.ask(
        UPDATE,
        bearer,
        id=campaign_id(campaign),
        input={"availability": None, "dailyLimit": None, "questions": [asked]},
    )["campaign"]
    assert (second["availability"], second["dailyLimit"]) == (None, None)
    assert second["questions"] == [asked]


def test_a_campaign_is_deleted_once_nothing_is_open(api: Api, shop: Shop) -> None:
    bearer = desk_bearer(shop.admin)
    campaign = factories.campaign(shop.installation)
    event = factories.event(shop.installation, campaign=campaign, status="SCHEDULED")

    assert codes(api.ask(DELETE, bearer, id=campaign_id(campaign))) == ["IN_USE"]
    event.status = "CANCELLED"
    event.save()
    assert codes(api.ask(DELETE, bearer, id=campaign_id(campaign))) == []
    assert codes(api.ask(DELETE, bearer, id=campaign_id(campaign))) == ["NOT_FOUND"]
    assert api.ask(LIST, bearer)["totalCount"] == 0


@pytest.mark.feature("CP-04", "CP-07")
def test_lists_are_filtered_and_paged(api: Api, shop: Shop, other_shop: Shop) -> None:
    bearer = desk_bearer(shop.shopper_member)
    group = factories.group(shop.installation, shop.shopper, name="Stylists")
    for number in range(25):
        factories.campaign(shop.installation, group=group, name=f"Winter {number}")
    factories.campaign(other_shop.installation)

    first = api.ask(LIST, bearer, search="winter")
    rest = api.ask(LIST, bearer, after=first["pageInfo"]["endCursor"])

    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (25, True)
    names = [edge["node"]["name"] for edge in [*first["edges"], *rest["edges"]]]
    assert len(set(names)) == 25
    node = first["edges"][0]["node"]
    assert (node["hostCount"], node["eventCount"], node["imageUrl"]) == (1, 0, None)
    assert node["group"] == {"name": "Stylists", "members": [{"name": shop.shopper.name}]}
    assert node["ownBookingUrl"].endswith(f"/{shop.shopper.public_id}")
    assert api.ask(LIST, bearer, state=["UPCOMING"])["totalCount"] == 0


def test_a_longer_list_costs_no_more_queries(api: Api, shop: Shop) -> None:
    bearer = desk_bearer(shop.shopper_member)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            api.ask(LIST, bearer)
        return len(found)

    def add() -> None:
        hours = factories.availability(shop.installation)
        person = factories.personal_shopper(shop.installation)
        group = factories.group(shop.installation, person)
        factories.campaign(shop.installation, group=group, availability=hours)

    add()
    few = queries()
    for _number in range(10):
        add()
    assert queries() == few


PEOPLE = """{ personalShoppers(first: 50) { edges { node {
  name languages avatarUrl priority collections { name } hours { timeZone }
  busyCalendars { host problem fetchedAt } } } } }"""


def test_people_and_all_that_is_theirs_cost_a_bounded_number_of_queries(
    api: Api, shop: Shop
) -> None:
    bearer = desk_bearer(shop.admin)

    def add(number: int) -> PersonalShopper:
        person = factories.personal_shopper(shop.installation, languages=["es"])
        Availability.objects.create(
            installation=shop.installation, personal_shopper=person, time_zone="UTC"
        )
        person.collections.create(
            installation=shop.installation, collection_id=str(number), name="Linen"
        )
        return person

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            api.ask(PEOPLE, bearer)
        return len(found)

    add(1)
    few = queries()
    for number in range(10):
        add(number)
    assert queries() == few


@pytest.mark.parametrize(
    ("field", "input_type", "make"),
    [
        ("Group", "PersonalShopperGroupUpdateInput", factories.group),
        ("Availability", "PersonalShopperAvailabilityUpdateInput", factories.availability),
        ("Campaign", "PersonalShopperCampaignUpdateInput", factories.campaign),
    ],
)
def test_what_is_another_shop_s_is_not_there(
    api: Api, shop: Shop, other_shop: Shop, field: str, input_type: str, make: Any
) -> None:
    foreign = make(other_shop.installation)
    key = to_global_id(GlobalType(f"PersonalShopper{field}"), foreign.pk)
    bearer = desk_bearer(shop.admin)
    change = mutation(f"personalShopper{field}Update", input_type, id=True)
    delete = f"mutation ($id: ID!) {{ personalShopper{field}Delete(id: $id) {{ {ERRORS} }} }}"

    assert codes(api.ask(change, bearer, id=key, input={"name": "A"})) == ["NOT_FOUND"]
    assert codes(api.ask(delete, bearer, id=key)) == ["NOT_FOUND"]
    one = f"query ($id: ID!) {{ personalShopper{field}(id: $id) {{ name }} }}"
    assert api.ask(one, bearer, id=key) is None
    foreign.refresh_from_db()
    assert foreign.name != "A"


def test_hours_and_calendars_of_others_need_settings(api: Api, shop: Shop) -> None:
    colleague = factories.personal_shopper(shop.installation)
    key = to_global_id(GlobalType.PERSONAL_SHOPPER, colleague.pk)
    hours = (
        "mutation ($id: ID) { personalShopperHoursUpdate(personalShopper: $id, input: "
        f'{{timeZone: "UTC"}}) {{ {ERRORS} }} }}'
    )
    calendar = (
        "mutation ($id: ID) { personalShopperBusyCalendarCreate(input: {personalShopper: $id, "
        f'url: "https://example.com/a.ics"}}) {{ busyCalendar {{ id host }} {ERRORS} }} }}'
    )
    delete = f"mutation ($id: ID!) {{ personalShopperBusyCalendarDelete(id: $id) {{ {ERRORS} }} }}"
    mine, admins = desk_bearer(shop.shopper_member), desk_bearer(shop.admin)

    assert codes(api.ask(hours, mine, id=key)) == ["PERMISSION_DENIED"]
    assert codes(api.ask(calendar, mine, id=key)) == ["PERMISSION_DENIED"]
    assert codes(api.ask(hours, mine)) == codes(api.ask(hours, admins, id=key)) == []
    made = api.ask(calendar, admins, id=key)["busyCalendar"]
    assert made["host"] == "example.com"
    assert codes(api.ask(delete, mine, id=made["id"])) == ["NOT_FOUND"]
    assert codes(api.ask(delete, admins, id=made["id"])) == []

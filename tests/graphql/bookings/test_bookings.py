"""Slots, holds and bookings as anybody asks the API for them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.events.models import Event, EventLink, LinkKind
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from tests import factories
from tests.cast import STOREFRONT, Call, Shop, customer_bearer, desk_bearer
from tests.graphql.bookings.conftest import Agenda, open_agenda
from tests.graphql.conftest import Api, codes

SLOTS = """
query (
  $campaign: ID!, $personalShopper: ID, $from: Date!, $days: Int! = 7, $timeZone: String!
  $manageToken: String
) {
  personalShopperAvailableSlots(
    campaign: $campaign, personalShopper: $personalShopper, from: $from, days: $days,
    timeZone: $timeZone, manageToken: $manageToken
  ) { startsAt endsAt personalShoppers { id name email } }
}
"""
BOOK = """
mutation ($input: PersonalShopperEventBookInput!) {
  personalShopperEventBook(input: $input) {
    event { id status startsAt endsAt personalShopper { id name email } }
    joinUrl manageUrl
    alternatives { startsAt personalShoppers { name } }
    errors { field message code }
  }
}
"""
HOLD = """
mutation ($input: PersonalShopperSlotHoldCreateInput!) {
  personalShopperSlotHoldCreate(input: $input) {
    hold { id startsAt expiresAt personalShopper { name } }
    alternatives { startsAt } errors { field code }
  }
}
"""
RELEASE = "mutation ($hold: ID!) { personalShopperSlotHoldDelete(hold: $hold) { errors { code } } }"
CANCEL = """
mutation ($event: ID, $token: String) {
  personalShopperEventCancel(event: $event, token: $token, reason: "Ill") {
    event { status customerEmail log { action } } errors { field code }
  }
}
"""
MOVE = """
mutation ($event: ID, $token: String, $startsAt: DateTime!, $any: Boolean! = false) {
  personalShopperEventReschedule(
    event: $event, token: $token, startsAt: $startsAt, anyPersonalShopper: $any
  ) { event { startsAt personalShopper { name } } alternatives { startsAt } errors { field code } }
}
"""
MANAGE = """
query ($token: String!) {
  personalShopperManagePage(token: $token) {
    event { status customerName } mayChange joinUrl calendarUrl bookingPage { name campaign }
  }
}
"""
Noon = Callable[[int], datetime]


def slots(api: Api, agenda: Agenda, day: datetime, bearer: str = "", **asked: Any) -> Any:
    known = {"campaign": agenda.id, "from": day.date().isoformat(), "timeZone": "UTC", "days": 1}
    return api.ask(SLOTS, bearer, **{**known, **asked})


def booked(api: Api, agenda: Agenda, starts_at: datetime, **fields: Any) -> Any:
    made = api.ask(BOOK, input=agenda.booking(starts_at, **fields))
    assert made["errors"] == []
    return made


def token_of(made: dict[str, Any]) -> str:
    return str(made["manageUrl"].rsplit("/", 1)[1])


@pytest.mark.feature("PS-12", "AD-01")
def test_anybody_sees_the_slots_of_a_day(api: Api, agenda: Agenda, noon: Noon) -> None:
    found = slots(api, agenda, noon(2))

    assert len(found) == 24
    assert found[12]["startsAt"] == noon(2).isoformat()
    assert found[12]["endsAt"] == (noon(2) + timedelta(hours=1)).isoformat()
    (person,) = found[12]["personalShoppers"]
    assert person == {
        "id": to_global_id(GlobalType.PERSONAL_SHOPPER, agenda.person.pk),
        "name": "Paula Shopper",
        "email": None,
    }


@pytest.mark.feature("S1")
def test_days_are_those_of_the_visitor(api: Api, agenda: Agenda, noon: Noon) -> None:
    found = slots(api, agenda, noon(2), timeZone="Pacific/Kiritimati")

    midnight = noon(2).replace(hour=0)
    assert found[0]["startsAt"] == (midnight - timedelta(hours=14)).isoformat()
    assert len(found) == 24


def test_a_week_is_asked_for_unless_said(api: Api, agenda: Agenda, noon: Noon) -> None:
    document = SLOTS.replace(", $days: Int! = 7", "").replace("days: $days,", "")
    known = {"campaign": agenda.id, "from": noon(2).date().isoformat(), "timeZone": "UTC"}

    assert len(api.ask(document, **known)) == 7 * 24


@pytest.mark.feature("SF-15", "AD-09")
def test_ids_of_booking_links_do_as_well(api: Api, agenda: Agenda, noon: Noon) -> None:
    public = {
        "campaign": agenda.campaign.public_id,
        "personalShopper": agenda.person.public_id,
    }

    assert len(slots(api, agenda, noon(2), **public)) == 24


@pytest.mark.parametrize(
    "wrong",
    [{"days": 0}, {"days": 63}, {"timeZone": "Mars/Olympus"}, {"from": "9999-12-31"}],
)
def test_what_cannot_be_shown_is_refused(
    api: Api, agenda: Agenda, noon: Noon, wrong: dict[str, Any]
) -> None:
    known = {"campaign": agenda.id, "from": noon(2).date().isoformat(), "timeZone": "UTC"}

    assert api.refusal(SLOTS, **{**known, **wrong}) == "INVALID"


@pytest.mark.parametrize("given", ["nonsense", "", "\x00", "x" * 5000])
def test_an_unknown_campaign_is_not_there(api: Api, agenda: Agenda, noon: Noon, given: str) -> None:
    known = {"from": noon(2).date().isoformat(), "timeZone": "UTC"}

    assert api.refusal(SLOTS, campaign=given, **known) == "NOT_FOUND"


def test_somebody_who_is_no_host_is_not_there(
    api: Api, agenda: Agenda, other_shop: Shop, noon: Noon
) -> None:
    colleague = factories.personal_shopper(agenda.shop.installation)
    known = {"campaign": agenda.id, "from": noon(2).date().isoformat(), "timeZone": "UTC"}
    for person in (colleague, other_shop.shopper):
        wanted = to_global_id(GlobalType.PERSONAL_SHOPPER, person.pk)
        assert api.refusal(SLOTS, **known, personalShopper=wanted) == "NOT_FOUND"


def test_the_campaign_tells_which_shop_it_is(
    api: Api, agenda: Agenda, other_shop: Shop, noon: Noon
) -> None:
    """Where there are several shops and none is named; the shop's pages may read the answer."""
    variables = {"campaign": agenda.id, "from": noon(2).date().isoformat(), "timeZone": "UTC"}

    response = api.post(SLOTS, variables, Origin=STOREFRONT)

    assert len(response.json()["data"]["personalShopperAvailableSlots"]) == 7 * 24
    assert response.headers["Access-Control-Allow-Origin"] == STOREFRONT


def test_for_another_shop_the_campaign_is_not_there(
    api: Api, agenda: Agenda, other_shop: Shop, noon: Noon
) -> None:
    variables = {"campaign": agenda.id, "from": noon(2).date().isoformat(), "timeZone": "UTC"}
    theirs = {"Authorization": f"Bearer {desk_bearer(other_shop.admin)}"}
    named = {"Saleor-Api-Url": other_shop.installation.saleor_api_url}
    unknown = {"Saleor-Api-Url": "https://nowhere.example.com/graphql/"}

    for headers in (theirs, named, unknown):
        (error,) = api.post(SLOTS, variables, **headers).json()["errors"]
        assert error["extensions"]["code"] == "NOT_FOUND"
        made = api.post(BOOK, {"input": agenda.booking(noon(2))}, **headers).json()
        assert codes(made["data"]["personalShopperEventBook"]) == ["NOT_FOUND"]


def test_a_deleted_campaign_or_a_suspended_shop_is_not_there(
    api: Api, agenda: Agenda, noon: Noon
) -> None:
    known = {"campaign": agenda.id, "from": noon(2).date().isoformat(), "timeZone": "UTC"}
    agenda.campaign.deleted_at = noon(0)
    agenda.campaign.save()
    assert api.refusal(SLOTS, **known) == "NOT_FOUND"

    agenda.campaign.deleted_at = None
    agenda.campaign.save()
    agenda.shop.installation.status = "SUSPENDED"
    agenda.shop.installation.save()
    assert api.refusal(SLOTS, **known) == "NOT_FOUND"


@pytest.mark.feature("SF-12", "AD-01")
def test_a_customer_books(api: Api, agenda: Agenda, noon: Noon) -> None:
    made = booked(api, agenda, noon(2), phone="555", language="es")

    assert made["alternatives"] == []
    assert made["event"]["status"] == "SCHEDULED"
    assert made["event"]["startsAt"] == noon(2).isoformat()
    assert made["event"]["endsAt"] == (noon(2) + timedelta(hours=1)).isoformat()
    assert made["event"]["personalShopper"]["name"] == "Paula Shopper"
    assert made["event"]["personalShopper"]["email"] is None
    assert made["joinUrl"].startswith("http://testserver/e/")
    assert made["manageUrl"].startswith("http://testserver/manage/")
    assert len(slots(api, agenda, noon(2))) == 23


def test_losers_get_three_alternatives(api: Api, agenda: Agenda, noon: Noon) -> None:
    booked(api, agenda, noon(2))

    lost = api.ask(BOOK, input=agenda.booking(noon(2), email="cora@example.com"))

    assert codes(lost) == ["SLOT_TAKEN"]
    assert (lost["event"], lost["joinUrl"], lost["manageUrl"]) == (None, None, None)
    hour = timedelta(hours=1)
    near = [noon(2) - hour, noon(2) + hour, noon(2) - 2 * hour]
    assert [one["startsAt"] for one in lost["alternatives"]] == sorted(x.isoformat() for x in near)
    for one in lost["alternatives"]:
        again = agenda.booking(noon(2), email=f"{one['startsAt'][:13]}@example.com")
        assert codes(api.ask(BOOK, input={**again, "startsAt": one["startsAt"]})) == []


def test_the_same_key_gives_the_same_answer(api: Api, agenda: Agenda, noon: Noon) -> None:
    answers = [booked(api, agenda, noon(2), idempotencyKey="k") for _ in range(2)]

    assert answers[0] == answers[1]


def test_a_signed_in_customer_finds_the_booking_again(api: Api, agenda: Agenda, noon: Noon) -> None:
    bearer = customer_bearer(agenda.shop.installation, "VXNlcjo5")
    made = api.ask(BOOK, bearer, input=agenda.booking(noon(2)))

    mine = "{ personalShopperEvents { edges { node { id } } } }"
    assert api.ask(mine, bearer)["edges"] == [{"node": {"id": made["event"]["id"]}}]
    cancelled = api.ask(CANCEL, bearer, event=made["event"]["id"])
    assert cancelled["event"]["status"] == "CANCELLED"


def test_a_hold_is_made_used_and_released(api: Api, agenda: Agenda, noon: Noon) -> None:
    wanted = {"campaign": agenda.id, "startsAt": noon(2).isoformat()}
    hold = api.ask(HOLD, input=wanted)["hold"]
    assert hold["personalShopper"] == {"name": "Paula Shopper"}
    assert codes(api.ask(BOOK, input=agenda.booking(noon(2)))) == ["SLOT_TAKEN"]
    assert len(slots(api, agenda, noon(2))) == 23
    refused = api.ask(HOLD, input=wanted)
    assert (codes(refused), len(refused["alternatives"])) == (["SLOT_TAKEN"], 3)

    for _ in range(2):
        assert codes(api.ask(RELEASE, hold=hold["id"])) == []
    again = api.ask(HOLD, input=wanted)["hold"]
    assert booked(api, agenda, noon(2), hold=again["id"])


def test_the_link_to_manage_shows_the_booking(api: Api, agenda: Agenda, noon: Noon) -> None:
    made = booked(api, agenda, noon(2))

    page = api.ask(MANAGE, token=token_of(made))

    assert page["event"] == {"status": "SCHEDULED", "customerName": "Carla"}
    assert (page["mayChange"], page["joinUrl"]) == (True, made["joinUrl"])
    assert page["calendarUrl"] == f"{made['joinUrl']}/calendar.ics"
    assert page["bookingPage"] == {"name": "Winter looks", "campaign": agenda.id}


@pytest.mark.feature("S6", "S7")
def test_the_link_to_manage_moves_and_cancels(api: Api, agenda: Agenda, noon: Noon) -> None:
    """S6, S7: without login, and told to who did it."""
    token = token_of(booked(api, agenda, noon(2)))

    moved = api.ask(MOVE, token=token, startsAt=noon(3).isoformat())
    assert moved["event"]["startsAt"] == noon(3).isoformat()
    assert moved["event"]["personalShopper"] == {"name": "Paula Shopper"}
    refused = api.ask(MOVE, token=token, startsAt=noon(99).isoformat())
    assert (codes(refused), len(refused["alternatives"])) == (["TOO_FAR"], 3)
    for _ in range(2):
        cancelled = api.ask(CANCEL, token=token)
        assert cancelled["event"]["status"] == "CANCELLED"
        assert cancelled["event"]["log"] == []
    assert codes(api.ask(MOVE, token=token, startsAt=noon(4).isoformat())) == ["CANCELLED"]
    assert api.ask(MANAGE, token=token)["mayChange"] is False


@pytest.mark.feature("S6")
def test_what_a_booking_takes_up_is_free_to_itself(api: Api, agenda: Agenda, noon: Noon) -> None:
    # given a booking of an hour, where calls begin every half hour
    agenda.campaign.increment_minutes = 30
    agenda.campaign.save()
    token = token_of(booked(api, agenda, noon(2)))

    def starts(**asked: str) -> set[str]:
        found = slots(api, agenda, noon(2), **asked)
        return {one["startsAt"] for one in found if one["startsAt"][11:13] in ("11", "12", "13")}

    around = {(noon(2) + timedelta(minutes=one)).isoformat() for one in (-60, -30, 30, 60, 90)}

    # then others are not offered what overlaps it, but whoever moves it is, save where it stands
    half_past = {(noon(2) + timedelta(minutes=one)).isoformat() for one in (-30, 30)}
    assert starts() == around - half_past
    assert starts(manageToken=token) == around
    assert codes(api.ask(MOVE, token=token, startsAt=max(half_past))) == []


def test_a_token_of_no_booking_of_the_campaign_is_refused(
    api: Api, agenda: Agenda, noon: Noon
) -> None:
    join = booked(api, agenda, noon(2))["joinUrl"].rsplit("/", 1)[1]
    known = {"campaign": agenda.id, "from": noon(2).date().isoformat(), "timeZone": "UTC"}
    for wrong in ("nonsense", join):
        assert api.refusal(SLOTS, **known, manageToken=wrong) == "NOT_FOUND"


def test_the_link_into_the_call_manages_nothing(api: Api, agenda: Agenda, noon: Noon) -> None:
    made = booked(api, agenda, noon(2))
    token = made["joinUrl"].rsplit("/", 1)[1]

    assert api.ask(MANAGE, token=token) is None
    assert codes(api.ask(CANCEL, token=token)) == ["NOT_FOUND"]
    assert codes(api.ask(MOVE, token=token, startsAt=noon(3).isoformat())) == ["NOT_FOUND"]


def test_the_link_to_manage_does_not_lead_into_the_call(
    api: Api, agenda: Agenda, noon: Noon
) -> None:
    token = token_of(booked(api, agenda, noon(2)))
    join = """mutation ($token: String!) {
      personalShopperEventJoin(token: $token, consent: true) { errors { code } } }"""
    link = "query ($token: String!) { personalShopperLink(token: $token) { state } }"

    assert codes(api.ask(join, token=token)) == ["NOT_FOUND"]
    assert api.ask(link, token=token)["state"] == "UNKNOWN"


def test_exactly_one_of_event_and_token_is_given(api: Api, agenda: Agenda, noon: Noon) -> None:
    made = booked(api, agenda, noon(2))
    both = {"event": made["event"]["id"], "token": token_of(made)}

    for given in (both, {}):
        assert codes(api.ask(CANCEL, **given)) == ["REQUIRED"]
    assert codes(api.ask(CANCEL, event=made["event"]["id"])) == ["NOT_FOUND"]


@pytest.mark.feature("S6")
def test_staff_move_hand_over_and_cancel(api: Api, agenda: Agenda, noon: Noon) -> None:
    made = booked(api, agenda, noon(2))
    shop, event = agenda.shop, made["event"]["id"]
    colleague = factories.personal_shopper(shop.installation, name="Cleo")
    reassign = """mutation ($event: ID!, $person: ID) {
      personalShopperEventReassign(event: $event, personalShopper: $person, reason: "Ill") {
        event { personalShopper { name } log { action actorName reason before after } }
        errors { field code } } }"""
    bearer, admin = desk_bearer(shop.shopper_member), desk_bearer(shop.admin)
    person = to_global_id(GlobalType.PERSONAL_SHOPPER, colleague.pk)

    moved = api.ask(MOVE, bearer, event=event, startsAt=noon(3).isoformat())
    assert moved["event"]["startsAt"] == noon(3).isoformat()
    handed = api.ask(reassign, bearer, event=event, person=person)
    assert handed["event"]["personalShopper"] == {"name": "Cleo"}
    assert handed["event"]["log"][-1] == {
        "action": "REASSIGNED",
        "actorName": "Paula Shopper",
        "reason": "Ill",
        "before": "Paula Shopper",
        "after": "Cleo",
    }
    assert codes(api.ask(CANCEL, bearer, event=event)) == ["NOT_FOUND"]
    assert api.ask(CANCEL, admin, event=event)["event"]["status"] == "CANCELLED"


def test_staff_of_another_shop_reach_nothing(
    api: Api, agenda: Agenda, other_shop: Shop, noon: Noon
) -> None:
    made = booked(api, agenda, noon(2))
    bearer = desk_bearer(other_shop.admin)

    assert codes(api.ask(CANCEL, bearer, event=made["event"]["id"])) == ["NOT_FOUND"]
    assert codes(api.ask(CANCEL, bearer, token=token_of(made))) == ["NOT_FOUND"]
    when = noon(3).isoformat()
    assert codes(api.ask(MOVE, bearer, token=token_of(made), startsAt=when)) == ["NOT_FOUND"]


def test_private_calls_have_no_link_to_manage(api: Api, shop: Shop, noon: Noon) -> None:
    create = """mutation ($when: DateTime!) { personalShopperEventCreate(input: {
      name: "Carla", email: "carla@example.com", channel: "default-channel", startsAt: $when
    }) { event { id manageUrl } errors { code } } }"""

    made = api.ask(create, desk_bearer(shop.shopper_member), when=noon(2).isoformat())

    assert made["event"]["manageUrl"] is None
    assert not EventLink.objects.filter(kind=LinkKind.MANAGE).exists()


def test_a_customer_of_a_private_call_does_not_move_it(api: Api, call: Call, noon: Noon) -> None:
    Event.objects.filter(pk=call.event.pk).update(
        origin="PRIVATE", status="SCHEDULED", starts_at=noon(1)
    )
    bearer = call.bearer(call.customer)

    refused = api.ask(MOVE, bearer, event=call.id, startsAt=noon(2).isoformat())

    assert codes(refused) == ["PERMISSION_DENIED"]


@pytest.mark.feature("S16")
def test_the_page_tells_what_is_asked(api: Api, shop: Shop) -> None:
    question = {"id": "size", "label": "Size?", "kind": "TEXT", "required": True, "options": []}
    agenda = open_agenda(shop, questions=[question])
    page = """query ($campaign: ID!, $person: ID) {
      personalShopperBookingPage(campaign: $campaign, personalShopper: $person) {
        campaign name timeZone durationMinutes opensAt closesAt logoUrl storeName
        personalShoppers { name languages avatarUrl } questions { id label kind required options }
        consentText { text } } }"""

    found = api.ask(page, campaign=agenda.campaign.public_id, person=agenda.person.public_id)

    assert (found["campaign"], found["name"]) == (agenda.id, "Winter looks")
    assert (found["timeZone"], found["durationMinutes"]) == ("Europe/Madrid", 60)
    assert found["opensAt"] < found["closesAt"]
    assert found["questions"] == [question]
    assert found["personalShoppers"] == [
        {"name": "Paula Shopper", "languages": [], "avatarUrl": None}
    ]
    assert api.ask(page, campaign="nonsense") is None


def test_the_page_of_a_campaign_that_is_over_says_so(api: Api, shop: Shop, noon: Noon) -> None:
    over = open_agenda(shop, starts_on=noon(-9).date(), ends_on=noon(-2).date())
    page = """query ($campaign: ID!) { personalShopperBookingPage(campaign: $campaign) {
      name opensAt closesAt } }"""

    assert api.ask(page, campaign=over.id) == {
        "name": "Winter looks",
        "opensAt": None,
        "closesAt": None,
    }
    closed = api.ask(BOOK, input=over.booking(noon(2)))
    assert (codes(closed), closed["alternatives"]) == (["CAMPAIGN_CLOSED"], [])


def test_slots_of_fifty_people_and_thirty_days_cost_six_queries_at_most(
    api: Api,
    agenda: Agenda,
    noon: Noon,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    """The shop's selection and the answer's origin included."""
    installation, group = agenda.shop.installation, agenda.campaign.group
    for _ in range(49):
        person = factories.personal_shopper(installation)
        factories.availability(installation, name="", personal_shopper=person, time_zone="UTC")
        group.members.create(installation=installation, personal_shopper=person)
    booked(api, agenda, noon(2))
    variables = {"campaign": agenda.id, "from": noon(1).date().isoformat(), "timeZone": "UTC"}

    with django_assert_max_num_queries(6):
        answer = api.post(SLOTS, {**variables, "days": 30}, Origin=STOREFRONT).json()

    assert len(answer["data"]["personalShopperAvailableSlots"]) > 600

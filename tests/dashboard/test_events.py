"""The list of events, booking for a customer, moving, handing over, and putting right."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.utils import timezone

from saleor_personal_shopper.core.events.models import Event, EventOrigin, EventStatus
from saleor_personal_shopper.core.events.services import cancel_event, reassign_event
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from tests import factories
from tests.core.events.agenda import MADRID, Agenda
from tests.dashboard.conftest import Staff

CALLS = "/dashboard/calls"
EVENTS = f"{CALLS}/events"
ALWAYS = [{"weekday": day, "from": "00:00", "until": "24:00"} for day in range(1, 8)]


@pytest.fixture
def agenda(installation: Installation, paula: Staff) -> Agenda:
    """Paula and Bea, at any hour of the next month."""
    bea = factories.personal_shopper(installation, name="Bea")
    assert paula.personal_shopper
    today = timezone.now().date()
    campaign = factories.campaign(
        installation,
        group=factories.group(installation, paula.personal_shopper, bea),
        availability=factories.availability(installation, weekly=ALWAYS),
        starts_on=today - timedelta(days=1),
        ends_on=today + timedelta(days=30),
    )
    return Agenda(campaign, paula.personal_shopper, bea)


def noon(days: int = 2) -> datetime:
    """In Madrid, as whole as a slot."""
    day = (timezone.now() + timedelta(days=days)).astimezone(MADRID)
    return day.replace(hour=12, minute=0, second=0, microsecond=0).astimezone(UTC)


@pytest.fixture
def booked(agenda: Agenda) -> Event:
    wish = {"personal_shopper": agenda.ada, "email": "carla@example.com"}
    return agenda.book(noon(), timezone.now(), **wish).event


def note(response: HttpResponse) -> str:
    return str(json.loads(response.headers["HX-Trigger"])["staff:note"]["text"])


def form(agenda: Agenda, **fields: Any) -> dict[str, Any]:
    return {
        "campaign": str(agenda.campaign.pk),
        "person": str(agenda.ada.pk),
        "duration": "45",
        "slot": noon().isoformat(),
        "name": "Emma Collins",
        "email": "emma@example.com",
        "language": "es",
        "key": "a",
        **fields,
    }


@pytest.mark.feature("MN-05")
def test_events_are_filtered(
    installation: Installation, agenda: Agenda, booked: Event, admin: Staff
) -> None:
    factories.event(
        installation,
        customer_name="Olivia Old",
        customer_email="olivia@example.com",
        status=EventStatus.FINISHED,
        live_at=timezone.now() - timedelta(days=40),
    )
    factories.event(installation, customer_name="Archie", status="EXPIRED", is_archived=True)
    day = booked.starts_at.astimezone(MADRID).date()

    def names(**asked: object) -> set[str]:
        page = admin.client.get(
            f"{EVENTS}/rows", asked, headers={"authorization": f"Bearer {admin.token}"}
        ).text
        return {name for name in ("Carla", "Olivia", "Archie") if name in page}

    assert names() == {"Carla", "Olivia"}
    assert names(search="carla exam") == {"Carla"}
    assert names(search="nobody") == set()
    assert names(status="FINISHED") == {"Olivia"}
    assert names(status="ARCHIVED") == {"Archie"}
    assert names(campaign=agenda.campaign.pk) == {"Carla"}
    assert names(person=agenda.ada.pk) == {"Carla"}
    assert names(person=agenda.bea.pk) == names(person="x") == set()
    zone = {"time_zone": "Europe/Madrid"}
    assert names(since=day, until=day, **zone) == {"Carla"}
    assert names(since=day + timedelta(days=1), **zone) == set()
    assert names(until=day - timedelta(days=1), **zone) == {"Olivia"}
    assert names(since="yesterday") == {"Carla", "Olivia"}


def test_days_of_the_filter_are_the_readers(agenda: Agenda, admin: Staff) -> None:
    late = noon().replace(hour=23, minute=30)
    agenda.book(late, timezone.now(), personal_shopper=agenda.ada)
    day = late.date() + timedelta(days=1)

    def count(zone: str) -> int:
        page = admin.get(f"{EVENTS}/rows?since={day}", **{"time-zone": zone}).text
        return page.count("Carla Customer")

    assert (count("Europe/Madrid"), count("UTC")) == (1, 0)


def test_many_events_come_in_pages_and_the_address_keeps_the_filters(
    installation: Installation, admin: Staff
) -> None:
    for number in range(30):
        factories.event(installation, customer_name=f"Customer {number:02}", status="FINISHED")

    answer = admin.get(f"{EVENTS}/rows?page=2&status=FINISHED&campaign=")

    assert "26–30 of 30" in answer.text
    replaced = answer.headers["HX-Replace-Url"]
    assert replaced.startswith(f"{EVENTS}?saleorApiUrl=") and replaced.endswith("&status=FINISHED")


def test_personal_shoppers_list_their_own_events(
    installation: Installation, booked: Event, agenda: Agenda, paula: Staff
) -> None:
    factories.event(
        installation, customer_name="Olivia", personal_shopper=agenda.bea, status="FINISHED"
    )
    page = paula.get(f"{EVENTS}/content").text
    assert "Carla Customer" in page and "Olivia" not in page
    assert "Any personal shopper" not in page


def test_an_empty_list_says_what_to_do(admin: Staff) -> None:
    assert "No events yet." in admin.get(f"{EVENTS}/content").text
    assert "No event matches." in admin.get(f"{EVENTS}/rows?search=x").text


@pytest.mark.feature("MN-05", "AD-04")
def test_staff_book_for_a_customer(agenda: Agenda, admin: Staff) -> None:
    page = admin.get(f"{EVENTS}/new/content", **{"time-zone": "Europe/Madrid"}).text
    assert 'value="30"' in page and "Bea" in page and "free" in page

    made = admin.post(f"{EVENTS}/book", form(agenda))

    assert note(made) == "Call booked"
    event = Event.objects.of(agenda.installation).get()
    assert (event.starts_at, event.duration_minutes, event.personal_shopper) == (
        noon(),
        45,
        agenda.ada,
    )
    assert made.headers["HX-Push-Url"].startswith(f"{EVENTS}/{event.pk}")
    assert "Emma Collins" in made.text and "Link to move or cancel it" in made.text
    assert admin.post(f"{EVENTS}/book", form(agenda)).status_code == 200
    assert Event.objects.of(agenda.installation).count() == 1


def test_a_time_of_ones_own_is_meant_in_the_readers_zone(agenda: Agenda, admin: Staff) -> None:
    day = noon().date()
    own = {"slot": "other", "starts_at": f"{day}T03:10", "time_zone": "America/Bogota"}
    assert note(admin.post(f"{EVENTS}/book", form(agenda, **own))) == "Call booked"
    event = Event.objects.of(agenda.installation).get()
    assert event.starts_at == datetime(day.year, day.month, day.day, 8, 10, tzinfo=UTC)


def test_a_taken_time_leads_to_the_nearest_that_are_free(
    agenda: Agenda, booked: Event, admin: Staff
) -> None:
    refused = admin.post(f"{EVENTS}/book", form(agenda))

    assert refused.status_code == 422
    assert "Somebody was faster." in refused.text
    assert "The nearest free times" in refused.text
    assert "Emma Collins" in refused.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"campaign": ""}, "Please fill this in."),
        ({"campaign": "x"}, "Choose a campaign that is open."),
        ({"name": ""}, "Please fill this in."),
        ({"email": "emma"}, "This is no email address."),
        ({"slot": ""}, "Choose a time."),
        ({"duration": "3"}, "Choose between 5 and 480 minutes."),
    ],
)
def test_the_booking_form_is_checked(
    agenda: Agenda, admin: Staff, fields: dict[str, str], words: str
) -> None:
    refused = admin.post(f"{EVENTS}/book", form(agenda, **fields))
    assert refused.status_code == 422 and words in refused.text
    assert not Event.objects.of(agenda.installation).exists()


def test_personal_shoppers_book_themselves_alone(agenda: Agenda, paula: Staff) -> None:
    page = paula.get(f"{EVENTS}/new/content").text
    assert "Bea" not in page
    paula.post(f"{EVENTS}/book", form(agenda, person=str(agenda.bea.pk)))
    assert Event.objects.of(agenda.installation).get().personal_shopper == agenda.ada


def test_slots_are_offered_by_the_readers_days(agenda: Agenda, admin: Staff) -> None:
    query = f"campaign={agenda.campaign.pk}&day={noon().date()}&duration=60&person={agenda.ada.pk}"
    agenda.book(noon(), timezone.now(), personal_shopper=agenda.ada)

    page = admin.get(f"{EVENTS}/slots?{query}", **{"time-zone": "Asia/Tokyo"}).text

    assert "Asia/Tokyo" in page
    assert noon().isoformat() not in page
    assert (noon() - timedelta(hours=1)).isoformat() in page
    assert (noon() - timedelta(minutes=30)).isoformat() not in page


@pytest.mark.feature("AD-04", "S6")
def test_a_booking_is_moved_to_a_free_slot(booked: Event, agenda: Agenda, paula: Staff) -> None:
    place = f"{EVENTS}/{booked.pk}"
    later = noon() + timedelta(hours=2)
    assert "Move…" in paula.get(f"{place}/content").text
    page = paula.get(f"{place}/move/content?day={noon().date()}").text
    assert later.isoformat() in page and "Anyone who is free" in page

    moved = paula.post(
        f"{place}/reschedule", {"slot": later.isoformat(), "duration": "50", "reason": "Train"}
    )

    assert note(moved) == "Call moved"
    booked.refresh_from_db()
    assert (booked.starts_at, booked.duration_minutes) == (later, 50)
    assert "“Train”" in moved.text and "Paula Shopper (Staff)" in moved.text


def test_what_cannot_be_moved_there_shows_where_it_can(
    booked: Event, agenda: Agenda, paula: Staff
) -> None:
    later = noon() + timedelta(hours=2)
    agenda.book(later, timezone.now(), personal_shopper=agenda.ada)
    place = f"{EVENTS}/{booked.pk}"

    refused = paula.post(f"{place}/reschedule", {"slot": later.isoformat()})
    assert refused.status_code == 422 and "The nearest free times" in refused.text

    moved = paula.post(f"{place}/reschedule", {"slot": later.isoformat(), "who": "anybody"})
    booked.refresh_from_db()
    assert (moved.status_code, booked.personal_shopper) == (200, agenda.bea)


def test_a_drop_asks_first_and_then_moves_to_time_and_person(
    booked: Event, agenda: Agenda, admin: Staff
) -> None:
    place, later = f"{EVENTS}/{booked.pk}", noon() + timedelta(hours=1)
    target = {"starts_at": later.isoformat(), "person": str(agenda.bea.pk)}
    headers = {"authorization": f"Bearer {admin.token}"}
    asked = admin.client.get(f"{place}/drop", target, headers=headers)
    assert "Move the call with Carla Customer?" in asked.text and "Bea" in asked.text
    booked.refresh_from_db()
    assert booked.starts_at == noon()

    assert note(admin.post(f"{place}/move-to", target)) == "Call moved"
    booked.refresh_from_db()
    assert (booked.starts_at, booked.personal_shopper) == (later, agenda.bea)
    same_time = {**target, "person": str(agenda.ada.pk)}
    assert note(admin.post(f"{place}/move-to", same_time)) == "Call moved"
    booked.refresh_from_db()
    assert booked.personal_shopper == agenda.ada


def test_a_drop_on_what_is_taken_leads_on(booked: Event, agenda: Agenda, admin: Staff) -> None:
    later = noon() + timedelta(hours=1)
    agenda.book(later, timezone.now(), personal_shopper=agenda.ada)
    target = {"starts_at": later.isoformat(), "person": str(agenda.ada.pk)}

    refused = admin.post(f"{EVENTS}/{booked.pk}/move-to", target)

    assert refused.status_code == 422
    assert "Somebody was faster." in refused.text
    assert "The nearest free times" in refused.text and "Choose another time" in refused.text
    assert admin.post(f"{EVENTS}/{booked.pk}/move-to", {"starts_at": "x"}).status_code == 422


@pytest.mark.feature("S6")
def test_a_call_is_handed_to_somebody_who_is_free(
    booked: Event, agenda: Agenda, paula: Staff, admin: Staff
) -> None:
    place = f"{EVENTS}/{booked.pk}"
    dialog = paula.get(f"{place}/colleagues").text
    assert "Bea" in dialog and "outside their hours" not in dialog
    assert paula.post(f"{place}/reassign").status_code == 422

    done = paula.post(f"{place}/reassign", {"person": str(agenda.bea.pk), "reason": "Ill"})

    assert note(done) == "Call handed over to Bea"
    assert done.headers["HX-Retarget"] == "#content" and "All events" in done.text
    booked.refresh_from_db()
    assert booked.personal_shopper == agenda.bea
    back = admin.post(f"{place}/reassign", {"person": str(agenda.ada.pk)})
    assert "staff:changed" in json.loads(back.headers["HX-Trigger"])


def test_where_nobody_is_free_the_call_can_be_moved(
    booked: Event, agenda: Agenda, admin: Staff
) -> None:
    agenda.book(noon(), timezone.now(), personal_shopper=agenda.bea)
    place = f"{EVENTS}/{booked.pk}"
    assert "Nobody else is free then." in admin.get(f"{place}/colleagues").text
    refused = admin.post(f"{place}/reassign", {"person": str(agenda.bea.pk)})
    assert refused.status_code == 422 and "Nobody is free at that time." in refused.text


def test_the_customers_details_are_put_right(booked: Event, paula: Staff) -> None:
    place = f"{EVENTS}/{booked.pk}"
    assert 'value="carla@example.com"' in paula.get(f"{place}/details").text
    values = {"name": "Carla Costa", "email": "costa@example.com", "language": "ca"}

    assert note(paula.post(f"{place}/change", values)) == "Changes saved"

    page = paula.get(f"{place}/content").text
    assert "Carla Costa" in page and "Customer&#x27;s details changed" in page
    refused = paula.post(f"{place}/change", {**values, "email": "costa"})
    assert refused.status_code == 422 and 'aria-invalid="true"' in refused.text


def test_a_booking_is_cancelled_with_words_and_its_story_told(
    booked: Event, agenda: Agenda, paula: Staff
) -> None:
    place = f"{EVENTS}/{booked.pk}"
    cancelled = paula.post(f"{place}/cancel", {"reason": "The shop is closed that day."})

    assert note(cancelled) == "Call cancelled"
    assert "“The shop is closed that day.”" in cancelled.text
    assert agenda.campaign.name in cancelled.text
    for words in ("Move…", "Hand over…", "Cancel call"):
        assert words not in cancelled.text


def test_the_mails_are_listed(agenda: Agenda, paula: Staff, settings: Any) -> None:
    settings.SMTP_SERVER = object()
    event = agenda.book(noon(3), timezone.now(), personal_shopper=agenda.ada).event
    page = paula.get(f"{EVENTS}/{event.pk}/content").text
    for words in ("Booked", "Reminder 24 hours before", "Reminder 1 hour before", "To be sent"):
        assert words in page, words
    cancel_event(event=event, actor=rights_of(paula), now=timezone.now())
    assert "Not needed" in paula.get(f"{EVENTS}/{event.pk}/content").text


def test_the_mail_to_who_gave_a_call_away_is_not_called_cancelled(
    agenda: Agenda, admin: Staff, settings: Any
) -> None:
    settings.SMTP_SERVER = object()
    event = agenda.book(noon(3), timezone.now(), personal_shopper=agenda.ada).event
    handed_over, cancelled = (
        f'<p class="row-title">{words}</p>\n    <p class="row-note">{{}}<'
        for words in ("Handed over", "Cancelled")
    )
    assert "Handed over" not in admin.get(f"{EVENTS}/{event.pk}/content").text

    # when the call goes to another, then the mail to the first says so
    reassign_event(
        event=event, personal_shopper=agenda.bea, rights=rights_of(admin), now=timezone.now()
    )
    page = admin.get(f"{EVENTS}/{event.pk}/content").text
    assert handed_over.format(agenda.ada.email) in page
    assert '<p class="row-title">Cancelled</p>' not in page

    # and once it is cancelled, that is said to the other
    event.refresh_from_db()
    cancel_event(event=event, actor=rights_of(admin), now=timezone.now())
    page = admin.get(f"{EVENTS}/{event.pk}/content").text
    assert cancelled.format(agenda.bea.email) in page
    assert handed_over.format(agenda.ada.email) in page


def test_a_call_of_somebody_who_has_left_says_so(
    installation: Installation, booked: Event, agenda: Agenda, admin: Staff
) -> None:
    PersonalShopper.objects.of(installation).filter(pk=agenda.ada.pk).update(
        deactivated_at=timezone.now()
    )
    assert "Nobody holds this call any more" in admin.get(f"{EVENTS}/{booked.pk}/content").text
    assert "has left" in admin.get(f"{EVENTS}/content").text


def test_a_private_call_is_moved_by_a_time_of_ones_own(
    installation: Installation, paula: Staff
) -> None:
    call = factories.event(
        installation,
        status=EventStatus.SCHEDULED,
        origin=EventOrigin.PRIVATE,
        starts_at=noon(),
        personal_shopper=paula.personal_shopper,
    )
    page = paula.get(f"{EVENTS}/{call.pk}/move/content").text
    assert 'name="slot" value="other"' in page and "Free times" not in page

    # and begins with the time that it has, on the reader's own clock
    local = noon().astimezone(ZoneInfo("Asia/Tokyo")).strftime("%Y-%m-%dT%H:%M")
    page = paula.get(f"{EVENTS}/{call.pk}/move/content", **{"time-zone": "Asia/Tokyo"}).text
    assert f'value="{local}"' in page


def test_another_shops_and_anothers_events_cannot_be_touched(
    installation: Installation, other_installation: Installation, agenda: Agenda, paula: Staff
) -> None:
    theirs = agenda.book(noon(), timezone.now(), personal_shopper=agenda.bea).event
    foreign = factories.event(other_installation, status="SCHEDULED", starts_at=noon())
    for event in (theirs, foreign):
        for path in ("move/content", "slots", "drop", "colleagues", "details"):
            assert paula.get(f"{EVENTS}/{event.pk}/{path}").status_code == 404
        for path in ("reschedule", "move-to", "reassign", "change"):
            assert paula.post(f"{EVENTS}/{event.pk}/{path}").status_code == 404


def rights_of(staff: Staff) -> Any:
    from saleor_personal_shopper.core.installations.models import StaffMember
    from saleor_personal_shopper.core.shoppers.staff import rights_of as read

    member = StaffMember.objects.of(staff.installation).get(email=staff.email)
    return read(member, now=timezone.now())


@pytest.mark.feature("MN-05")
def test_staff_note_what_the_customer_answers_to_the_campaigns_questions(
    agenda: Agenda, admin: Staff
) -> None:
    # given a campaign that asks, one question even of everybody
    agenda.campaign.questions = [
        {"id": "fit", "label": "Which size?", "kind": "CHOICE", "options": ["S", "M"]},
        {"id": "gift", "label": "Is it a present?", "kind": "CHECKBOX"},
        {"id": "wish", "label": "What do you look for?", "kind": "PARAGRAPH", "required": True},
    ]
    agenda.campaign.save()
    page = admin.get(f"{EVENTS}/new/content").text
    assert all(one["label"] in page for one in agenda.campaign.questions)

    # when staff answer some of them, first with the name missing
    typed = form(agenda, **{"answer-fit": "M", "answer-gift": "true"})
    again = admin.post(f"{EVENTS}/book", {**typed, "name": ""}).text
    assert "<option selected>M</option>" in again and 'value="true" checked' in again
    admin.post(f"{EVENTS}/book", typed)

    # then the event holds them, and nothing for what was left open
    event = Event.objects.of(admin.installation).get(customer_email="emma@example.com")
    answers = [(one["label"], one["answer"]) for one in event.answers]
    assert answers == [("Which size?", "M"), ("Is it a present?", "true")]
    shown = admin.get(f"{EVENTS}/{event.pk}/content").text
    assert "<dt>Is it a present?</dt><dd>Yes</dd>" in shown


def test_a_campaign_without_mails_tells_no_customer(
    booked: Event, agenda: Agenda, paula: Staff, mail_set_up: None
) -> None:
    move = f"{EVENTS}/{booked.pk}/move/content"
    assert "The customer gets a mail with the new time" in paula.get(move).text
    agenda.campaign.sends_mail = False
    agenda.campaign.save()
    assert "Tell the customer about the new time" in paula.get(move).text

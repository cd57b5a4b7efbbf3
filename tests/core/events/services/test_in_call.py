"""What participants do in a call: talk, show products, change their minds, send media."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.capabilities import capabilities_of
from saleor_personal_shopper.core.events.models import (
    ChatMessage,
    Consent,
    ConsentKind,
    Event,
    Participant,
    Publication,
    PublicationSource,
    ShownProduct,
)
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests import factories

from ..conftest import Commits, room_messages

CAMERA = PublicationSource.CAMERA


@pytest.fixture
def live(installation: Installation, shopper: PersonalShopper, now: datetime) -> Event:
    return factories.event(installation, status="LIVE", live_at=now, personal_shopper=shopper)


def seat(event: Event, role: str, **fields: Any) -> Participant:
    granted = capabilities_of(role, "PROPOSE")
    return factories.participant(event, role, capabilities=granted, **fields)


@pytest.fixture
def carla(live: Event) -> Participant:
    return seat(live, "CUSTOMER", socket_id="c")


@pytest.fixture
def paula(live: Event, shopper: PersonalShopper) -> Participant:
    return seat(live, "PERSONAL_SHOPPER", name="Paula", personal_shopper=shopper, socket_id="p")


@pytest.fixture
def gus(live: Event) -> Participant:
    return seat(live, "GUEST", name="Gus")


ACTS: dict[str, Callable[[Participant, datetime], object]] = {
    "chat": lambda who, now: services.send_chat_message(participant=who, text="Hi", now=now),
    "show": lambda who, now: services.show_product(
        participant=who, product_id="P", product={"id": "P", "name": "J", "variants": []}, now=now
    ),
    "consent": lambda who, now: services.update_consent(
        participant=who, kind=ConsentKind.RECORDING, given=True, now=now
    ),
    "publish": lambda who, now: services.add_publication(
        participant=who, source=CAMERA, media_session="m", now=now
    ),
    "mute": lambda who, now: services.update_media(
        participant=who, microphone=True, camera=False, now=now
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_who_has_left_does_nothing_more(paula: Participant, now: datetime, act: str) -> None:
    Participant.objects.of(paula.installation_id).update(left_at=now)

    with pytest.raises(DomainError) as refusal:
        ACTS[act](paula, now)
    assert refusal.value.code == "PERMISSION_DENIED"


@pytest.mark.parametrize("act", ACTS)
def test_who_was_sent_out_does_nothing_more(paula: Participant, now: datetime, act: str) -> None:
    Participant.objects.of(paula.installation_id).update(token_generation=2)

    with pytest.raises(DomainError) as refusal:
        ACTS[act](paula, now)
    assert refusal.value.code == "PERMISSION_DENIED"


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_done_after_the_end(paula: Participant, now: datetime, act: str) -> None:
    Event.objects.of(paula.installation_id).update(status="FINISHED")

    with pytest.raises(DomainError) as refusal:
        ACTS[act](paula, now)
    assert refusal.value.code == "ENDED"


def test_chat_is_kept_and_sent_in_the_senders_name(
    carla: Participant, now: datetime, commits: Commits
) -> None:
    with commits():
        message = services.send_chat_message(participant=carla, text=" Hello\x00! ", now=now)

    assert ChatMessage.objects.of(carla.installation_id).get().text == "Hello!"
    [sent] = room_messages("chat.message")
    assert sent["data"]["id"] == str(message.pk)
    assert sent["data"]["participant"]["name"] == "Carla Customer"
    assert sent["seq"] == 1


def test_chat_sent_again_by_its_key_is_said_once(
    carla: Participant, paula: Participant, now: datetime, commits: Commits
) -> None:
    with commits():
        first = services.send_chat_message(participant=carla, text="Hello", key="k1", now=now)
        again = services.send_chat_message(participant=carla, text="Hello", key="k1", now=now)

    assert again.pk == first.pk
    [sent] = room_messages("chat.message")
    assert sent["data"]["key"] == "k1"

    # and neither another key, nor none, nor the same key of somebody else is the same
    for who, key in ((carla, "k2"), (carla, ""), (carla, ""), (paula, "k1")):
        services.send_chat_message(participant=who, text="Hello", key=key, now=now)
    assert ChatMessage.objects.of(carla.installation_id).count() == 5


def test_chat_has_a_key_of_at_most_64_characters(carla: Participant, now: datetime) -> None:
    with pytest.raises(DomainError) as refusal:
        services.send_chat_message(participant=carla, text="Hello", key="k" * 65, now=now)
    assert (refusal.value.code, refusal.value.field) == ("INVALID", "key")


@pytest.mark.parametrize(("text", "code"), [("  ", "REQUIRED"), ("x" * 2001, "INVALID")])
def test_chat_has_between_one_and_two_thousand_characters(
    carla: Participant, now: datetime, text: str, code: str
) -> None:
    services.send_chat_message(participant=carla, text="x" * 2000, now=now)

    with pytest.raises(DomainError) as refusal:
        services.send_chat_message(participant=carla, text=text, now=now)
    assert refusal.value.code == code


def test_chat_costs_few_queries(
    carla: Participant, now: datetime, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(9):
        services.send_chat_message(participant=carla, text="Hi", now=now)


def test_a_product_is_shown_whole_and_logged(
    installation: Installation, paula: Participant, now: datetime, commits: Commits
) -> None:
    product = fake_shop(installation).add_product("Juice", variants=2)
    variant = product.variants[1].id
    with commits():
        services.show_product(
            participant=paula, product_id=product.card.id, variant_id=variant, now=now
        )

    shown = ShownProduct.objects.of(installation).get()
    assert (shown.product_id, shown.variant_id, shown.name) == (product.card.id, variant, "Juice")
    [sent] = room_messages("product.shown")
    assert sent["data"]["id"] == str(shown.pk)
    assert sent["data"]["product"]["name"] == "Juice"
    assert len(sent["data"]["product"]["variants"]) == 2
    assert sent["data"]["variant"] == variant
    assert sent["data"]["by"]["name"] == "Paula"


def test_a_product_that_the_caller_has_is_not_read_again(
    installation: Installation, paula: Participant, now: datetime
) -> None:
    payload = {"id": "P", "name": "Juice", "variants": [{"id": "V"}]}

    services.show_product(
        participant=paula, product_id="P", variant_id="V", product=payload, now=now
    )

    assert fake_shop(installation).calls == []


@pytest.mark.parametrize("who", ["carla", "gus"])
def test_only_the_personal_shopper_shows_products(
    request: pytest.FixtureRequest, now: datetime, who: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        ACTS["show"](request.getfixturevalue(who), now)
    assert refusal.value.code == "PERMISSION_DENIED"


def test_what_the_shop_lacks_cannot_be_shown(
    installation: Installation, paula: Participant, now: datetime
) -> None:
    product = fake_shop(installation).add_product()
    for product_id, variant_id, field in (
        ("UHJvZHVjdDo5", "", "product"),
        (product.card.id, "UHJvZHVjdFZhcmlhbnQ6OQ==", "variant"),
    ):
        with pytest.raises(DomainError) as refusal:
            services.show_product(
                participant=paula, product_id=product_id, variant_id=variant_id, now=now
            )
        assert (refusal.value.code, refusal.value.field) == ("INVALID", field)


def test_a_shop_that_does_not_answer_is_said_so(
    installation: Installation, paula: Participant, now: datetime
) -> None:
    fake_shop(installation).is_down = True

    with pytest.raises(DomainError) as refusal:
        services.show_product(participant=paula, product_id="UHJvZHVjdDo5", now=now)
    assert refusal.value.code == "SHOP_UNREACHABLE"


def test_the_room_hears_of_a_changed_consent(
    carla: Participant, now: datetime, commits: Commits
) -> None:
    with commits():
        services.update_consent(
            participant=carla, kind=ConsentKind.RECORDING, given=False, language="ca", now=now
        )

    [sent] = room_messages("consent.updated")
    assert sent["data"] == {
        "participant": to_global_id(GlobalType.PARTICIPANT, carla.pk),
        "kind": "RECORDING",
        "given": False,
    }
    kept = Consent.objects.of(carla.installation_id).get()
    assert (kept.given, kept.language) == (False, "ca")


def test_consents_are_appended_never_changed(carla: Participant, now: datetime) -> None:
    for given in (True, False, False, True):
        services.update_consent(participant=carla, kind=ConsentKind.RECORDING, given=given, now=now)

    kept = Consent.objects.of(carla.installation_id).order_by("pk")
    assert list(kept.values_list("given", flat=True)) == [True, False, True]


def test_withdrawing_the_consent_to_the_call_is_leaving(
    live: Event, carla: Participant, paula: Participant, now: datetime
) -> None:
    services.update_consent(participant=carla, kind=ConsentKind.CALL, given=False, now=now)

    carla.refresh_from_db()
    live.refresh_from_db()
    assert (carla.left_at, live.status) == (now, "LIVE")


def publish(participant: Participant, now: datetime, session: str = "m") -> Publication:
    added = services.add_publication(
        participant=participant, source=CAMERA, media_session=session, now=now
    )
    return added.publication


def test_a_publication_is_announced_with_its_address(
    carla: Participant, now: datetime, commits: Commits
) -> None:
    with commits():
        publication = publish(carla, now)

    [sent] = room_messages("publication.added")
    assert sent["data"]["publication"] == {
        "id": to_global_id(GlobalType.PUBLICATION, publication.pk),
        "source": "camera",
        "participant": {
            "id": to_global_id(GlobalType.PARTICIPANT, carla.pk),
            "name": "Carla Customer",
            "role": "CUSTOMER",
        },
        "whepUrl": f"http://testserver/media/whep/{publication.pk}",
    }


def test_a_publication_keeps_the_id_that_the_media_worker_knows(
    carla: Participant, now: datetime
) -> None:
    known = uuid.uuid4()
    added = services.add_publication(
        participant=carla, source=CAMERA, media_session="m", publication_id=known, now=now
    )

    assert added.publication.pk == known


def test_the_newest_of_a_source_evicts_the_older(
    carla: Participant, paula: Participant, now: datetime, commits: Commits
) -> None:
    other, old = publish(paula, now, "a"), publish(carla, now, "b")
    with commits():
        added = services.add_publication(
            participant=carla, source=CAMERA, media_session="c", now=now
        )

    assert [one.media_session for one in added.replaced] == ["b"]
    assert [one["type"] for one in room_messages()] == ["publication.removed", "publication.added"]
    alive = Publication.objects.of(carla.installation_id).filter(ended_at=None)
    assert set(alive) == {other, added.publication}
    old.refresh_from_db()
    assert old.ended_at == now


def test_a_publication_is_taken_back_once(
    carla: Participant, now: datetime, commits: Commits
) -> None:
    publication = publish(carla, now)
    with commits():
        for _ in range(2):
            services.remove_publication(publication=publication, now=now)

    assert [one["type"] for one in room_messages()] == ["publication.removed"]


def test_a_publication_can_be_taken_back_after_the_end(
    live: Event, carla: Participant, now: datetime
) -> None:
    publication = publish(carla, now)
    Event.objects.of(live.installation_id).update(status="FINISHED")

    services.remove_publication(publication=publication, now=now)


@pytest.mark.feature("CL-05", "PM-15")
def test_the_personal_shopper_alone_shares_the_screen(
    paula: Participant, carla: Participant, now: datetime
) -> None:
    given = {"source": PublicationSource.SCREEN, "media_session": "m", "now": now}
    shared = services.add_publication(participant=paula, **given)
    assert shared.publication.source == PublicationSource.SCREEN

    with pytest.raises(DomainError) as refusal:
        services.add_publication(participant=carla, **given)
    assert refusal.value.code == "PERMISSION_DENIED"


def test_the_room_hears_when_microphone_or_camera_change(
    carla: Participant, now: datetime, commits: Commits
) -> None:
    with commits():
        for microphone in (True, True, False):
            services.update_media(participant=carla, microphone=microphone, camera=True, now=now)

    sent = [one["data"] for one in room_messages("media.muted")]
    me = to_global_id(GlobalType.PARTICIPANT, carla.pk)
    assert sent == [
        {"participant": me, "microphone": True, "camera": True},
        {"participant": me, "microphone": False, "camera": True},
    ]
    carla.refresh_from_db()
    assert (carla.has_microphone, carla.has_camera) == (False, True)


def test_media_without_the_capability_is_refused(carla: Participant, now: datetime) -> None:
    carla.capabilities = ["MICROPHONE"]

    services.update_media(participant=carla, microphone=True, camera=False, now=now)
    with pytest.raises(DomainError) as refusal:
        services.update_media(participant=carla, microphone=True, camera=True, now=now)
    assert refusal.value.code == "PERMISSION_DENIED"

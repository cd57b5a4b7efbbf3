"""The schema: every root field, each from a file of its own."""

from __future__ import annotations

import strawberry
from graphql import GraphQLError
from strawberry.federation import Schema
from strawberry.federation.schema_directives import Link

from . import enums as _enums  # noqa: F401
from .bookings.mutations.event_book import event_book
from .bookings.mutations.slot_hold_create import slot_hold_create
from .bookings.mutations.slot_hold_delete import slot_hold_delete
from .bookings.queries import available_slots, booking_page, manage_page
from .campaigns.mutations.campaign_create import campaign_create
from .campaigns.mutations.campaign_delete import campaign_delete
from .campaigns.mutations.campaign_mail_test import campaign_mail_test
from .campaigns.mutations.campaign_mail_update import campaign_mail_update
from .campaigns.mutations.campaign_update import campaign_update
from .campaigns.queries import campaign, campaign_mail_preview, campaigns
from .carts.mutations.event_checkout_handover import event_checkout_handover
from .carts.mutations.event_checkout_lines_add import event_checkout_lines_add
from .carts.mutations.event_checkout_lines_delete import event_checkout_lines_delete
from .carts.mutations.event_checkout_lines_update import event_checkout_lines_update
from .carts.mutations.event_proposal_accept import event_proposal_accept
from .carts.mutations.event_proposal_decline import event_proposal_decline
from .events.mutations.event_archive import event_archive
from .events.mutations.event_cancel import event_cancel
from .events.mutations.event_consent_update import event_consent_update
from .events.mutations.event_create import event_create
from .events.mutations.event_end import event_end
from .events.mutations.event_invitation_send import event_invitation_send
from .events.mutations.event_join import event_join
from .events.mutations.event_leave import event_leave
from .events.mutations.event_product_show import event_product_show
from .events.mutations.event_reassign import event_reassign
from .events.mutations.event_request import event_request
from .events.mutations.event_reschedule import event_reschedule
from .events.mutations.event_resume import event_resume
from .events.mutations.event_seat_keep import event_seat_keep
from .events.mutations.event_socket_ticket import event_socket_ticket
from .events.mutations.event_survey_answer import event_survey_answer
from .events.queries import event, events, events_to_reassign
from .extensions import EXTENSIONS
from .messages.mutations.message_answer import message_answer
from .messages.mutations.message_done import message_done
from .messages.mutations.message_leave import message_leave
from .pages.queries import call_page, link, media_trial
from .products.queries import product, products
from .shoppers.mutations.availability_create import availability_create
from .shoppers.mutations.availability_delete import availability_delete
from .shoppers.mutations.availability_update import availability_update
from .shoppers.mutations.available_update import available_update
from .shoppers.mutations.busy_calendar_create import busy_calendar_create
from .shoppers.mutations.busy_calendar_delete import busy_calendar_delete
from .shoppers.mutations.feed_renew import feed_renew
from .shoppers.mutations.group_create import group_create
from .shoppers.mutations.group_delete import group_delete
from .shoppers.mutations.group_update import group_update
from .shoppers.mutations.hours_update import hours_update
from .shoppers.mutations.personal_shopper_create import personal_shopper_create
from .shoppers.mutations.personal_shopper_delete import personal_shopper_delete
from .shoppers.mutations.personal_shopper_update import personal_shopper_update
from .shoppers.queries import (
    availabilities,
    availability,
    group,
    groups,
    personal_shopper,
    personal_shoppers,
)


@strawberry.type
class Query:
    personal_shoppers = personal_shoppers
    personal_shopper = personal_shopper
    personal_shopper_groups = groups
    personal_shopper_group = group
    personal_shopper_availabilities = availabilities
    personal_shopper_availability = availability
    personal_shopper_campaigns = campaigns
    personal_shopper_campaign = campaign
    personal_shopper_campaign_mail_preview = campaign_mail_preview
    personal_shopper_events = events
    personal_shopper_events_to_reassign = events_to_reassign
    personal_shopper_event = event
    personal_shopper_link = link
    personal_shopper_call_page = call_page
    personal_shopper_available_slots = available_slots
    personal_shopper_booking_page = booking_page
    personal_shopper_manage_page = manage_page
    personal_shopper_media_trial = media_trial
    personal_shopper_products = products
    personal_shopper_product = product


@strawberry.type
class Mutation:
    personal_shopper_event_create = event_create
    personal_shopper_event_request = event_request
    personal_shopper_event_book = event_book
    personal_shopper_slot_hold_create = slot_hold_create
    personal_shopper_slot_hold_delete = slot_hold_delete
    personal_shopper_event_join = event_join
    personal_shopper_event_seat_keep = event_seat_keep
    personal_shopper_event_resume = event_resume
    personal_shopper_event_socket_ticket = event_socket_ticket
    personal_shopper_event_consent_update = event_consent_update
    personal_shopper_event_product_show = event_product_show
    personal_shopper_event_checkout_lines_add = event_checkout_lines_add
    personal_shopper_event_checkout_lines_update = event_checkout_lines_update
    personal_shopper_event_checkout_lines_delete = event_checkout_lines_delete
    personal_shopper_event_proposal_accept = event_proposal_accept
    personal_shopper_event_proposal_decline = event_proposal_decline
    personal_shopper_event_checkout_handover = event_checkout_handover
    personal_shopper_event_leave = event_leave
    personal_shopper_event_end = event_end
    personal_shopper_event_cancel = event_cancel
    personal_shopper_event_reschedule = event_reschedule
    personal_shopper_event_reassign = event_reassign
    personal_shopper_event_archive = event_archive
    personal_shopper_event_invitation_send = event_invitation_send
    personal_shopper_event_survey_answer = event_survey_answer
    personal_shopper_message_leave = message_leave
    personal_shopper_message_answer = message_answer
    personal_shopper_message_done = message_done
    personal_shopper_available_update = available_update
    personal_shopper_create = personal_shopper_create
    personal_shopper_update = personal_shopper_update
    personal_shopper_delete = personal_shopper_delete
    personal_shopper_hours_update = hours_update
    personal_shopper_feed_renew = feed_renew
    personal_shopper_busy_calendar_create = busy_calendar_create
    personal_shopper_busy_calendar_delete = busy_calendar_delete
    personal_shopper_group_create = group_create
    personal_shopper_group_update = group_update
    personal_shopper_group_delete = group_delete
    personal_shopper_availability_create = availability_create
    personal_shopper_availability_update = availability_update
    personal_shopper_availability_delete = availability_delete
    personal_shopper_campaign_create = campaign_create
    personal_shopper_campaign_update = campaign_update
    personal_shopper_campaign_delete = campaign_delete
    personal_shopper_campaign_mail_update = campaign_mail_update
    personal_shopper_campaign_mail_test = campaign_mail_test


class SubgraphSchema(Schema):
    """Composes with Saleor's own schema in one federated graph."""

    def process_errors(self, errors: list[GraphQLError], execution_context: object = None) -> None:
        """Nothing: MaskErrors writes what is worth a line in the log."""


schema = SubgraphSchema(
    query=Query,
    mutation=Mutation,
    federation_version="2.9",
    schema_directives=[Link(url="https://specs.apollo.dev/federation/v2.9")],
    extensions=list(EXTENSIONS),
)

"""Everything that can be done to an event; each in the file of its name."""

from ..changes import Customer as CustomerOf
from ..selectors import event_for
from .adopt_event import adopt_event
from .answer_message import answer_message
from .answer_survey import answer_survey
from .book_event import book_event
from .book_for_customer import book_for_customer
from .change_customer import change_customer
from .create_event import create_event
from .end_event import archive_event, cancel_event, end_event
from .forget_customer import forget_customer
from .hold_slot import hold_slot, release_hold, sweep_holds
from .join_event import join_event
from .leave_event import leave_event
from .leave_message import finish_message, leave_message
from .note_connection import note_connection
from .presence import socket_connected, socket_disconnected, touch_participant
from .publications import AddedPublication, add_publication, remove_publication, update_media
from .reassign_all import Reassigned, reassign_all
from .reassign_event import reassign_event
from .request_event import request_event
from .reschedule_event import MOVABLE, reschedule_event
from .resume_seat import Kept, Resumed, keep_seat, resume_seat
from .revoke_staff import recheck_active_staff, recheck_staff, revoke_staff
from .send_chat_message import send_chat_message, send_file_message
from .send_invitation import send_invitation
from .show_product import show_product
from .sweep import sweep_guests, sweep_live, sweep_scheduled, sweep_suspended, sweep_waiting
from .take_slot import Booked
from .update_consent import update_consent

__all__ = [
    "MOVABLE",
    "AddedPublication",
    "Booked",
    "CustomerOf",
    "Kept",
    "Reassigned",
    "Resumed",
    "add_publication",
    "adopt_event",
    "answer_message",
    "answer_survey",
    "archive_event",
    "book_event",
    "book_for_customer",
    "cancel_event",
    "change_customer",
    "create_event",
    "end_event",
    "event_for",
    "finish_message",
    "forget_customer",
    "hold_slot",
    "join_event",
    "keep_seat",
    "leave_event",
    "leave_message",
    "note_connection",
    "reassign_all",
    "reassign_event",
    "recheck_active_staff",
    "recheck_staff",
    "release_hold",
    "remove_publication",
    "request_event",
    "reschedule_event",
    "resume_seat",
    "revoke_staff",
    "send_chat_message",
    "send_file_message",
    "send_invitation",
    "show_product",
    "socket_connected",
    "socket_disconnected",
    "sweep_guests",
    "sweep_holds",
    "sweep_live",
    "sweep_scheduled",
    "sweep_suspended",
    "sweep_waiting",
    "touch_participant",
    "update_consent",
    "update_media",
]

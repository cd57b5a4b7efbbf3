"""A mail as the mail server gets it (RFC 5322, RFC 2045, RFC 6047)."""

from __future__ import annotations

from email.utils import formataddr

from django.core.mail import EmailMultiAlternatives

from ..core.ports import MailAddress, OutgoingMail

CALENDAR_FILES = {"REQUEST": "invite.ics", "CANCEL": "cancelled.ics"}


def mime_message(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Text, HTML and, for a call with a date, the calendar's part and file.

    Calendars read the part, people open the file. Raises django.core.mail.BadHeaderError for a
    line end in a header.
    """
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=_written(mail.sender),
        to=[_written(mail.to)],
        reply_to=[_written(mail.reply_to)] if mail.reply_to else None,
        headers={
            "Message-ID": mail.message_id,
            "Content-Language": mail.language,
            # Nobody's absence is to answer it (RFC 3834).
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        method = mail.calendar_method
        message.attach_alternative(mail.calendar, f"text/calendar; method={method}")
        message.attach(CALENDAR_FILES[method], mail.calendar.encode(), "application/ics")
    return message


def _written(address: MailAddress) -> str:
    return formataddr((address.name, address.email))

"""Reads calendars that strangers wrote; runs alone in a process of its own, without Django."""

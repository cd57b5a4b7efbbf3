"""Campaigns and availabilities, in the Dashboard's frame."""

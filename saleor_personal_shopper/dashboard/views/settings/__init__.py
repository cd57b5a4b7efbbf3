"""The settings page: one form a section, each saved by itself."""

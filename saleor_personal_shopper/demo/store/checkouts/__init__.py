"""Rules of checkouts: lines, delivery and completion."""

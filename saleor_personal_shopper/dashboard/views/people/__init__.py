"""Personal shoppers and their groups: by who may change settings, and each one himself."""

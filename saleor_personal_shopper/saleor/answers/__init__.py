"""From the generated client's answers to the core's own words."""

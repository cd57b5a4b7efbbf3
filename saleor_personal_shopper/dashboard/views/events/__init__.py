"""Events: the list, booking for a customer, moving, handing over, and putting right."""

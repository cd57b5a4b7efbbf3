"""Stands in for the Saleor Dashboard: the same frame, bridge and form posts, far fewer pages."""

"""A small shop that knows Saleor and one line of ours: the widget."""

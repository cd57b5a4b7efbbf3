"""Measurements: what the product costs against a baseline, and what it loses over hours.

``personal-shopper bench`` measures; ``python -m saleor_personal_shopper.bench.soak`` endures.
"""

"""The GraphQL door: a subset of Saleor 3.23's schema, name for name (tests/demo compares)."""

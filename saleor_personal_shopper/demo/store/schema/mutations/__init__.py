"""Mutations: who may, parse, call one rule, tell the listeners, shape the answer."""

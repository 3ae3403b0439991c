"""Agreements, events, projects, bodies and offices as nodes of their own, with those who belong to them."""

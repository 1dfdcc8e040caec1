"""Watching feeds and pages: what is polled when, politely, and what of it is new or has changed."""

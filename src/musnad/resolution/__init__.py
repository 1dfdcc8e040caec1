"""Across articles: whether propositions agree, which articles copy which, whose names are whose."""

"""Formats: bytes of one kind each to the text of an article."""

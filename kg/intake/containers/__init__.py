"""Containers: bytes that hold several articles, each taken out."""

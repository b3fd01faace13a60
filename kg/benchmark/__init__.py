"""Benchmarks: what the parts cost, beside the libraries that do the work."""

"""The search index: what lists, filters and counts are read from, derived from the graph and made anew at any time."""

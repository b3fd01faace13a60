"""How right the extraction is, measured on articles annotated by hand."""

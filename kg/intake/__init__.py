"""From bytes and files to documents: text, metadata, and where each came from."""

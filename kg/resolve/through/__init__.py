"""Through whom a statement reached the reader: media that were told, that are cited, that are credited."""

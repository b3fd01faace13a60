"""How much a container may hold: what comes from outside may have been made to fill memory or time."""

LARGEST = 20_000_000
"""Bytes of one article, or of one container within another."""
EXPANDED = 200_000_000
"""Bytes that a compressed container may expand to in all."""
MOST_MEMBERS = 10_000
"""Members of an archive, those of the archives in it included."""
DEEPEST = 2
"""How many archives may lie in one another, the outermost included."""
LONGEST_ORIGIN = 500
"""Characters of a name or an address that messages show."""


def shown(name: str) -> str:
    """Return a name from outside as messages may show it: on one line, without control characters, not too long."""
    line = "".join(character if character.isprintable() else "\ufffd" for character in name)
    return line if len(line) <= LONGEST_ORIGIN else f"{line[:LONGEST_ORIGIN]}…"

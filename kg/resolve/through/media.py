"""News media: which names are theirs, and which of them name one medium."""

from kg.extract.lexicon import Lexicon
from kg.model import Kind, folded_name, name_key
from kg.resolve.authority import Authority


class Media:
    """Tells news media by their names, with the project's words and the names that it knows."""

    def __init__(self, words: Lexicon, known: Authority) -> None:
        self.words = words
        self.known = known

    def is_medium(self, name: str) -> bool:
        """Tell whether a name is known as a medium's, or sounds like one's: "Meridian Wire", "Radio Carrow"."""
        entry = self.known.find(name)
        if entry is not None:
            return entry.kind is Kind.MEDIA
        return self.words.is_medium(folded_name(name).split())

    def same(self, name: str, publisher: str) -> bool:
        """Tell whether a name may mean this publisher: its own, a short form ("the Dispatch"), a part of its house.

        Where it is unsure, it does: "the Times" in The Korea Times.
        """
        return any(
            a == b or _shortens(a, b) or a == _initials(b) or b == a[: len(b)]
            for a in self._forms(name)
            for b in self._forms(publisher)
        )

    def _forms(self, name: str) -> list[list[str]]:
        entry = self.known.find(name)
        return [name_key(form).split() for form in {name, *(entry.names if entry else ())}]


def _shortens(short: list[str], full: list[str]) -> bool:
    return 0 < len(short) < len(full) and short in (full[: len(short)], full[-len(short) :])


def _initials(words: list[str]) -> list[str]:
    return ["".join(word[0] for word in words)] if len(words) > 1 else []

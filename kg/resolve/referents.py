"""Whom words mean."""

from dataclasses import dataclass

from kg.model import Kind
from kg.resolve.authority import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """Whom an attribution's words mean: a canonical name, or None where he stays unnamed.

    `words` are the words that describe an unnamed one, `aliases` the other names of a named one.
    """

    name: str | None
    kind: Kind
    words: str | None = None
    aliases: tuple[str, ...] = ()
    gender: str | None = None

    @classmethod
    def of_entry(cls, entry: Entry) -> "Referent":
        """Return the referent that an entry of the authority file is."""
        return cls(name=entry.name, kind=entry.kind, aliases=tuple(sorted(entry.names - {entry.name})))

    def may_be(self, gender: str) -> bool:
        """Tell whether "he" or "she" can mean it, by the gender of the pronoun."""
        return self.kind is Kind.PERSON and self.gender in (None, gender)


UNKNOWN = Referent(name=None, kind=Kind.UNKNOWN)

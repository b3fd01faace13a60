"""Whom words mean."""

from dataclasses import dataclass, replace
from typing import Self

from kg.model import Kind, Reason
from kg.resolve.across.forms import gender_of
from kg.resolve.authority import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """Whom an attribution's words mean: a canonical name, or None where he stays unnamed.

    `words` are the words that describe an unnamed one, `aliases` the other names of a named one. `sure` is how
    probable it is, None for what is usual with such a `reason`; `candidates` are names that it might be instead.
    """

    name: str | None
    kind: Kind
    words: str | None = None
    aliases: tuple[str, ...] = ()
    gender: str | None = None
    reason: Reason = Reason.UNRESOLVED
    sure: float | None = None
    candidates: tuple[str, ...] = ()

    @classmethod
    def of_entry(cls, entry: Entry) -> "Referent":
        """Return the referent that an entry of the authority file is."""
        return cls(
            name=entry.name,
            kind=entry.kind,
            aliases=tuple(sorted(entry.names - {entry.name})),
            gender=gender_of(entry.name) if entry.kind is Kind.PERSON else None,
            reason=Reason.AUTHORITY,
        )

    def found_by(self, reason: Reason) -> Self:
        """Return it as found for another reason; nobody stays unresolved."""
        return self if self.name is None else replace(self, reason=reason)

    def may_be(self, gender: str | None) -> bool:
        """Tell whether "he" or "she" can mean it, by the gender of the pronoun; None for a person of any."""
        return self.kind is Kind.PERSON and (gender is None or self.gender in (None, gender))


UNKNOWN = Referent(name=None, kind=Kind.UNKNOWN)

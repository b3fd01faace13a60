"""Names that need no introduction: `data/authority.ttl`, a SKOS concept scheme, and users' own files like it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from copy import copy
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from kg.model import Kind, folded_name
from kg.resolve.entries import Entry, read_entries
from kg.settings import data_file

__all__ = ["Authority", "Entry", "authority"]

_SHORT = 3
"""Letters up to which an acronym may be a word as well: WHO, US."""


class _Names:
    """Entries by their names: letter case makes no other name, but no name of a plain word either.

    Words all in small letters are only a name that is written so ("dpa"), and the capitals of a short acronym
    belong to it: "who" and "Who" are not the WHO, nor "turkey" Turkey.
    """

    def __init__(self) -> None:
        self._spelled: dict[str, Entry] = {}
        self._folded: dict[str, Entry] = {}

    def add(self, name: str, entry: Entry) -> None:
        """Let a name mean this entry, and no longer the one that it meant."""
        bare = _bare(name)
        self._spelled[bare] = entry
        if not (bare.isupper() and sum(map(str.isalpha, bare)) <= _SHORT):
            self._folded[bare.casefold()] = entry

    def get(self, words: str) -> Entry | None:
        """Return the entry that words name, or None."""
        bare = _bare(words)
        found = self._spelled.get(bare)
        return found if found is not None or bare.islower() else self._folded.get(bare.casefold())

    def with_names(self, names: Iterable[tuple[str, Entry]]) -> "_Names":
        """Return a copy with further names."""
        more = _Names()
        more._spelled, more._folded = dict(self._spelled), dict(self._folded)
        for name, entry in names:
            more.add(name, entry)
        return more


class Authority:
    """Looks names up. Where two entries have one name, the later has it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._names, self._capitals, self._demonyms = _Names(), _Names(), _Names()
        self._ambiguous: dict[str, list[Entry]] = defaultdict(list)
        self._domains: dict[str, Entry] = {}
        for entry in self._entries.values():
            for name in entry.names:
                if name not in entry.ambiguous:
                    self._names.add(name, entry)
            for name in entry.ambiguous:
                self._ambiguous[_bare(name)].append(entry)
            for capital in entry.capitals:
                self._capitals.add(capital, entry)
            for demonym in entry.demonyms:
                self._demonyms.add(demonym, entry)
            for domain in entry.domains:
                self._domains[domain.lower()] = entry

    def find(self, name: str) -> Entry | None:
        """Return the entry of this name, or None."""
        return self._names.get(name)

    def country(self, words: str) -> Entry | None:
        """Return the country that a name, capital or demonym stands for, or None."""
        entry = self._names.get(words) or self._capitals.get(words) or self._demonyms.get(words)
        return entry if entry is not None and entry.kind is Kind.COUNTRY else None

    def may_be(self, name: str, kind: Kind) -> bool:
        """Tell whether an ambiguous name may mean an entry of this kind, whatever the article shows."""
        return any(entry.kind is kind for entry in self._ambiguous.get(_bare(name), ()))

    def is_demonym(self, words: str) -> bool:
        """Tell whether words such as "North Korean" belong to a country."""
        return self._demonyms.get(words) is not None

    def by_domain(self, domain: str) -> Entry | None:
        """Return whose web or e-mail domain this is, or a sub-domain of which, the nearest first; or None."""
        labels = domain.lower().rstrip(".").split(".")
        suffixes = (".".join(labels[index:]) for index in range(len(labels)))
        return next((self._domains[suffix] for suffix in suffixes if suffix in self._domains), None)

    def as_used_in(self, text: str) -> "Authority":
        """Return it as one article uses it: an ambiguous name means the one entry that the article shows otherwise too.

        "Jordan" is the country beside "Amman" or "Jordanian", "the North" is North Korea beside "North Korea", and
        "state media" North Korea's beside "KCNA", to which they are related.
        """
        text = text.replace("’", "'")
        meant: list[tuple[str, Entry]] = []
        for name, entries in self._ambiguous.items():
            if name not in text:
                continue
            owner = self._names.get(name)
            shown = self._shown([*entries, owner] if owner else entries, name, text)
            if len(shown) == 1:
                meant.append((name, shown[0]))
        if not meant:
            return self
        used = copy(self)
        used._names = self._names.with_names(meant)  # noqa: SLF001 -- a copy of itself
        return used

    def _shown(self, entries: Sequence[Entry], name: str, text: str) -> list[Entry]:
        """Return the entries that a text shows by another word than this name."""
        words = {entry.id: self._words_in(text, entry, name) for entry in entries}
        everything = {word for found in words.values() for word in found}
        # "Democratic Republic of the Congo" does not show the Republic of the Congo
        inside = {word for word in everything if any(word != other and word in other for other in everything)}
        return [self._entries[id_] for id_, found in words.items() if found - inside]

    def _words_in(self, text: str, entry: Entry, name: str) -> set[str]:
        """Return the words of an entry, and the names of those it is related to, that a text has."""
        related = (self._entries[id_] for id_ in entry.related if id_ in self._entries)
        words = entry.sure_names.union(entry.capitals, entry.demonyms, *(other.sure_names for other in related))
        others = sorted({_bare(word) for word in words} - {name}, key=len, reverse=True)
        return set(re.findall(rf"(?<!\w)(?:{'|'.join(map(re.escape, others))})(?!\w)", text)) if others else set()

    def with_file(self, path: Path) -> "Authority":
        """Return it with the entries of one more file, which have the names that both claim.

        Raises AuthorityError when the file is no authority file.
        """
        added = {entry.id: entry for entry in read_entries(path, self._entries)}
        claimed = {folded_name(name) for entry in added.values() for name in entry.sure_names}
        kept = (_without(entry, claimed) for entry in self._entries.values() if entry.id not in added)
        return Authority([*kept, *added.values()])


@cache
def _own() -> Authority:
    return Authority(read_entries(data_file("authority.ttl"), {}))


def authority(files: Sequence[Path] = ()) -> Authority:
    """Return the project's authority file, read once, and users' files on top of it, the last on top.

    Raises AuthorityError for a file that can't be used.
    """
    known = _own()
    for file in files:
        known = known.with_file(file)
    return known


def _without(entry: Entry, claimed: Set[str]) -> Entry:
    """Return an entry without the names that others claim; the one under which it appears stays with it."""
    lost = {name for name in entry.names | entry.ambiguous if folded_name(name) in claimed}
    if not lost:
        return entry
    return replace(entry, names=entry.names - (lost - {entry.name}), ambiguous=entry.ambiguous - lost)


@lru_cache(maxsize=8192)
def _bare(name: str) -> str:
    """Return a name without "the", double spaces and curly apostrophes."""
    plain = " ".join(name.replace("’", "'").split())
    return plain[4:] if plain[:4].lower() == "the " else plain

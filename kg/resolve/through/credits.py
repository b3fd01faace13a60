"""Whose text an article is, where its publisher prints an agency's: "SEOUL, May 17 (Reuters) - …", "By Jane Doe, AFP".

Only a credit for the whole text counts: neither "additional reporting by", nor an agency beside the publisher's own
staff, nor two agencies.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from kg.extract.lexicon import Lexicon, lexicon
from kg.model import Document, Kind, Metadata
from kg.resolve.authority import Authority, authority
from kg.resolve.through.media import Media

_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .’'/-]{2,40}(?:,\s[A-Z\d][\w. ]{1,25}){0,2}(?:,\s\d{4})?\.?\s)?"
    r"(?:\((?P<round>[^()\n]{2,40})\)|/(?P<slashed>[^/\n]{2,40})/)\s?(?:[-–—.:]+)\s",
    re.MULTILINE,
)
_BYLINE = re.compile(r"by:?\s+(?P<names>[^.!?:]{2,100})", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[,|/•·]\s*|\s+[-–—]\s+")
_STAFF = re.compile(r"\s+(?:staff(?:\s+writer)?|writer|reporter|correspondent)$", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:(?P<mark>source:|©|\(c\)|copyright)|[-–—]+)?\s*©?\s*(?:(?:19|20)\d\d)?,?\s*(?P<name>[^\W\d][\w .’'-]{1,40}?)"
    r"(?:\s(?:19|20)\d\d)?\.?(?:\s*all rights reserved\.?)?",
    re.IGNORECASE,
)
_SIGNED_BEHIND = re.compile(r"[.!?”\"’]\s*[-–—]{1,2}\s?(?P<name>[A-Z][\w .-]{1,30})$")
_TOP_LINES, _LAST_LINES = 10, 3
_LONGEST_LINE = 100
"""Characters: a longer line is a paragraph of the article itself."""
_LAST_DATELINE = 2_000
"""Characters in front of the dateline of the whole text, at most."""
_MOST_WORDS = 6
_OF_AGENCIES = ("wire", "newswire", "news agency", "news service", "press agency")


def credited(document: Document, words: Lexicon | None = None, known: Authority | None = None) -> Document:
    """Return a document whose metadata name the medium that it credits for its text, where that isn't its publisher."""
    metadata = document.metadata
    credit = Credits(Media(words or lexicon(), known or authority())).of(document.text, metadata)
    return replace(document, metadata=replace(metadata, credit=credit))


class Credits:
    """Reads the credits of documents."""

    def __init__(self, media: Media) -> None:
        self._media = media

    def of(self, text: str, metadata: Metadata) -> str | None:
        """Return the medium that a document credits for its text, by its usual name; what metadata say goes first."""
        name = metadata.credit or self._found(text, metadata)
        if name is None or (metadata.publisher and self._media.same(name, metadata.publisher)):
            return None
        entry = self._media.known.find(name)
        return entry.name if entry is not None else name

    def _found(self, text: str, metadata: Metadata) -> str | None:
        lines = [line for each in text.splitlines() if (line := each.strip())]
        top = [line for line in lines[:_TOP_LINES] if len(line) <= _LONGEST_LINE]
        bylines = [match["names"] for line in top if (match := _BYLINE.fullmatch(line))]
        if any(self._is_own_staff(author) for author in (*metadata.byline, *bylines)):
            return None
        credits = (
            list(self._datelines(text)),
            [self._of_author(author) for author in metadata.byline],
            [name for names in bylines if (name := self._of_author(names))],
            [line for line in top[1:] if self._is_known_agency(line)],
            list(self._signed(lines)),
        )
        for names in credits:
            if None in names:  # an author who is not the agency's
                continue
            if names:
                return names[0] if len(set(names)) == 1 else None
        return None

    def _datelines(self, text: str) -> Iterator[str]:
        matches = list(_DATELINE.finditer(text))
        if matches and matches[0].start() < _LAST_DATELINE:
            names = [match["round"] or match["slashed"] for match in matches]
            yield from (name for name in names if self._media.is_medium(name) or self._is_agency(name))

    def _of_author(self, names: str) -> str | None:
        """Return the one agency that "Jane Doe, Associated Press" or "Reuters Staff" writes for."""
        parts = [_STAFF.sub("", part.strip()) for part in _SEPARATORS.split(names)]
        media = [part for part in parts if self._is_agency(part) or self._is_known(part)]
        return media[0] if len(media) == 1 and parts[-1] == media[0] else None

    def _is_own_staff(self, author: str) -> bool:
        return "staff" in author.lower().split() and self._of_author(author) is None

    def _signed(self, lines: list[str]) -> Iterator[str]:
        """Yield the media that the last lines give: "Source: Reuters", "© AFP", and at the end of the text "— AFP"."""
        behind = _SIGNED_BEHIND.search(lines[-1]) if lines else None
        if behind is not None and self._is_known_agency(behind["name"]):
            yield behind["name"]
        for line in takewhile(lambda line: len(line) <= _LONGEST_LINE, reversed(lines[-_LAST_LINES:])):
            match = _SIGNED.fullmatch(line)
            if match is None:
                continue
            name = match["name"]
            if self._is_known_agency(name) or (
                match["mark"] and (self._media.is_medium(name) or self._is_agency(name))
            ):
                yield name

    def _is_known(self, name: str) -> bool:
        return self._media.known.find(name) is not None and self._media.is_medium(name)

    def _is_known_agency(self, name: str) -> bool:
        entry = self._media.known.find(name)
        return entry is not None and entry.kind is Kind.MEDIA and "news agency" in entry.nouns

    def _is_agency(self, name: str) -> bool:
        """Tell whether a name is an agency's: known as one, or of such words as no person is called by."""
        words = name.split()
        sounds = 1 < len(words) < _MOST_WORDS and name.lower().endswith(_OF_AGENCIES) and name.istitle()
        return sounds or self._is_known_agency(name)

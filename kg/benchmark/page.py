"""The text of one made-up document while it is written, and the statements that stand in it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kg.benchmark import cues
from kg.benchmark.cast import Cast, Speaker, unsure
from kg.benchmark.contents import Contents
from kg.benchmark.cues import Cue
from kg.benchmark.drafts import Draft, Who, finished
from kg.model import Document, Kind, Quotation, Reason, Resolution, Source, Span, Statement

Item = TypeVar("Item")

_UNNAMED = 0.13
"""Which share of the statements has a source without a name, beside those that have none at all."""
_DATED = 0.3
"""Which share tells when it was said."""
_UNSURE = 0.03
"""Which share of the documents does not show what their sources are."""
_GUESSED = 0.1
"""For which share of the sources without a name the names are told that it might be."""
_PRONOUNS = ("he", "she", "they", "it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What the sentences of a document have in common."""

    published: date
    outlets: tuple[Source, ...]
    speakers: tuple[Speaker, ...]
    agency: Source


class Page:
    """Writes a document, sentence by sentence."""

    def __init__(self, chance: random.Random, cast: Cast, contents: Contents, story: Story) -> None:
        """Begin an empty page."""
        self._chance = chance
        self._cast = cast
        self._contents = contents
        self._story = story
        self._parts: list[str] = []
        self._length = 0
        self._drafts: list[Draft] = []
        self._met: set[str] = set()
        self._last: Who | None = None
        self._unsure = chance.random() < _UNSURE
        self._names = tuple(each.source.name for each in story.speakers)
        self._forms = (
            *7 * (self._that,), *4 * (self._quoted,), *2 * (self._according,), self._split, *2 * (self._relayed,),
            self._told, self._declined, self._suspected,
        )  # fmt: skip

    @property
    def text(self) -> str:
        """What is written so far."""
        return "".join(self._parts)

    @property
    def statements(self) -> int:
        """How many statements stand in it."""
        return len(self._drafts)

    def __len__(self) -> int:
        """Return how many characters are written."""
        return self._length

    def headline(self, title: str) -> None:
        """Begin with a headline."""
        self._write(title)

    def line(self, text: str) -> None:
        """Write a paragraph in which nobody says anything."""
        self._write(f"\n\n{text}")

    def paragraph(self, sentences: int, fillers: Sequence[str]) -> None:
        """Write a paragraph: so many sentences in which somebody says something, and then these."""
        between = "\n\n"
        for _ in range(sentences):
            self._write(between)
            self._pick(self._forms)()
            between = " "
        for filler in fillers:
            self._write(between + filler)
            between = " "

    def read(self, document: Document) -> tuple[Statement, ...]:
        """Return the statements of the document that has this page's text."""
        return tuple(finished(self._drafts, document, self._story.outlets))

    # -- who

    def _who(self) -> Who:
        """Return who speaks next: at times the last one again, at times somebody without a name."""
        chance = self._chance.random()
        if chance < _UNNAMED:
            words, kind = self._cast.unnamed()
            return Who(words=words, source=None, kind=kind, reason=Reason.UNRESOLVED)
        if chance < _UNNAMED + 0.1 and self._last is not None and self._last.source is not None:
            pronoun = self._pick(_PRONOUNS)
            return Who(words=pronoun, source=self._last.source, kind=self._last.kind, reason=Reason.PRONOUN)
        speaker = self._pick(self._story.speakers)
        source = speaker.source
        again = source.id in self._met
        self._met.add(source.id)
        who = Who(
            words=speaker.later if again else source.name,
            source=unsure(source) if self._unsure else source,
            kind=source.kind,
            reason=speaker.again if again else speaker.first,
        )
        self._last = who
        return who

    def _draft(self, who: Who, cue: Cue, quotation: Quotation = Quotation.INDIRECT) -> Draft:
        candidates: tuple[str, ...] = ()
        if who.source is None and self._chance.random() < _GUESSED:
            candidates = tuple(sorted(self._names[:2]))
        resolution = Resolution(reason=who.reason, confidence=self._score(), candidates=candidates)
        return Draft(who=who, cue=cue, quotation=quotation, confidence=self._score(), resolution=resolution)

    def _score(self) -> float:
        return round(1 - 0.4 * self._chance.random() ** 2, 2)

    # -- sentences

    def _that(self) -> None:
        """Write: X said on Sunday that …."""
        who = self._who()
        draft = self._draft(who, cues.indirect(self._chance))
        draft.source_at = (self._write_source(who),)
        self._write(" ")
        draft.cue_at = (self._write(draft.cue.words),)
        self._write_time(draft)
        self._write(" ")
        draft.content_at = (self._write(f"that {self._clause()}"),)
        self._end(draft)

    def _quoted(self) -> None:
        """Write: “…,” X said."""
        who = self._who()
        draft = self._draft(who, cues.direct(self._chance), Quotation.DIRECT)
        draft.content_at = (self._write(f"“{_capital(self._clause())},”"),)
        self._write(" ")
        draft.source_at = (self._write_source(who, first=False),)
        self._write(" ")
        draft.cue_at = (self._write(draft.cue.words),)
        self._write_time(draft)
        self._end(draft)

    def _split(self) -> None:
        """Write: “…,” said X. “….”."""
        who = self._who()
        draft = self._draft(who, cues.direct(self._chance), Quotation.DIRECT)
        before = self._write(f"“{_capital(self._clause())},”")
        self._write(" ")
        draft.cue_at = (self._write(draft.cue.words),)
        self._write(" ")
        draft.source_at = (self._write_source(who, first=False),)
        self._write(". ")
        draft.content_at = (before, self._write(f"“{_capital(self._clause())}.”"))
        self._drafts.append(draft)

    def _according(self) -> None:
        """Write: …, according to X."""
        who = self._who()
        draft = self._draft(who, cues.ACCORDING, self._pick((Quotation.INDIRECT, Quotation.MIXED)))
        clause = _capital(self._clause())
        if draft.quotation is Quotation.MIXED:
            head, _, tail = clause.rpartition(" ")
            clause = f"{head} “{tail}”"
        draft.content_at = (self._write(clause),)
        self._write(", ")
        draft.cue_at = (self._write(draft.cue.words),)
        self._write(" ")
        draft.source_at = (self._write_source(who, first=False),)
        self._end(draft)

    def _relayed(self) -> None:
        """Write: The agency reported that X said that …."""
        agency = self._story.agency
        outer = self._draft(
            Who(words=agency.name, source=agency, kind=Kind.MEDIA, reason=Reason.AUTHORITY), cues.REPORTED
        )
        outer.source_at = (self._write(agency.name),)
        self._write(" ")
        outer.cue_at = (self._write(outer.cue.words),)
        self._write_time(outer)
        self._write(" ")
        number = len(self._drafts)
        self._drafts.append(outer)
        start = self._write("that ").start
        who = self._who()
        inner = self._draft(who, cues.indirect(self._chance))
        inner.within = number
        inner.source_at = (self._write_source(who, first=False),)
        self._write(" ")
        inner.cue_at = (self._write(inner.cue.words),)
        self._write(" ")
        inner.content_at = (self._write(f"that {self._clause()}"),)
        outer.content_at = (Span(start, self._length),)
        self._end(inner)

    def _told(self) -> None:
        """Write: X told the agency on Sunday that …."""
        who = self._who()
        draft = self._draft(who, cues.TOLD)
        draft.told_to = self._story.agency
        draft.source_at = (self._write_source(who),)
        self._write(" ")
        draft.cue_at = (self._write(f"{draft.cue.words} {self._story.agency.name}"),)
        self._write_time(draft)
        self._write(" ")
        draft.content_at = (self._write(f"that {self._clause()}"),)
        self._end(draft)

    def _declined(self) -> None:
        """Write: X declined to comment."""
        who = self._who()
        draft = self._draft(who, cues.DECLINED)
        draft.source_at = (self._write_source(who),)
        self._write(" ")
        draft.cue_at = (self._write(draft.cue.words),)
        self._end(draft)

    def _suspected(self) -> None:
        """Write: It is suspected that …."""
        draft = self._draft(Who(words=None, source=None, kind=Kind.UNKNOWN, reason=Reason.UNRESOLVED), cues.SUSPECTED)
        draft.cue_at = (self._write(draft.cue.words),)
        self._write(" ")
        draft.content_at = (self._write(f"that {self._clause()}"),)
        self._end(draft)

    # -- words

    def _pick(self, from_: Sequence[Item]) -> Item:
        return from_[int(self._chance.random() * len(from_))]

    def _clause(self) -> str:
        return self._contents.clause(self._names)

    def _write(self, words: str) -> Span:
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return Span(start, self._length)

    def _write_source(self, who: Who, *, first: bool = True) -> Span:
        words = who.words or ""
        return self._write(_capital(words) if first else words)

    def _write_time(self, draft: Draft) -> None:
        if self._chance.random() < _DATED:
            draft.said = cues.saying(self._chance, self._story.published)
            self._write(f" {draft.said.text}")

    def _end(self, draft: Draft) -> None:
        self._write(".")
        self._drafts.append(draft)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""Names and who is meant by what: CoreNLP's layers of the articles, and GUM's gold annotation, in one form."""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.extract.base import NameClass
from kg.extract.lexicon import lexicon
from kg.resolve.authority import Authority

Piece = tuple[int, int]
_CORENLP = {"PERSON": NameClass.PERSON, "ORGANIZATION": NameClass.ORGANIZATION, "LOCATION": NameClass.PLACE}
_GUM = {"person": NameClass.PERSON, "organization": NameClass.ORGANIZATION, "place": NameClass.PLACE}
_POINTS = re.compile(r"(?:he|him|his|she|her|hers|(?:the|this|that|these|those)\s+\S+(?:\s+\S+){0,5})\Z", re.IGNORECASE)
_OPEN_POINTS = re.compile(r"(?:it|its|they|them|their)\Z", re.IGNORECASE)
_BEFORE_HEAD = re.compile(r"\b(?:of|in|for|by|with|to|from|and|on|at)\b|['’]s?\s|,", re.IGNORECASE)
_BEHIND_HEAD = re.compile(r"\s*(?:[,(].*|who\b.*)?\Z", re.DOTALL)
_PARTIES = re.compile(r"(?:democrat|republican|libertarian|green)(?:s|ic|ans)?\Z", re.IGNORECASE)
_PROPER = ("NNP", "NNPS")
_INSIDE_NAME = frozenset(("of", "the", "and", "for", "de", "von", "van", "&", "-"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name and what it names."""

    kind: NameClass
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that mean somebody without naming him; `names` are indices of all names of the same one."""

    start: int
    end: int
    names: frozenset[int]


@dataclass(frozen=True, slots=True)
class Mentions:
    """The names of a text in order, and the pronouns and descriptions."""

    names: tuple[Name, ...]
    pointers: tuple[Pointer, ...]


def read_corenlp(path: Path, texts: Mapping[str, str], known: Authority) -> dict[str, Mentions]:
    """Return the machine-made mentions of articles by name, from one JSON object a line."""
    found = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            layers = json.loads(line)
            name = layers["doc"].removesuffix(".txt")
            if name in texts:
                found[name] = _of_corenlp(texts[name], layers, known)
    return found


def _of_corenlp(text: str, layers: Mapping[str, Any], known: Authority) -> Mentions:
    names = []
    for sentence in layers["sentences"]:
        for start, end, kind in sentence["ner"]:
            if kind in _CORENLP:
                names.append(Name(_CORENLP[kind], start, end))
            elif kind == "MISC":
                words = text[start:end]
                group = known.is_demonym(words) or _PARTIES.match(words)
                names.append(Name(NameClass.GROUP if group else NameClass.OTHER, start, end))
    names.sort(key=lambda n: n.start)
    chains = [[(a, b) for a, b, *_ in chain] for chain in layers["coreference"]]
    return Mentions(tuple(names), tuple(_pointers(text, names, chains, _POINTS)))


def _pointers(
    text: str, names: Sequence[Name], chains: Iterable[Sequence[Piece]], *forms: re.Pattern[str]
) -> Iterator[Pointer]:
    """Yield the pronouns and descriptions of the chains, with the names that head a mention of the same chain."""
    inside = defaultdict(list)
    for index, name in enumerate(names):
        inside[name.start // 64].append(index)

    def within(start: int, end: int) -> list[int]:
        near = [i for block in range(start // 64, end // 64 + 1) for i in inside[block]]
        return [i for i in near if start <= names[i].start and names[i].end <= end]

    for chain in chains:
        held = [(start, end, within(start, end)) for start, end in chain]
        same = frozenset(i for start, end, some in held for i in some if _heads(text, start, end, names[i]))
        for start, end, some in held:
            if not some and any(form.match(text[start:end]) for form in forms):
                yield Pointer(start, end, same)


def _heads(text: str, start: int, end: int, name: Name) -> bool:
    """Tell whether a mention is a mention of what a name in it names."""
    if name.kind in (NameClass.GROUP, NameClass.OTHER) or _BEFORE_HEAD.search(text, start, name.start):
        return False
    tail = text[name.end : end]
    return bool(_BEHIND_HEAD.match(tail)) or tail in ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class GumText:
    """A document of GUM: its name, its text made from its tokens, and what is marked in it."""

    name: str
    text: str
    mentions: Mentions


def read_gum(folder: Path, known: Authority) -> Iterator[GumText]:
    """Yield the documents of a folder of CoNLL-U files with GUM's entities."""
    for path in sorted(folder.glob("*.conllu")):
        yield _Gum(known).read(path)


class _Gum:
    """Builds one document; a sentence that begins a paragraph opens a new line."""

    def __init__(self, known: Authority) -> None:
        self.known = known
        self.text = ""
        self.tokens: list[tuple[int, int, str, str]] = []  # start, end, part of speech, entity type
        self.open: list[tuple[str, int, str]] = []
        self.mentions: list[tuple[str, int, int, str]] = []  # chain, first and last token, type

    def read(self, path: Path) -> GumText:
        blank, joined, after_joined = "", "", ""
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if line.startswith("# newpar"):
                blank = "\n\n"
            elif len(fields) == 10 and "-" in fields[0]:
                joined = fields[0]  # "12-13 theatre's": no blank between its tokens
                after_joined = "" if "SpaceAfter=No" in fields[9] else " "
            elif len(fields) == 10 and fields[0].isdigit():
                self.text += blank if self.text else ""
                start = len(self.text)
                self.text += fields[1]
                self.tokens.append((start, len(self.text), fields[4], fields[1]))
                notes = dict(note.partition("=")[::2] for note in fields[9].split("|"))
                self._entities(notes.get("Entity", ""))
                blank = "" if notes.get("SpaceAfter") == "No" else " "
                first, _, last = joined.partition("-")
                if last and int(first) <= int(fields[0]) <= int(last):
                    blank = after_joined if fields[0] == last else ""
            elif not line:
                joined, blank = "", blank or " "
        names = self._names()
        chains = defaultdict(list)
        for chain, first, last, _ in self.mentions:
            chains[chain].append((self.tokens[first][0], self.tokens[last][1]))
        pointers = _pointers(self.text, names, chains.values(), _POINTS, _OPEN_POINTS)
        return GumText(path.stem, self.text, Mentions(tuple(names), tuple(pointers)))

    def _entities(self, notes: str) -> None:
        here = len(self.tokens) - 1
        for opening, closing in re.findall(r"\(([^()]+)|([^()]*)\)", notes):
            if opening:
                chain, kind = opening.split("-")[:2]
                self.open.append((chain, here, kind))
            else:
                # "12)" closes 12; a bare ")" closes what has just been opened
                index = next(
                    (i for i in range(len(self.open) - 1, -1, -1) if not closing or self.open[i][0] == closing), None
                )
                if index is not None:
                    chain, first, kind = self.open.pop(index)
                    self.mentions.append((chain, first, here, kind))

    def _names(self) -> list[Name]:
        """Return the mentions that are nothing but a name, the longest first, then what proper nouns are left."""
        names: list[Name] = []
        taken: set[int] = set()
        innermost: dict[int, tuple[int, int, str]] = {}
        longest_first = sorted(self.mentions, key=lambda mention: mention[1] - mention[2])
        for _, first, last, kind in longest_first:
            innermost |= dict.fromkeys(range(first, last + 1), (first, last, kind))
            names += self._name(first, last, kind, taken)
        for index in range(len(self.tokens)):
            start, end, tag, word = self.tokens[index]
            if tag in ("JJ", "JJS") and self.known.is_demonym(word) and index not in taken:
                names.append(Name(NameClass.GROUP, start, end))
            elif tag in _PROPER and index not in taken and index in innermost:
                _, last, kind = innermost[index]
                end_of_run = index
                while end_of_run < last and self.tokens[end_of_run + 1][2] in _PROPER:
                    end_of_run += 1
                names += self._name(index, end_of_run, kind, taken)
        return sorted(names, key=lambda name: name.start)

    def _name(self, first: int, last: int, kind: str, taken: set[int]) -> list[Name]:
        """Return the tokens as a name without article and titles, in a list, or nothing where they are more."""
        while first < last and self.tokens[first][2] in ("DT", "PRP$"):
            first += 1
        while first < last and self.tokens[last][2] == "POS":
            last -= 1
        titles = lexicon().titles
        while kind == "person" and first < last and self.tokens[first][3].lower().rstrip(".") in titles:
            first += 1
        tokens = self.tokens[first : last + 1]
        proper = all(tag in _PROPER or word.lower() in _INSIDE_NAME for _, _, tag, word in tokens)
        if kind == "time" or not proper or tokens[0][2] not in _PROPER or not taken.isdisjoint(range(first, last + 1)):
            return []
        taken.update(range(first, last + 1))
        start, end = tokens[0][0], tokens[-1][1]
        group = self.known.is_demonym(self.text[start:end])
        return [Name(NameClass.GROUP if group else _GUM.get(kind, NameClass.OTHER), start, end)]

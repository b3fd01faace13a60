"""The words of a source, taken apart: which noun heads them, which name stands in them, one or many."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.grammar import DETERMINERS, PREPOSITIONS
from kg.extract.lexicon import Lexicon
from kg.extract.text import Token, tokens
from kg.model import Passage, Span
from kg.resolve.authority import Authority
from kg.resolve.names import Name, name_at, runs

INDEFINITE = frozenset("a an some several many most two three four five six seven eight nine ten dozens hundreds another other no one any few".split())
DEFINITE = frozenset("the this that these those his her its their".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A source's words: the determiner, the common noun that heads them, the name in them, a possessor.

    `name` is the name that the head is, or that stands in apposition to it ("Premier Pak", "the party
    secretary, Ri Kwang-hyok"); `owner` a name in front of ’s, or a demonym or name in front of the noun;
    `place` a name behind a preposition ("officials in Seoul", "a report by the bank").
    """

    text: str
    determiner: str
    head: str
    modifiers: tuple[str, ...]
    name: Name | None
    owner: Name | None
    owner_is_name: bool
    place: Name | None
    preposition: str

    @property
    def is_pronoun(self) -> bool:
        """Whether it is nothing but a pronoun."""
        return self.head in ("he", "she", "it", "they") and self.name is None

    @property
    def noun(self) -> str:
        """The head noun with its modifiers in lower case."""
        return " ".join((*self.modifiers, self.head))


def read_phrase(text: str, passage: Passage, words: Lexicon, known: Authority) -> Phrase:
    """Take the words of a source apart."""
    span = Span(passage.spans[0].start, passage.spans[-1].end)
    all_tokens = list(tokens(text, span))
    parts = _split(all_tokens)
    first = _read(all_tokens[slice(*parts[0])], text, words, known)
    if first.name is None and len(parts) > 1:
        second = _read(all_tokens[slice(*parts[1])], text, words, known)
        if second.name is not None and not second.modifiers and first.head in words.people | words.titles:
            return _with_name(first, second)
    return first


def _is_common(part: Sequence[Token], run: tuple[int, int], words: Lexicon, known: Authority) -> bool:
    """Tell whether a capital only begins a sentence: "Officials in Seoul", "Traders"."""
    begin, end = run
    word = part[begin].lower
    if begin or end > 1 or known.find(part[begin].text) is not None or part[begin].text.isupper():
        return False
    return word in words.people | words.bodies | words.documents or word.endswith(("ers", "ists", "ians", "ors"))


def _with_name(first: Phrase, second: Phrase) -> Phrase:
    return Phrase(
        text=first.text, determiner=first.determiner, head=first.head, modifiers=first.modifiers, name=second.name,
        owner=first.owner, owner_is_name=first.owner_is_name, place=first.place, preposition=first.preposition,
    )  # fmt: skip


def _split(all_tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Cut the phrase at its commas outside brackets."""
    cuts = [i for i, token in enumerate(all_tokens) if token.text == ","]
    edges = [-1, *cuts, len(all_tokens)]
    return [(a + 1, b) for a, b in zip(edges, edges[1:], strict=False) if b > a + 1] or [(0, len(all_tokens))]


def _read(part: Sequence[Token], text: str, words: Lexicon, known: Authority) -> Phrase:
    while len(part) > 1 and part[-1].lower in ("itself", "himself", "herself", "themselves"):
        part = part[:-1]
    all_runs = [run for run in runs(part) if not _is_common(part, run, words, known)]
    end = len(part)
    preposition = ""
    for index, token in enumerate(part):
        inside = any(a < index < b for a, b in all_runs)
        if index and not inside and (token.lower in PREPOSITIONS or token.lower in ("familiar", "briefed", "close", "published", "released", "led")):
            end, preposition = index, token.lower
            break
    head_tokens = part[:end]
    place = next((name_at(part, a, b, words, known) for a, b in all_runs if a > end), None)
    begin = 0
    determiner = ""
    if head_tokens and (head_tokens[0].lower in DETERMINERS | INDEFINITE or head_tokens[0].lower in DEFINITE) and not (
        any(a == 0 for a, _ in all_runs)
    ):
        determiner, begin = head_tokens[0].lower, 1
    owner, owner_is_name = None, False
    clitic = next((i for i in range(end - 1, -1, -1) if head_tokens[i].text in ("’s", "'s", "’")), None) if head_tokens else None
    if clitic is not None:
        owners = [(a, b) for a, b in all_runs if b <= clitic]
        if owners:
            owner, owner_is_name = name_at(part, *owners[-1], words, known), True
        begin = clitic + 1
        determiner = determiner or "the"
    bracket = next((i for i in range(begin, end) if part[i].text == "("), end)
    inner = [(a, b) for a, b in all_runs if a >= begin and b <= bracket]
    name = None
    head, modifiers = "", ()
    if inner and inner[-1][1] == bracket:
        name = name_at(part, *inner[-1], words, known)
        if name is None:
            head = part[bracket - 1].lower
    else:
        lower = [t for t in part[begin:bracket] if t.is_word]
        head = lower[-1].lower if lower else ""
        if inner:
            owner = owner or name_at(part, *inner[-1], words, known)
            modifiers = tuple(t.lower for t in part[inner[-1][1] : bracket - 1] if t.is_word)
        else:
            modifiers = tuple(t.lower for t in lower[:-1])
    return Phrase(
        text=text[part[0].start : part[-1].end], determiner=determiner, head=head, modifiers=modifiers, name=name,
        owner=owner, owner_is_name=owner_is_name, place=place, preposition=preposition,
    )  # fmt: skip

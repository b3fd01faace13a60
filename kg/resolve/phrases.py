"""The words of a source, taken apart: which noun heads them, which name stands in them, one or many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.classes import DETERMINERS, PREPOSITIONS, word_set
from kg.extract.text import Token, tokens
from kg.model import Kind, Passage, Span
from kg.resolve.beside import ONE_OF_MANY, ORGANS
from kg.resolve.capitals import IN_FRONT
from kg.resolve.names import BODIES, GENERIC, Name, NameReader
from kg.resolve.offices import Office, complement, is_possessive
from kg.resolve.runs import joined

INDEFINITE = word_set(
    """
    a an some several many most two three four five six seven eight nine ten dozens hundreds
    another other no one any few
    """
)
DEFINITE = word_set("the this that these those his her its their")
_ANY_DETERMINER = DETERMINERS | INDEFINITE | DEFINITE
_REFLEXIVE = word_set("itself himself herself themselves")
_ENDS_HEAD = PREPOSITIONS | word_set("familiar briefed close published released led filed issued")
_AS_SUBJECT = {
    **{word: word for word in ("he", "she", "it", "they")},
    "his": "he",
    "him": "he",
    "her": "she",
    "hers": "she",
    "its": "it",
    "their": "they",
    "them": "they",
}
_TRADE_ENDINGS = ("ers", "ists", "ians", "ors")

Run = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A source's words: the determiner, the common noun that heads them, the name in them, a possessor.

    `name` is the name that the head is, or that stands in apposition to it ("Premier Pak", "the party
    secretary, Ri Kwang-hyok"); `owner` a name in front of ’s, or a demonym or name in front of the noun;
    `place` a name behind a preposition ("officials in Seoul", "a report by the bank"), and `of` the noun that stands
    behind "of" instead ("secretary of state"); `possessor` a common noun in front of ’s. `office` is the head with all
    that tells it from another. `several` tells whether it joins two names: "Lund and Vik".
    """

    text: str
    determiner: str
    head: str
    modifiers: tuple[str, ...]
    name: Name | None
    owner: Name | None
    owner_is_name: bool
    owner_is_place: bool
    place: Name | None
    preposition: str
    office: Office
    possessor: str = ""
    of: str = ""
    several: bool = False
    national: bool = False

    @property
    def pronoun(self) -> str | None:
        """The pronoun that it is, as a subject: "he" for "his"; None for anything else."""
        return _AS_SUBJECT.get(self.text.lower())

    @property
    def noun(self) -> str:
        """The head noun with its modifiers in lower case."""
        return " ".join((*self.modifiers, self.head))


def read_phrase(text: str, passage: Passage, reader: NameReader) -> Phrase:
    """Take the words of a source apart; what stands behind a comma only adds a name to a trade."""
    parts = _parts(list(tokens(text, Span(passage.spans[0].start, passage.spans[-1].end))), reader)
    first = _read(parts[0], text, reader)
    if _joins_two(parts[0], reader) or (
        first.name is not None and len(parts) > 1 and _joins_two(parts[-1], reader, alone=True)
    ):
        return replace(first, several=True)
    if len(parts) > 1 and [token.lower for token in parts[1][:2]] == ["led", "by"]:
        leader = next((reader.read(parts[1], *run) for run in reader.runs(parts[1])), None)
        return replace(first, place=leader, preposition="led")
    described = first.head in reader.words.people | reader.words.titles or parts[0][0].lower in ("one", "another")
    if len(parts) > 1 and first.name is None and parts[1][0].lower not in PREPOSITIONS:
        second = _read(parts[1], text, reader)
        if second.name is not None and not second.modifiers and (described or _tells(first, second, reader)):
            return replace(first, name=second.name)
    return first


def _tells(noun: Phrase, behind: Phrase, reader: NameReader) -> bool:
    """Tell whether a name behind a comma is that of what a noun describes: "the regulator, Ofgem"."""
    name = behind.name
    if name is None or not noun.head:
        return False
    body = name.kind in BODIES and not behind.head
    full = " " in name.text and (body or name.kind is Kind.PERSON)
    return full or (body and noun.head in reader.words.bodies)


def _parts(all_tokens: Sequence[Token], reader: NameReader) -> list[Sequence[Token]]:
    """Cut a phrase at its commas and dashes that stand in no name."""
    marks = [i for i, token in enumerate(all_tokens) if token.text in (",", "–", "—", "-")]
    names = list(reader.runs(all_tokens)) if marks else []
    commas = [i for i in marks if not _is_inside(i, names)]
    edges = [-1, *commas, len(all_tokens)]
    return [all_tokens[a + 1 : b] for a, b in pairwise(edges) if b > a + 1] or [all_tokens]


def _read(part: Sequence[Token], text: str, reader: NameReader) -> Phrase:
    while len(part) > 1 and part[-1].lower in _REFLEXIVE:
        part = part[:-1]
    names = [run for run in reader.runs(part) if not _is_common(part, run, reader)]
    end, preposition = _head_end(part, names)
    behind = next((run for run in names if run[0] > end), None)
    begin, determiner = 0, ""
    if part[0].lower in _ANY_DETERMINER and not any(a == 0 for a, _ in names):
        begin, determiner = 1, part[0].lower
    owner, owner_is_name, possessor = None, False, ""
    clitic = max((i for i in range(1, end) if is_possessive(part[i]) and not _is_inside(i, names)), default=None)
    if clitic is not None:
        owners = [run for run in names if run[1] == clitic]
        owner, owner_is_name = _last_name(part, owners, reader), bool(owners)
        possessor = "" if owners else part[clitic - 1].lower
        begin, determiner = clitic + 1, determiner or "the"
    end = next((i for i in range(begin, end) if part[i].text == "("), end)
    inner = [(a, b) for a, b in names if a >= begin and b <= end]
    last = inner[-1] if inner else (end, end)
    national = bool(determiner) and last[0] < last[1] == end and reader.is_national(joined(part[slice(*last)]))
    name = None
    nouns: tuple[str, ...] = ()
    if behind is not None and (_is_titled_by(part, names[-1], reader) or _is_office_of(part, names[-1], reader)):
        name = _last_name(part, names, reader)
    elif national or (preposition == "of" and behind is not None and _is_plural(part, last, reader)):
        nouns = _words(part[begin:end])
    elif inner and inner[-1][1] == end:
        name = _last_name(part, inner, reader)
        place = None if name else _place_in_front(part, inner[-1], reader)
        owner = owner or place
        behind_place = [token for token in part[inner[-1][0] : end] if place is None or token.start >= place.end]
        nouns = () if name else _words(behind_place)
    else:
        inside = None if clitic and _is_of_field(part, inner, end) else _last_name(part, inner, reader)
        owner = owner or inside or (_place_in_front(part, inner[-1], reader) if inner else None)
        nouns = _words(part[inner[-1][1] if inside else begin : end]) or _words(part[begin:end])[-1:]
        if owner_is_name and inside is not None and _names_body(owner, inside, nouns, reader):
            name = inside if inside.kind in BODIES else replace(inside, kind=Kind.ORGANIZATION)
    if (
        owner_is_name and name is None and not set(nouns) - {"own", "very"}
    ):  # "Lund’s [claim]", "by Lund’s own [account]"
        name = owner
    behind_noun = complement(part, end, len(part), reader.words)
    return Phrase(
        text=text[part[0].start : part[-1].end],
        determiner=determiner,
        head=nouns[-1] if nouns else "",
        modifiers=nouns[:-1],
        name=name,
        owner=owner,
        owner_is_name=owner_is_name,
        owner_is_place=owner is not None and reader.is_place(owner),
        place=reader.read(part, *behind) if behind else None,
        preposition=preposition,
        office=reader.offices.at(part, _last_word(part, end), len(part)) if nouns else Office(""),
        possessor=possessor,
        of=behind_noun[-1].lower if preposition == "of" and behind is None and behind_noun else "",
        national=national,
    )


def _joins_two(part: Sequence[Token], reader: NameReader, *, alone: bool = False) -> bool:
    """Tell whether a phrase is one name, "and", and another: "Ada Lund and Bo Vik", not "the Lund and Vik report".

    `alone` asks for nothing but the two names, as at the end of a list.
    """
    part = [token for depth, token in _with_depth(part) if not depth]
    both = [run for run in reader.runs(part) if not _is_common(part, run, reader)]
    if len(both) < 2 or both[-1][1] != len(part):
        return False
    first, second = both[-2:]
    if alone and first[0] > 0:
        return False
    between = [token.lower for token in part[first[1] : second[0]]]
    bodies = between[:1] if between and between[0] in reader.words.bodies else []
    if between[len(bodies) :] not in (["and"], ["and", "the"]):
        return False
    return all(reader.read(part, *run) is not None for run in (first, second))


def _with_depth(part: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield the tokens of a phrase with how many brackets are open around them; a bracket counts as inside."""
    depth = 0
    for token in part:
        depth += token.text == "("
        yield depth, token
        depth -= token.text == ")" and depth > 0


def _names_body(owner: Name | None, name: Name, nouns: Sequence[str], reader: NameReader) -> bool:
    """Tell whether a country only tells where a body is from whose name stands in front of its noun.

    "France’s Lundia union", not "France’s Lyon office".
    """
    if owner is None or reader.known.country(owner.text) is None or not nouns:
        return False
    nameless = reader.known.country(name.text) is not None or reader.is_place(name)
    return nouns[-1] in (reader.words.bodies - ORGANS) | ONE_OF_MANY and not nameless


def _is_plural(part: Sequence[Token], run: Run, reader: NameReader) -> bool:
    """Tell whether one plural in front of "of" only begins a name: "[Wells] of Mercy"."""
    if run != (0, 1) or not part[0].lower.endswith("s"):
        return False
    name = reader.read(part, *run)
    return name is not None and name.kind is Kind.UNKNOWN and reader.known.find(name.text) is None


def _is_of_field(part: Sequence[Token], inner: Sequence[Run], end: int) -> bool:
    """Tell whether capitals name nobody but what a body is for: "Russia’s [Defence] ministry"."""
    if not inner or part[end - 1].lower not in ORGANS:
        return False
    return all(token.lower in GENERIC for token in part[slice(*inner[-1])])


def _place_in_front(part: Sequence[Token], run: Run, reader: NameReader) -> Name | None:
    """Return the country or place in front of a title that is nobody's name: "the [US] President"."""
    for end in range(run[1] - 1, run[0], -1):
        words = joined(part[run[0] : end])
        if reader.known.country(words) is not None or words.lower() in reader.words.places:
            return reader.read(part, run[0], end)
    return None


def _is_titled_by(part: Sequence[Token], run: Run, reader: NameReader) -> bool:
    """Tell whether a name at the end has its trade in front, behind a name: "… for Africa director Ada Lund"."""
    begin, end = run
    if end != len(part) or begin < 2 or part[begin - 1].lower not in reader.words.people:
        return False
    before = part[begin - 2]
    return before.is_capitalised and not reader.known.is_demonym(before.text)


def _is_office_of(part: Sequence[Token], run: Run, reader: NameReader) -> bool:
    """Tell whether a person's name stands behind an office and its field: "Minister for Health Ada Lund"."""
    if run[1] != len(part) or reader.beside.office_in_front(part, run[0]) is None:
        return False
    name = reader.read(part, *run)
    return name is not None and name.kind is Kind.PERSON and name.start > part[run[0]].start


def _is_inside(index: int, names: Sequence[Run]) -> bool:
    return any(begin < index < end for begin, end in names)


def _last_word(part: Sequence[Token], end: int) -> int:
    """Return the index of the last word in front of an end, for "the brothers Bo G. and Al D. Lund" ends in a stop."""
    return next((index for index in range(end - 1, 0, -1) if part[index].is_word), 0)


def _words(part: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.lower for token in part if token.is_word)


def _is_common(part: Sequence[Token], run: Run, reader: NameReader) -> bool:
    """Tell whether a capital only begins a sentence: "Officials in Seoul", "Traders"."""
    first = part[0]
    if run == (0, 1) and len(part) > 1 and first.lower in IN_FRONT and part[1].text[0].islower():
        return True
    if run == (0, 1) and len(part) > 1 and part[1].text.islower() and part[1].text.endswith("ed"):
        return reader.known.find(first.text) is None  # "Pictures released with the report"
    if run != (0, 1) or first.text.isupper() or reader.known.find(first.text) is not None:
        return False
    if reader.recognised.kind(first.start, first.end) is Kind.PERSON:
        return False
    if first.lower in reader.words.speakers:
        return True
    return first.lower.endswith(_TRADE_ENDINGS) and not reader.recognised.touches(first.start, first.end)


def _head_end(part: Sequence[Token], names: Sequence[Run]) -> tuple[int, str]:
    """Return where the head of a phrase ends, and the preposition that ends it, "" where none does."""
    for index in range(1, len(part)):
        if part[index].lower in _ENDS_HEAD and not _is_inside(index, names):
            return index, part[index].lower
    return len(part), ""


def _last_name(part: Sequence[Token], names: Sequence[Run], reader: NameReader) -> Name | None:
    return reader.read(part, *names[-1]) if names else None

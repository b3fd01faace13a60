"""Names: what they name, and the titles and trades that stand around them."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from kg.extract.classes import CLITICS, DETERMINERS, PREPOSITIONS, word_set
from kg.extract.lexicon import Lexicon
from kg.extract.text import Token
from kg.model import Kind
from kg.resolve.across.forms import is_given
from kg.resolve.authority import Authority, Entry
from kg.resolve.beside import MOST_NAMES, Beside
from kg.resolve.offices import Office, Offices, is_possessive
from kg.resolve.recognised import Recognised
from kg.resolve.runs import FIELDS, joined, runs

BODIES = (Kind.ORGANIZATION, Kind.MEDIA)
_MALE = word_set("mr sir lord king prince father husband son brother spokesman chairman man congressman baron")
_FEMALE = word_set(
    "mrs ms miss dame lady queen princess mother wife daughter sister spokeswoman chairwoman woman congresswoman"
)
_GENERIC = word_set(
    """
    agriculture air army bank cabinet central commerce court culture defence defense department economy education
    embassy energy environment finance foreign force government health home interior justice labor labour military
    ministry navy office parliament police senate state supreme trade transport treasury unification
    """
)
"""Words of names that every country has: "the Foreign Ministry"."""
_COURTESY = word_set("mr mrs ms miss dr sir")
_ADDRESSED = word_set("president speaker chairman chair secretary mayor minister prime ambassador justice judge pm")
"""What people are addressed as behind "Mr": Mr Speaker; other trades there are surnames: Mr King, Ms Baker."""
_CHAMBERS = word_set("house senate commons lords congress duma bundestag knesset")
_JUDGES = word_set("justice judge")
_ALSO = {
    "justice": ("judge",),
    "senator": ("lawmaker",),
    "representative": ("congressman", "congresswoman", "lawmaker"),
    "mp": ("lawmaker",),
}
"""What else somebody with a title may be called."""
_ADJECTIVES = word_set(
    "african european asian western eastern arab arabic latin islamic muslim christian jewish catholic hispanic"
)
"""Capitalised words that alone name nobody: "an African country"."""
_PLACES = word_set("at in of from")
_SMALL = DETERMINERS | PREPOSITIONS | word_set("and or but former then ex-")
_LETTERS = word_set(
    "KC QC SC MP MSP MEP MLA TD DBE OBE MBE CBE KBE GBE CMG KCMG PhD DPhil MD FRS JP Esq LLB MBA CPA DDS"
)
"""What people have behind their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One mention of a name: `text` without titles; `roles` the nouns that stand beside it; offsets in the text.

    `country` is the one that is named together with a role: "French President Ada Lund"; `offices` are the roles with
    the words that tell them from others.
    """

    text: str
    start: int
    end: int
    kind: Kind
    roles: frozenset[str] = frozenset()
    acronym: str | None = None
    gender: str | None = None
    quoted: bool = False
    sentence: int = 0
    country: str | None = None
    offices: frozenset[Office] = frozenset()


class NameReader:
    """Reads runs of capitalised words as names, with the project's words and the names that it knows.

    `plain` are the places in the text of capitalised words that belong to no name.
    """

    def __init__(
        self, words: Lexicon, known: Authority, recognised: Recognised | None = None, plain: Set[int] = frozenset()
    ) -> None:
        self.words = words
        self.known = known
        self.recognised = recognised or Recognised()
        self.plain = plain
        self.offices = Offices(words, known)
        self.beside = Beside(words, known)

    def runs(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Yield the intervals of tokens that may be names, joined where the model sees one organisation's."""
        held: tuple[int, int] | None = None
        for begin, end in self._parts(tokens):
            if held is not None:
                if self._is_one(tokens, held, begin):
                    begin = held[0]
                else:
                    yield held
            held = (begin, end)
        if held is not None:
            yield held

    def _parts(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Yield the runs of capitalised words without the plain ones, which part them."""
        for begin, end in runs(tokens):
            first = begin
            for index in range(begin, end + 1):
                if index == end or tokens[index].start in self.plain:
                    if first < index:
                        yield first, index
                    first = index + 1

    def _is_one(self, tokens: Sequence[Token], run: tuple[int, int], behind: int) -> bool:
        """Tell whether an organisation's name goes on behind a run: "Citizens for a Fair Tax"."""
        between = tokens[run[1] : behind]
        if not between or any(not token.is_word or token.text in CLITICS for token in between):
            return False
        return self.recognised.organization_over(tokens[run[0]].start, tokens[behind].start)

    def read(self, tokens: Sequence[Token], begin: int, end: int, *, sentence: int = 0) -> Name | None:
        """Read the run of capitalised words at `[begin, end)` as a name, or None where it is only a title."""
        if self._begins_with_adjective(tokens[begin:end]):
            begin += 1
        bare = self._without_letters(tokens, begin, end)
        whole, letters = tokens[begin:bare], tokens[bare:end]
        if not whole or (len(whole) == 1 and whole[0].lower in _ADJECTIVES):
            return None
        if begin and tokens[begin - 1].lower == "the" and self._is_from_place(whole):
            return None
        kind = self._kind(whole)
        if self._is_office_alone(tokens, begin, end):
            return None
        skip = self._field(tokens, begin, bare)
        if skip:
            kind = Kind.PERSON
        elif kind in (Kind.UNKNOWN, Kind.PERSON):
            skip = self._titles(whole)
            entry = self.known.find(joined(whole[skip:]))
            if entry is None and len(whole) == skip + 1 and self._is_only_title(whole):
                return None
            kind = entry.kind if skip and entry else kind
        person = self.recognised.person_at_end(whole[skip].start, whole[-1].end)
        if person is not None and kind in (Kind.UNKNOWN, Kind.PERSON):  # "Irish journalist Lund", "Ipswich MP Ada Lund"
            begins = next(index for index, token in enumerate(whole) if token.end > person)
            if self._is_in_front(whole[begins - 1]) or self.known.find(joined(whole[:begins])):
                skip = begins
            kind = Kind.PERSON
        run = whole[skip:]
        text = self._with_country(tokens, begin, run)
        entry = self.known.find(text)
        beside = self.beside.in_front(tokens, begin)
        before = tokens[beside].lower if beside is not None else ""
        titles = self._title_roles([*whole[:skip], *letters]) | (
            self.beside.office(tokens, begin) if skip else frozenset()
        )
        after = self.beside.nouns(tokens, end)
        if kind is Kind.UNKNOWN:
            titled = any(self._is_of_person(token) for token in whole[:skip])
            kind = Kind.PERSON if titled else self._kind_beside(run, before, after)
        roles = titles | self._roles_beside(kind, before, after) | (entry.nouns if entry else frozenset())
        held = self._offices_at(tokens, begin, begin + skip, end, beside if before in roles else None)
        if beside and before in roles and tokens[beside - 1].is_word and tokens[beside - 1].lower not in _SMALL:
            roles |= {f"{tokens[beside - 1].lower} {before}"}
        nouns = {*roles, *(token.lower.rstrip(".") for token in tokens[max(0, begin - 2) : begin + skip])}
        return Name(
            text=text,
            start=run[0].start,
            end=run[-1].end,
            kind=kind,
            roles=frozenset(roles),
            acronym=_acronym(tokens, end, run),
            gender=_gender(nouns) if kind is Kind.PERSON else None,
            quoted=run[0].quoted,
            sentence=sentence,
            country=self.beside.country(tokens, begin, beside, whole[:skip]),
            offices=frozenset(held) if kind is Kind.PERSON else frozenset(),
        )

    def _offices_at(
        self, tokens: Sequence[Token], begin: int, name: int, end: int, beside: int | None
    ) -> Iterator[Office]:
        """Yield the offices of a person: the titles in `[begin, name)`, the trade beside it, those behind a comma."""
        people = self.words.people | _JUDGES | self.words.written_out.keys()
        nouns = [i for i in range(begin, name) if tokens[i].lower.rstrip(".") in people - _COURTESY]
        yield from (self.offices.at(tokens, index, name) for index in nouns)
        if beside is not None:
            yield self.offices.at(tokens, beside, begin)
        office = self.beside.office_in_front(tokens, begin)
        if name > begin and office is not None:
            yield self.offices.at(tokens, office, name)
        yield from (self.offices.at(tokens, index, len(tokens)) for index in self.beside.apposition(tokens, end))

    def _begins_with_adjective(self, run: Sequence[Token]) -> bool:
        """Tell whether a capital only begins a sentence in front of a demonym: "Recent North Korean reports"."""
        if len(run) < 2 or self.known.find(joined(run)) is not None:
            return False
        if any(self.known.is_demonym(joined(run[:length])) for length in (1, 2)):
            return False
        return any(self.known.is_demonym(joined(run[1:end])) for end in (2, 3) if end <= len(run))

    def _titles(self, run: Sequence[Token]) -> int:
        """Return how many tokens in front of a person's name are titles, trades, countries and demonyms.

        A country or a capital is skipped in front of a title only: Israel Katz and London Breed are people.
        """
        position = 0
        while position < len(run) - 1:
            for length in (2, 1):
                words, after = joined(run[position : position + length]), position + length
                if after < len(run) and self._is_country_of(words, run[after]):
                    position = after
                    break
            else:
                if not self._is_title(run[position]):
                    break
                position += 1
        skip = max(position, self._behind_office(run))
        return 0 if skip and self._belongs_to_body(run, skip) else skip

    def _belongs_to_body(self, run: Sequence[Token], skip: int) -> bool:
        """Tell whether what stands in front is part of a body's name: "Canadian Tire", "General Electric"."""
        if self.known.find(joined(run[skip:])) is not None:
            return False
        is_body = self.recognised.kind(run[skip].start, run[-1].end) is Kind.ORGANIZATION
        from_country = any(self.known.is_demonym(joined(run[:length])) for length in (1, 2) if length == skip)
        return is_body and (from_country or self.recognised.begins(run[0].start))

    def _behind_office(self, run: Sequence[Token]) -> int:
        """Return where the name begins behind somebody's body and office: "Ohio AFL-CIO President Ada Lund"."""
        offices = [i for i, token in enumerate(run[:-1]) if self._is_office(token)]
        return offices[-1] + 1 if offices and 1 < len(run) - offices[-1] - 1 < MOST_NAMES else 0

    def _is_office(self, token: Token) -> bool:
        word = token.lower.rstrip(".")
        return word in self.words.written_out or (word in self.words.titles and word in (self.words.people | _JUDGES))

    def _is_in_front(self, token: Token) -> bool:
        """Tell whether a word in front of a person's name belongs to what he is: a trade, a place, a body."""
        words, word = self.words, token.lower.rstrip(".")
        in_front = self._is_title(token) or word in words.organization_words or word in words.places
        seen = self.recognised.kind(token.start, token.end)
        other = seen in (Kind.ORGANIZATION, Kind.UNKNOWN)  # "Before the Lake Post Lund said"
        return in_front or other or self.known.country(token.text) is not None or word in _CHAMBERS

    def _is_country_of(self, words: str, following: Token) -> bool:
        if self.known.is_demonym(words):
            return True
        return self.known.country(words) is not None and self._is_title(following)

    def _is_title(self, token: Token) -> bool:
        word = token.lower.rstrip(".")
        return word in self.words.titles or word in self.words.people

    def _is_from_place(self, run: Sequence[Token]) -> bool:
        """Tell whether a run is a description: "the [Ohio Republican]"."""
        place = joined(run[:-1])
        from_place = place.lower() in self.words.places or self.known.country(place) is not None
        return len(run) > 1 and run[-1].lower in self.words.people and from_place

    def _is_office_alone(self, tokens: Sequence[Token], begin: int, end: int) -> bool:
        """Tell whether capitals behind an article or a possessor are an office: "the Public Works Minister"."""
        before = tokens[begin - 1] if begin else None
        if before is None or not (before.lower in DETERMINERS or is_possessive(before)):
            return False
        run, last = tokens[begin:end], tokens[end - 1]
        person = self.recognised.kind(last.start, last.end) is Kind.PERSON
        named = self.known.find(joined(run)) is not None or any(token.lower in PREPOSITIONS for token in run)
        return self._is_office(last) and not person and not named

    def _is_only_title(self, run: Sequence[Token]) -> bool:
        """Tell whether a run ends in a title or trade that is nobody's surname here."""
        last = run[-1]
        person = self.recognised.kind(last.start, last.end) is Kind.PERSON and last.lower not in _ADDRESSED
        return self._is_title(last) and not _is_surname(run) and not person

    def _is_of_person(self, token: Token) -> bool:
        """Tell whether a title is a person's alone: "Minister", not "Prime" or "National"."""
        word = token.lower.rstrip(".")
        return word in self.words.people or word in self.words.written_out or word in _COURTESY

    def _with_country(self, tokens: Sequence[Token], begin: int, run: Sequence[Token]) -> str:
        """Return "Russian Foreign Ministry" for Russia’s Foreign Ministry: many countries have one."""
        text = joined(run)
        if begin < 2 or tokens[begin - 1].text not in CLITICS or any(token.lower not in _GENERIC for token in run):
            return text
        for length in (2, 1):
            country = self.known.country(joined(tokens[max(0, begin - 1 - length) : begin - 1]))
            if country is not None:
                return f"{country.demonym} {text}"
        return text

    def _kind(self, run: Sequence[Token]) -> Kind:
        """Return what a run names, as far as its own words tell."""
        text = joined(run)
        entry = self.known.find(text) or self.known.country(text)
        if entry is not None:
            return entry.kind
        if self.words.is_medium([token.lower for token in run]):
            return Kind.MEDIA
        if self._has_organization_word(run) and not self._is_titled(run):
            return Kind.ORGANIZATION
        is_acronym = len(run) == 1 and text.isupper() and len(text) > 1 and not self._is_title(run[0])
        return Kind.ORGANIZATION if is_acronym else Kind.UNKNOWN

    def _has_organization_word(self, run: Sequence[Token]) -> bool:
        return any(token.lower in self.words.organization_words for token in run)

    def _is_titled(self, run: Sequence[Token]) -> bool:
        """Tell whether "Defense Minister Shin Won-sik" only looks like an organisation's name because of a title."""
        titles = [i for i, token in enumerate(run) if self._is_office(token)]
        if not titles or titles[-1] == len(run) - 1:
            return False
        return not self._has_organization_word(run[titles[-1] + 1 :])

    def _kind_beside(self, run: Sequence[Token], before: str, after: frozenset[str]) -> Kind:
        """Return what a run names, as far as its length and the nouns beside it tell."""
        words = self.words
        if any(token.lower in words.thing_words for token in run):
            return Kind.UNKNOWN
        if before in words.people:
            return Kind.PERSON
        if before in words.bodies:
            return Kind.ORGANIZATION
        if after - words.bodies:
            return Kind.PERSON
        recognised = self.recognised.kind(run[0].start, run[-1].end)
        if recognised is not None:
            return recognised
        if after or before == "the":
            return Kind.ORGANIZATION
        if joined(run).lower() in words.places or _is_country(self.known.find(run[-1].text)) or before in _PLACES:
            return Kind.UNKNOWN
        return Kind.PERSON if 2 <= len(run) <= MOST_NAMES else Kind.UNKNOWN

    def _roles_beside(self, kind: Kind, before: str, after: frozenset[str]) -> frozenset[str]:
        """Return the nouns beside a name that what it names can be called by."""
        words = self.words
        roles = frozenset((before,)) & words.people
        if kind is Kind.PERSON:
            return roles | (after - words.bodies)
        if kind in BODIES:
            return roles | (words.bodies & {before, *after})
        return roles

    def _field(self, tokens: Sequence[Token], begin: int, end: int) -> int:
        """Return how many words of a run complete the office in front of it: "Mayor of [New York] Ada Lund"."""
        run = tokens[begin:end]
        things = self.words.thing_words | self.words.places
        if self.beside.office_in_front(tokens, begin) is None or run[-1].lower in things:
            return 0
        person = self.recognised.person_at_end(run[0].start, run[-1].end)
        for skip in range(max(1, len(run) - MOST_NAMES), len(run) - 1):
            if person == run[skip].start or is_given(run[skip].text) or run[skip - 1].lower in _GENERIC | FIELDS:
                return skip
        return 0

    def _without_letters(self, tokens: Sequence[Token], begin: int, end: int) -> int:
        """Return where a run ends without the letters behind a person's name: "Ada Lund KC", and "KC" alone."""
        bare = end
        while bare > begin and tokens[bare - 1].text.replace(".", "") in _LETTERS:
            bare -= 1
        if bare == begin:
            return begin if begin and tokens[begin - 1].text == "," else end
        trade = any(self._is_title(token) for token in tokens[bare:end])  # "the Hill Labour MP"
        person = self.recognised.kind(tokens[begin].start, tokens[bare - 1].end) is Kind.PERSON
        return end if trade and not (person or is_given(tokens[begin].text)) else bare

    def _title_roles(self, titles: Sequence[Token]) -> frozenset[str]:
        """Return what somebody is by his titles: "minister", "defense minister"."""
        people, long = self.words.people | _JUDGES, self.words.written_out
        lowered = [long.get(word, word) for word in (token.lower.rstrip(".") for token in titles)]
        last_two = {" ".join(lowered[-2:])} if len(lowered) > 1 and lowered[-1] in people else set()
        found = people.intersection(lowered) | last_two
        return found.union(*(_ALSO.get(title, ()) for title in found))


def _is_country(entry: Entry | None) -> bool:
    return entry is not None and entry.kind is Kind.COUNTRY


def _is_surname(run: Sequence[Token]) -> bool:
    """Tell whether the last of two words is a surname although it is a trade elsewhere: "Mr King"."""
    return len(run) > 1 and run[-2].lower.rstrip(".") in _COURTESY and run[-1].lower not in _ADDRESSED


def _acronym(tokens: Sequence[Token], end: int, run: Sequence[Token]) -> str | None:
    """Return the acronym that is introduced in brackets behind a name, checked against its letters."""
    if end + 2 >= len(tokens) or tokens[end].text != "(" or tokens[end + 2].text != ")":
        return None
    short = tokens[end + 1].text.replace(".", "")
    if len(short) < 2 or not short[0].isupper():
        return None
    letters = [letter for letter in short.upper() if "A" <= letter <= "Z"]
    remaining = iter("".join(token.text for token in run).upper())
    begins_alike = letters[:1] == [run[0].text[0].upper()]
    return short if begins_alike and all(letter in remaining for letter in letters) else None


def _gender(nouns: set[str]) -> str | None:
    """Return what titles and trades tell of a person."""
    if nouns & _MALE:
        return "male"
    return "female" if nouns & _FEMALE else None

"""A made-up press: articles with their copies, and articles that only look like copies; the same from one seed.

All sentences are made here. Articles on one topic share its words, its phrases and its standing paragraphs; papers have
their notices and datelines; reporters at one event have the same figures and quote the same speech; and reports of the
weather, the markets and the matches are forms that are filled in with other numbers every day.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from kg.benchmark.coined import listed
from kg.benchmark.forms import Forms
from kg.benchmark.spellings import World
from kg.model import Document, Kind, Metadata

Item = TypeVar("Item")

_START = date(2023, 1, 1)
_DAYS = 700
_PAPERS, _AGENCIES, _PLACES, _NAMES = 120, 6, 300, 3000
_COPIED, _EVENTS, _FORMS = 0.05, 0.035, 0.08
"""Which share of the stories is copied, is told by several reporters, and is a form filled in."""
_BEHIND = 3000
"""How many stories come between an article and its copies at most."""


class Planted(StrEnum):
    """How an article was made."""

    ALONE = "alone"
    EVENT = "one of several reports on an event"
    FORM = "a form with other numbers"
    SAME = "same text"
    EDITED = "lightly edited"
    CUT = "cut to half"
    ADDED = "with paragraphs added"
    UPDATED = "with another number"
    VERSION = "new version"


COPIES = (Planted.SAME, Planted.EDITED, Planted.CUT, Planted.ADDED, Planted.UPDATED, Planted.VERSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of the made-up press: copies have the `story` of their original, all others one of their own."""

    document: Document
    story: int
    planted: Planted


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


_GRAMMAR: Mapping[str, tuple[str, ...]] = {
    "sentence": _lines(
        """
        <Who> said on <day> that <clause>.
        <Clause>, according to <who>.
        <Clause>, <who> told reporters in <place>.
        “<Clause>, and <clause>,” said <who>.
        “<Clause>,” <person> said. “<Clause>.”
        <Who> <denied> that <clause>.
        <Clause>, while <clause>.
        After a <time> of <adjective> talks, <clause>.
        In <place>, <clause> and <clause>.
        The <noun> <of>, which <verb> <number> <noun> a year, <verb> <object>.
        <Number> <noun> <verb> <object> in the <time> before, a figure that <who> called <adjective>.
        <Clause> because <clause>.
        At the <noun> in <place>, <person> <verb> <object> for the <ordinal> time.
        Asked about the <noun>, <person> said only that <clause>.
        <Clause>; <clause>.
        Nobody at <body> would say whether <clause>.
        """
    ),
    "clause": _lines(
        """
        the <adjective> <noun> <of> <verb> <object>
        <body> <verb> <object> <when>
        <object> <verb> the <noun> <of> <when>
        <person> <verb> <object> with <number> <noun>
        <number> <noun> <verb> <object>
        the <noun> near <place> <verb> <object> <when>
        every <adjective> <noun> <verb> <object>
        no <noun> <of> <verb> <object> <when>
        """
    ),
    "object": _lines(
        """
        the <noun> <of>
        a <adjective> <noun>
        <number> <adjective> <noun>
        the <adjective> <noun> that <body> <verb>
        more <noun> than the <noun> in <place>
        its <ordinal> <noun>
        <noun> and <noun>
        """
    ),
    "of": _lines("of <place>\nof the <noun>\nof <noun>\non <noun>\nfrom <place>\nthere"),
    "who": _lines("<person>\n<person> of <body>\n<body>\na spokesman of <body>\nofficials in <place>"),
    "denied": _lines("denied\ndoubted\nconceded\nwarned\nadded\npromised\nrepeated"),
    "when": _lines("on <day>\nlast <time>\nin <month>\nthis <time>\nbefore the <noun>\nagain\nin the end"),
    "day": _lines("Monday\nTuesday\nWednesday\nThursday\nFriday\nSaturday\nSunday"),
    "month": _lines("January\nFebruary\nMarch\nApril\nMay\nJune\nJuly\nAugust\nSeptember\nOctober\nNovember"),
    "time": _lines("day\nweek\nmonth\nyear\ndecade\nwinter\nsummer"),
    "ordinal": _lines("first\nsecond\nthird\nfourth\nfifth\nlast\nonly"),
    "adjective": listed(
        """
        new old early late costly cheap rare common joint local foreign public private secret open broken empty heavy
        light narrow broad steady sudden slow quick northern southern eastern western coastal rural urban annual daily
        final partial formal loose strict bitter quiet noisy dry wet cold warm young senior former likely
        """
    ),
    "verb": listed(
        """
        closed opened delayed doubled halved replaced reviewed rejected approved funded cut raised lowered blocked moved
        lost won sold bought built burned flooded sank repaired measured counted missed reached left joined split backed
        tested banned allowed inspected ordered printed shipped stored signed drafted leaked named praised blamed sued
        """
    ),
}
_NOUNS = (
    "plan report budget vote permit contract inquiry deadline meeting office road letter committee fund rule list "
    "record worker driver owner neighbour teacher student visitor farmer doctor clerk judge guard pilot sailor survey "
    "map price fee tax loan share prize award picture book"
)
_TOPICS: Mapping[str, str] = {
    "shipping": "ferry harbour crane tanker pier cargo container lighthouse tug strait dock buoy captain anchor berth",
    "schools": "classroom exam playground timetable headmaster textbook canteen grade lesson uniform dormitory choir",
    "farming": "harvest tractor barley orchard drought silo fertiliser dairy herd meadow irrigation seed hailstorm",
    "health": "ward clinic vaccine surgeon ambulance outbreak pharmacy nurse scanner queue infection dose patient bed",
    "courts": "verdict witness appeal sentence prosecutor trial defendant warrant jury bail hearing evidence robbery",
    "energy": "turbine reactor pipeline grid substation coal battery outage meter dam refinery furnace cable",
    "housing": "tenant landlord rent scaffold mortgage lift courtyard eviction roof architect plaster bathroom lease",
    "railways": "locomotive platform signal tunnel carriage junction strike ticket sleeper viaduct freight gauge rail",
    "defence": "missile regiment barracks exercise frigate radar border patrol launch convoy general shell base drone",
    "culture": "orchestra museum festival stage painter premiere gallery novel sculpture archive poet ballet film",
    "money": "deficit treasury surplus bond pension subsidy audit inflation tariff debt customs ledger bank auction",
    "floods": "storm flood landslide sandbag river gust shelter rescue evacuation hail levee thaw forecast siren",
}
_SLOT = re.compile(r"<([A-Za-z]+)>")
_KINDS = ("Herald", "Chronicle", "Post", "Ledger", "Observer", "Courier", "Gazette", "Monitor", "Standard")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """An article before a paper prints it."""

    headline: str
    paragraphs: tuple[str, ...]
    topic: str
    day: date
    publisher: str
    credit: str | None = None


class Press:
    """The press of a made-up country, drawn from a seed."""

    def __init__(self, seed: int) -> None:
        """Begin a press; the same seed gives the same one."""
        self._random = random.Random(f"press {seed}")  # noqa: S311 -- nothing secret
        spellings = World(seed).spellings(_NAMES)
        persons = tuple(each.name for each in spellings if each.kind is Kind.PERSON)
        bodies = tuple(f"the {each.name}" for each in spellings if each.kind is Kind.ORGANIZATION)
        places = tuple(dict.fromkeys(name.split()[-1] for name in persons))[:_PLACES]
        self._grammar = {**_GRAMMAR, "person": persons, "body": bodies, "place": places}
        self._nouns = {topic: (*2 * words.split(), *_NOUNS.split()) for topic, words in _TOPICS.items()}
        self._papers = tuple(f"The {place} {_KINDS[at % len(_KINDS)]}" for at, place in enumerate(places[:_PAPERS]))
        self._agencies = tuple(f"{place} Wire" for place in places[-_AGENCIES:])
        self._standing = {topic: [self._paragraph(topic) for _ in range(15)] for topic in _TOPICS}
        self._notices = {
            paper: f"{paper} is printed in {self._pick(places)} and read in {self._pick(places)}. "
            f"{self._sentence('money')} Readers who want to tell us of a mistake can write to the desk."
            for paper in (*self._papers, *self._agencies)
        }
        self._forms = Forms(self._random, places, persons)
        self._stories = 0

    def articles(self, size: int) -> Iterator[Article]:
        """Yield so many articles; copies come up to some thousands of stories after their originals."""
        due: dict[int, list[Article]] = defaultdict(list)
        given = told = 0
        while given < size:
            first, *others = self._story()
            for other in others:
                due[told + 1 + self._random.randrange(min(_BEHIND, 1 + size // 10))].append(other)
            told += 1
            for article in (first, *due.pop(told, ()))[: size - given]:
                yield article
                given += 1

    def _story(self) -> list[Article]:
        """Return a new article, with its copies or with other reports on its event behind it."""
        chance = self._random.random()
        if chance < _COPIED:
            return self._copied()
        if chance < _COPIED + _EVENTS:
            return self._event()
        form = chance < _COPIED + _EVENTS + _FORMS
        draft = self._form() if form else self._draft(self._words())
        return [self._printed(draft, Planted.FORM if form else Planted.ALONE)]

    def _copied(self) -> list[Article]:
        draft = self._form() if self._random.random() < 0.1 else self._draft(self._words())
        agency = self._random.random() < 0.5
        if agency:
            draft = replace(draft, publisher=self._pick(self._agencies))
        original = self._printed(draft, Planted.ALONE)
        made = [original]
        for _ in range(self._random.choice((1, 1, 2, 3))):
            planted = self._pick(COPIES)
            if planted is Planted.VERSION:
                made.append(self._revised(draft, original))
                continue
            paper = self._pick([each for each in self._papers if each != draft.publisher])
            credit = draft.publisher if agency and self._random.random() < 0.5 else None
            day = draft.day + timedelta(days=self._random.randrange(4))
            copy = replace(self._changed(draft, planted), publisher=paper, credit=credit, day=day)
            made.append(self._printed(copy, planted, story=original.story))
        return made

    def _changed(self, draft: _Draft, planted: Planted) -> _Draft:
        paragraphs = list(draft.paragraphs)
        if planted is Planted.EDITED:
            paragraphs = [self._edited(each, draft.topic, self._random.uniform(0.02, 0.06)) for each in paragraphs]
        elif planted is Planted.CUT:
            paragraphs = _first(paragraphs, self._random.uniform(0.5, 0.75))
            if self._random.random() < 0.5:
                paragraphs = [self._edited(each, draft.topic, 0.02) for each in paragraphs]
        elif planted is Planted.ADDED:
            for _ in range(self._random.randint(2, 2 + len(paragraphs))):
                paragraphs.insert(self._random.randint(0, len(paragraphs)), self._paragraph(draft.topic))
        elif planted is Planted.UPDATED:
            numbers = re.findall(r"\b\d+\b", " ".join(paragraphs))
            for number in self._random.sample(numbers, min(len(numbers), 2)):
                other = str(self._random.randrange(2, 900))
                paragraphs = [re.sub(rf"\b{number}\b", other, each) for each in paragraphs]
        if planted is Planted.SAME or self._random.random() < 0.5:
            return replace(draft, paragraphs=tuple(paragraphs))
        return replace(draft, paragraphs=tuple(paragraphs), headline=self._headline(draft.topic))

    def _revised(self, draft: _Draft, original: Article) -> Article:
        """Return a later version of an article at its own address, with its notice."""
        text = original.document.text
        edited = [self._edited(each, draft.topic, 0.05) for each in text.split("\n\n")]
        metadata = original.document.metadata
        document = Document(
            text="\n\n".join((*edited, self._paragraph(draft.topic))),
            metadata=Metadata(
                title=edited[0], publisher=metadata.publisher, url=f"{metadata.url}/?utm_source=front",
                published=metadata.published, modified=draft.day + timedelta(days=1),
            ),
        )  # fmt: skip
        return Article(document=document, story=original.story, planted=Planted.VERSION)

    def _event(self) -> list[Article]:
        """Return reports on one event: by other writers, with the same speech, names and figures in them."""
        topic = self._pick(tuple(_TOPICS))
        speaker, place = self._pick(self._grammar["person"]), self._pick(self._grammar["place"])
        figures = [str(self._random.randrange(2, 5000)) for _ in range(4)]
        speech = [
            f"“{self._clause(topic)}, and {self._clause(topic)}, and {self._clause(topic)}, and {self._clause(topic)},”"
            for _ in range(6)
        ]
        day = _START + timedelta(days=self._random.randrange(_DAYS))
        made = []
        for _ in range(3):
            draft = self._draft(self._random.randint(60, 300), topic=topic, day=day)
            self._random.shuffle(speech)
            paragraphs = [
                *draft.paragraphs,
                *(f"{quoted} {speaker} {self._pick(('said', 'told the meeting', 'added'))}." for quoted in speech[1:]),
                f"Of {figures[0]} {self._noun(topic)} in {place} {figures[1]} were {self._verb()} on {day:%A}.",
                f"{self._sentence(topic)} {speaker} spoke of {figures[2]} {self._noun(topic)} and {figures[3]} others.",
            ]
            self._random.shuffle(paragraphs)
            made.append(self._printed(replace(draft, paragraphs=tuple(paragraphs)), Planted.EVENT))
        return made

    def _form(self) -> _Draft:
        headline, text = self._forms.fill()
        day = _START + timedelta(days=self._random.randrange(_DAYS))
        return _Draft(
            headline=headline, paragraphs=tuple(text.split("\n\n")), topic="floods", day=day,
            publisher=self._pick(self._papers),
        )  # fmt: skip

    def _draft(self, words: int, *, topic: str | None = None, day: date | None = None) -> _Draft:
        topic = topic or self._pick(tuple(_TOPICS))
        paragraphs: list[str] = []
        while sum(len(each.split()) for each in paragraphs) < words:
            paragraphs.append(self._paragraph(topic))
        if words > 150 and self._random.random() < 0.4:
            paragraphs.insert(self._random.randint(1, len(paragraphs)), self._pick(self._standing[topic]))
        return _Draft(
            headline=self._headline(topic),
            paragraphs=tuple(paragraphs),
            topic=topic,
            day=day or _START + timedelta(days=self._random.randrange(_DAYS)),
            publisher=self._pick(self._papers),
        )

    def _printed(self, draft: _Draft, planted: Planted, *, story: int | None = None) -> Article:
        """Return an article as its paper prints it: with a dateline, and at times with its notice."""
        dateline = f"{self._pick(self._grammar['place']).upper()}, {draft.day:%B} {draft.day.day}"
        if draft.credit or draft.publisher in self._agencies:
            dateline += f" ({draft.credit or draft.publisher})"
        if story is None:
            self._stories += 1
            story = self._stories
        first, *others = draft.paragraphs
        notice = [self._notices[draft.publisher]] if self._random.random() < 0.6 else []
        site = draft.publisher.removeprefix("The ").replace(" ", "-").lower()
        address = f"https://www.{site}.example/{draft.day:%Y/%m}/{self._random.getrandbits(48):x}"
        return Article(
            document=Document(
                text="\n\n".join((draft.headline, f"{dateline} — {first}", *others, *notice)),
                metadata=Metadata(
                    title=draft.headline, publisher=draft.publisher, credit=draft.credit, url=address,
                    published=draft.day,
                ),
            ),
            story=story,
            planted=planted,
        )  # fmt: skip

    # -- words

    def _words(self) -> int:
        return round(min(1200, max(80, self._random.lognormvariate(5.5, 0.5))))

    def _paragraph(self, topic: str) -> str:
        return " ".join(self._sentence(topic) for _ in range(self._random.randint(1, 3)))

    def _headline(self, topic: str) -> str:
        return self._expand("<Noun> <of> <verb> <object>", topic)

    def _sentence(self, topic: str) -> str:
        return self._expand("<Sentence>", topic)

    def _clause(self, topic: str) -> str:
        return self._expand("<Clause>", topic)

    def _noun(self, topic: str) -> str:
        return self._pick(self._nouns[topic])

    def _verb(self) -> str:
        return self._pick(self._grammar["verb"])

    def _expand(self, form: str, topic: str) -> str:
        def fill(slot: re.Match[str]) -> str:
            name = slot[1].lower()
            if name == "noun":
                words = self._noun(topic)
            elif name == "number":
                words = str(self._random.randrange(2, 900))
            else:
                words = self._expand(self._pick(self._grammar[name]), topic)
            return words[:1].upper() + words[1:] if slot[1][0].isupper() else words

        return _SLOT.sub(fill, form) if "<" in form else form

    def _edited(self, text: str, topic: str, share: float) -> str:
        """Return a text with this share of its words replaced, dropped or added to."""
        words = []
        for word in text.split(" "):
            if self._random.random() >= share:
                words.append(word)
                continue
            how = self._random.randrange(3)
            if how == 0:
                words.append(self._noun(topic))
            elif how == 1:
                words += [self._pick(self._grammar["adjective"]), word]
        return " ".join(words)

    def _pick(self, from_: Sequence[Item]) -> Item:
        return from_[int(self._random.random() * len(from_))]


def _first(paragraphs: Sequence[str], share: float) -> list[str]:
    """Return this share of the words of an article, from its beginning."""
    left = round(sum(len(each.split()) for each in paragraphs) * share)
    kept = []
    for paragraph in paragraphs:
        words = paragraph.split(" ")
        if left > 0:
            kept.append(" ".join(words[:left]))
        left -= len(words)
    return kept

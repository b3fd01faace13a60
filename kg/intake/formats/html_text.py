"""The article in a page: trafilatura tells which of the page's blocks are its text, the page itself gives the words."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import Any

from kg.intake.formats.html_blocks import Block, blocks, ends_a_sentence, names_of
from kg.intake.formats.html_cleaning import cleaned
from kg.intake.formats.html_notes import is_note
from kg.intake.formats.prose import day_in, letters
from kg.intake.furniture import furniture

_LONG = 25
"""Letters from which words that stand in the article stand there by no chance."""
_SHORT_LINE = 160
_LONG_LINE = 500
_LINES_OF_LEAD = 8
_LEADS = frozenset({
    "standfirst", "dek", "deck", "subtitle", "subhead", "subheading", "subheadline", "summary", "lead", "lede", "intro",
})  # fmt: skip
"""Words in the names of elements that hold what stands below a headline."""
_IN_HTML = {"head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "row": "tr", "cell": "td", "lb": "br"}
"""What trafilatura's names of elements are in HTML."""

_LEADS_ELSEWHERE = re.compile(
    r"^(?:read\s+(?:more|next|also)|related|see\s+also|also\s+read|more\s+(?:on|from|about)\s+\S|recommended|trending"
    r"|don[’']t\s+miss|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested)|most\s+(?:read|popular)|up\s+next"
    r"|what\s+to\s+read\s+next|watch(?:\s+(?:now|more|the\s+video))?|listen|keep\s+reading|continue\s+reading"
    r"|(?:story|article)\s+continues\s+below|skip\s+(?:to|past|advert)|advertisement|sponsored"
    r"|(?:photographs?|photography|photos?|illustrations?|pictures?|graphics?)\s+by)\b",
    re.IGNORECASE,
)
"""How lines begin that lead elsewhere, where they are links or no sentences."""
_LABELLED = re.compile(r"[\w\s]{4,30}[:|]")
_NETWORKS = r"(?:facebook|twitter|x|instagram|threads|tiktok|whatsapp|youtube|bluesky|mastodon|linkedin|telegram)"
_OFFERS = re.compile(
    rf"""^(?:
      (?:sign\s+up|subscribe)\s+(?:to|for|now|here|today|and)\b
    | register\s+(?:now|for\s+free|to\s+(?:read|continue|access))\b
    | (?:log|sign)\s+in\s+(?:to|now|here)\b | already\s+a\s+subscriber
    | support\s+(?:our|independent)\s+(?:journalism|work)\b
    | (?:get|download)\s+(?:our|the)\s+.{{0,40}}\b(?:newsletter|app)\b | click\s+here\b | thanks\s+for\s+reading\b
    | share\s+(?:this\s+(?:article|story|page|post)\b|on\s+{_NETWORKS}\b)
    | follow\s+(?:us\b|@|.{{2,60}}\bon\s+{_NETWORKS}\b)
    | (?:we|this\s+(?:web)?site)\s+uses?\s+cookies\b | by\s+(?:signing\s+up|subscribing)\b | what\s+do\s+you\s+think\?
    | (?:please\s+)?(?:enable|turn\s+on)\s+javascript\b | contact\s+.{{3,60}}\s+at\s+\S+@\S+
    | have\s+you\s+been\s+affected\b
    | do\s+you\s+have\s+(?:an\s+opinion\s+on|a\s+(?:story|tip)|more\s+information)\b
    | this\s+(?:article|story|content)\s+is\s+(?:only\s+|for\s+|available\s+)+(?:for\s+|to\s+)?subscribers\b
    ) | \ball\s+rights\s+reserved\b | \bgambling\s+problem\?""",
    re.IGNORECASE | re.VERBOSE,
)
"""How lines begin that offer or ask something of whoever reads the page, and what only such lines say."""
_READING_TIME = re.compile(r"^(?:reading\s+time:?\s*)?\d{1,3}[\s-]*min(?:ute)?s?(?:\s+(?:read|ago))?$", re.IGNORECASE)
_CREDIT = re.compile(
    r"^(?:source\s*:|©|\(c\)|copyright\s|(?:additional\s+)?(?:reporting|writing|editing|compiled)\s+by\s)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The article in a page: its blocks, the headline among them first where the page shows one."""

    blocks: tuple[Block, ...]
    notes: tuple[Block, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of its text."""
        return tuple(block.text for block in self.blocks)


def article_in(tree: Any, shown: list[Block], trafilatura: Any, headline: Block | None) -> Article:
    """Return the article in a page, without anything that the page puts around it or between; the tree is changed.

    `shown` are its blocks, `trafilatura` is the library, `headline` the block that the page shows as headline.
    """
    notes = [block.element for block in shown if is_note(block)]
    cleaned(tree, shown, keep=[*notes, *([headline.element] if headline else [])])
    found = blocks(tree)
    held = {*notes, *(block.element for block in _leads(found, headline))}
    kept = _chosen(found, _of_trafilatura(tree, trafilatura), held)
    ordered = _arranged(_without_copies(kept), headline, {*notes})
    noted = [block for block in ordered if block.element in {*notes} and not block.is_heading]
    return Article(blocks=tuple(ordered), notes=tuple(noted))


def _of_trafilatura(tree: Any, trafilatura: Any) -> list[str]:
    """Return the pieces of text that trafilatura takes for the article, letters only."""
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, include_formatting=False)
    if found is None or found.body is None:
        return []
    for element in found.body.iter(*_IN_HTML):
        element.tag = _IN_HTML[element.tag]
    return [piece for block in blocks(found.body) if (piece := letters(block.text))]


def _leads(found: list[Block], headline: Block | None) -> list[Block]:
    """Return the lines below the headline that its makers call a standfirst, or by another such name."""
    at = next((index for index, block in enumerate(found) if headline and block.element is headline.element), None)
    return [] if at is None else [block for block in found[at + 1 : at + _LINES_OF_LEAD] if _is_lead(block)]


def _chosen(found: list[Block], pieces: list[str], held: set[Any]) -> list[Block]:
    """Return the blocks that are the article's: those that trafilatura takes, and sentences that stand between them.

    A short block counts where it is a piece by itself, a long one wherever it stands in the pieces. Of copies the one
    counts that stands where most of the article does.
    """
    whole, short = "".join(pieces), set(pieces)
    taken = [each for each in found if (each.letters in short if len(each.letters) < _LONG else each.letters in whole)]
    places = Counter[Any]()
    for block in taken:
        places[block.element.getparent()] += len(block.text)
    best: dict[str, Block] = {}
    for block in taken:
        rival = best.setdefault(block.letters, block)
        if places[block.element.getparent()] > places[rival.element.getparent()]:
            best[block.letters] = block
    chosen = {id(block) for block in best.values()}
    ends = [index for index, block in enumerate(found) if id(block) in chosen and block.is_sentence]
    inside = range(ends[0], ends[-1]) if ends else range(0)
    sentences = [block.element for block in best.values() if block.is_sentence]
    parents = {element.getparent() for element in sentences if element.tag == "p"}

    def stands_between(index: int, block: Block) -> bool:
        if block.is_sentence and block.element.tag != "p":
            return block.element in sentences
        belongs = block.is_sentence or (block.is_heading and not block.is_link)
        return belongs and index in inside and block.element.getparent() in parents

    return [
        block
        for index, block in enumerate(found)
        if id(block) in chosen or block.element in held or stands_between(index, block)
    ]


def _without_copies(kept: list[Block]) -> list[Block]:
    """Leave out what leads elsewhere or offers something, and what repeats the words in front of it."""
    result: list[Block] = []
    for block in kept:
        if is_note(block) or not (_is_line_of_furniture(block) or (result and block.letters == result[-1].letters)):
            result.append(block)
    return result


def _is_line_of_furniture(block: Block) -> bool:
    line = block.text
    if len(line) <= _LONG_LINE and _OFFERS.search(line):
        return True
    if len(line) > _SHORT_LINE or _CREDIT.match(line):
        return False
    if _LEADS_ELSEWHERE.match(line):
        return block.is_link or not ends_a_sentence(line) or bool(_LABELLED.match(line))
    return any(span.start == 0 and span.end == len(line) for span in furniture(line))


def _arranged(kept: list[Block], headline: Block | None, notes: set[Any]) -> list[Block]:
    """Return the headline, then the article from its first sentence to its last, with what belongs to it around them.

    What stands between the headline and the first sentence and is none itself, such as a second headline, is left out.
    """
    top = letters(headline.text) if headline else None
    rest = [block for block in kept if block.letters != top]
    around = {*notes, *(block.element for block in rest if _is_lead(block))}
    sentences = [index for index, block in enumerate(rest) if block.is_sentence and block.element not in around]
    first, last = (sentences[0], sentences[-1]) if sentences else (len(rest), len(rest))
    first -= first > 0 and sentences != [] and _heads(rest[first - 1], rest[first])
    body = [
        block
        for index, block in enumerate(rest)
        if block.element in notes
        or first <= index <= last
        or (index < first and _is_beginning(block))
        or (index > last and (_is_beginning(block) or _is_point(block, rest[index - 1] if index else None)))
    ]
    return [headline, *body] if headline else body


def _heads(heading: Block, block: Block) -> bool:
    """Tell whether a heading is that of a part of the text, which begins behind it."""
    return heading.is_heading and heading.element.getparent() is block.element.getparent() and not _is_lead(heading)


def _is_beginning(block: Block) -> bool:
    """Tell whether a line in front of the first sentence, or behind the last, is the article's: no label, no date."""
    line = block.text
    if _is_credit(line) or " | " in line:
        return True
    if block.is_link or _READING_TIME.match(line) or (len(line) < _SHORT_LINE / 2 and day_in(line) is not None):
        return False
    return ends_a_sentence(line) or len(line) > _SHORT_LINE


def _is_point(block: Block, before: Block | None) -> bool:
    """Tell whether a line is a point of a list to which the line before leads."""
    return block.element.tag == "li" and before is not None and (before.element.tag == "li" or before.text[-1] == ":")


def _is_credit(line: str) -> bool:
    return bool(_CREDIT.match(line)) or line.startswith(("(", "—", "–"))


def _is_lead(block: Block) -> bool:
    around = (block.element, *islice(block.element.iterancestors(), 2))
    return any(_LEADS & set(words) for each in around for words in names_of(each))

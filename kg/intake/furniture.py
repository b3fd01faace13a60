"""Page furniture in plain text: what surrounds an article on its page and is none of its words.

Whole lines only. Offsets are never changed: furniture is left out of extraction, not out of the text.
"""

import re

from kg.model import Span

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_LINES = re.compile(
    r"""^(?:
      -?\s*advertisements?\s*-?                                  # advertisement marks
    | -\s*advertisement\s*-
    | \d{1,3}(?:\.\d)?\s*°?\s*[FC]                               # the weather
    | (?:read\ more|related|see\ also|also\ read|more\ on\ this|recommended|watch|listen|explore\ more)\b\s*[:|–-].*
    | (?:share|tweet|print|e-?mail|copy\ link|save|comments?|subscribe|sign\ up|log\ in|newsletter)(?:\s*\d+)?
    | (?:follow\ us|sign\ up\ (?:for|to)|subscribe\ to|click\ here|all\ rights\ reserved|©|copyright\b|download\ our).*
    | (?:we|this\ (?:site|website))\ uses?\ cookies.*
    | (?:accept|reject)\ all.*
    | by\s+[^.!?]{2,80}\[?[\w.+-]+@[\w.-]+\]?\s*                 # a byline with an address
    | (?-i:(?:By|BY)\s+(?:[A-Z][\w’'.-]+(?:\s+and\s+|,?\s+|$)){2,8})  # a byline
    | [\w.+-]+@[\w-]+\.[\w.]+
    | (?:updated|published|posted|last\ (?:updated|modified))\b\s*:?.{0,60}\d.*
    | (?:photo|photograph|image|picture|file\ photo)\s*(?:[:/]|by\ |credit).*
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE = re.compile(r"^by\s+(.+?)\s*(?:\[.*\]|\S+@\S+)?$", re.IGNORECASE)
_DATE_LINE = re.compile(
    rf"^{_WEEKDAY},?\s+(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}),?\s+\d{{4}}(?:\s+.*)?$", re.IGNORECASE
)
_PLACE_LINE = re.compile(r"^[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}$")
_CAPTION = re.compile(
    r"(?:\[[A-Z][\w /’'.-]{1,40}\]"  # [YONHAP]
    r"|\((?:AP|Reuters|AFP|Getty|EPA|Yonhap)\b[^)]*\)"  # (AP Photo/Ada Lund)
    r"|\b(?:AFP|Reuters|AP|EPA|Getty Images)/[\w .]+)\s*\.?$"
)
_CAPTION_START = re.compile(
    r"^(?:in this (?:undated )?(?:photo|photograph|picture|image)|(?:file )?photo:)", re.IGNORECASE
)
_LINE = re.compile(r"[^\r\n]+")


def furniture(text: str) -> tuple[Span, ...]:
    """Return the spans of the lines that are page furniture, in order."""
    lines = [match for match in _LINE.finditer(text) if match[0].strip()]
    folded = [_folded(match[0]) for match in lines]
    found: set[int] = set()
    for index, match in enumerate(lines):
        line = match[0].strip()
        if _LINES.match(line) or (_is_caption(line) and len(line) > 20):
            found.add(index)
        if _DATE_LINE.match(line):
            found.add(index)
            if index and _PLACE_LINE.match(lines[index - 1][0].strip()):
                found.add(index - 1)
        if index and len(line) > 40 and folded[index] == folded[index - 1]:
            found |= {index, index - 1}
    return tuple(
        Span(match.start() + _lead(match[0]), match.start() + len(match[0].rstrip()))
        for index, match in enumerate(lines)
        if index in found
    )


def byline(text: str) -> tuple[str, ...]:
    """Return the writers that a line such as "By Daniel Reyes and Kim Sung" names, or none."""
    for match in _LINE.finditer(text):
        found = _BYLINE.match(match[0].strip())
        if found and _LINES.match(match[0].strip()):
            names = re.split(r",\s*(?:and\s+)?|\s+and\s+", found[1])
            return tuple(name.title() if name.isupper() else name for name in names if name)
    return ()


def _is_caption(line: str) -> bool:
    return bool(_CAPTION.search(line) or _CAPTION_START.match(line))


def _lead(line: str) -> int:
    return len(line) - len(line.lstrip())


def _folded(line: str) -> str:
    """Return a line as captions are compared: their two copies differ in quotation marks only."""
    return re.sub(r"[“”\"‘’'«»]", "", line).strip().casefold()

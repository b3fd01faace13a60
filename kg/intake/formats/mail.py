"""E-mail: the text that its sender wrote, or passed on from another, and what its head says."""

import re
from dataclasses import replace
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from kg.errors import EmptyTextError, NotTextError, UnreadableError
from kg.intake.formats import html
from kg.intake.formats.html_blocks import blocks
from kg.intake.formats.html_cleaning import cleaned
from kg.intake.formats.html_tree import decoded, tree_of
from kg.intake.formats.mail_text import Written, written
from kg.intake.formats.prose import (
    check_size,
    day_in,
    joined,
    letters,
    library,
    names_in,
    paragraph,
    plausible,
    readable,
)
from kg.intake.items import EMAIL, HTML, Found, Item
from kg.model import DateBasis, Metadata

DEEPEST = 3
"""How many messages may be attached to each other."""
_HEADED = re.compile(rb"\A(?:From .*\r?\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")
_MARKS = re.compile(r"^(?:\s*(?:re|aw|sv|fwd?|wg|tr)\s*(?:\[\d+\])?:)+", re.IGNORECASE)
_FORWARD = re.compile(r"^\s*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_ADDS_LITTLE = 200
"""Letters that a message may have which is only the cover of another one attached."""
_SIGNED = re.compile(r"\b(?:gmail_signature|moz-signature|x?_?signature)\b")
_REPLIED = re.compile(r"\b(?:gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|divrplyfwdmsg|appendonsend)\b")
_BEGINNING = 500
_WRONG = (AttributeError, IndexError, LookupError, TypeError, ValueError)
"""What the standard library raises for headers that are none."""


def read(item: Item) -> Found:
    """Return the subject and the text of a message, and what its head says of it.

    Replies and signatures are left out; what somebody passes on is kept, and is of the day and by the sender of that.
    Its plain text is read where it has one, and otherwise its HTML. Raises an InputError that begins with the item's
    origin.
    """
    check_size(item)
    if not _HEADED.match(item.data.lstrip()):
        raise NotTextError(f"{item.origin} is no e-mail: it has no head. Name it by what it is.")
    with readable(item, "e-mail"):
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(item.data.lstrip())
        return _found(message, item, depth=0)


def _found(message: EmailMessage, item: Item, *, depth: int) -> Found:
    subject = _header(message, "Subject")
    text = _text(message, item, passes_on=bool(_FORWARD.match(subject)))
    if len(letters("".join(text.paragraphs))) < _ADDS_LITTLE and not text.head and depth < DEEPEST:
        for part in message.walk():
            attached = part.get_payload(0) if part.get_content_type() == "message/rfc822" else None
            if isinstance(attached, EmailMessage):
                return _found(attached, item, depth=depth + 1)
    if not any(map(letters, text.paragraphs)):
        raise EmptyTextError(f"{item.origin} holds no words. If it holds attachments, save and give those.")
    title = paragraph(_MARKS.sub("", text.head.get("subject") or subject)) or None
    begins = title is not None and letters(text.paragraphs[0]) == letters(title)
    shown = text.paragraphs if begins or title is None else (title, *text.paragraphs)
    return joined(shown), _metadata(message, text, title)


def _metadata(message: EmailMessage, text: Written, title: str | None) -> Metadata:
    sender = text.head.get("from") or _header(message, "From")
    passed_on = day_in(text.head.get("date") or text.head.get("sent") or "")
    day = passed_on or _day(_header(message, "Date"))
    language = _header(message, "Content-Language").split(",")[0].strip()
    return Metadata(
        title=title,
        byline=names_in(parseaddr(sender)[0], listed=False),
        language=language if re.fullmatch(r"[A-Za-z]{2,3}(?:-\w{2,8})*", language) else "en",
        published=day,
        published_basis=DateBasis.PAGE if passed_on else DateBasis.METADATA if day else DateBasis.NONE,
    )


def _header(message: EmailMessage, name: str) -> str:
    """Return a header's words; what is no header is empty."""
    try:
        return paragraph(str(message.get(name, "")))
    except _WRONG:
        return ""


def _day(value: str) -> date | None:
    try:
        sent = parsedate_to_datetime(value)
    except _WRONG:
        return day_in(value)
    return plausible(sent.year, sent.month, sent.day)


def _text(message: EmailMessage, item: Item, *, passes_on: bool) -> Written:
    """Return what the message's plain text says, or where it has none, its HTML."""
    plain = message.get_body(("plain",))
    if plain is not None and letters(words := _content(plain, item)):
        flowed = str(plain.get_param("format", "")).lower() == "flowed"
        return written(words, passes_on=passes_on, flowed=flowed)
    rich = message.get_body(("html",))
    if rich is None or not (source := _content(rich, item)).strip():
        return Written(paragraphs=())
    return _of_html(source, item, passes_on=passes_on)


def _content(part: Any, item: Item) -> str:
    """Return the words of a part of a message in the encoding that it names, or in one that fits."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    return decoded(Item(origin=item.origin, data=data, media_type=EMAIL, charset=part.get_content_charset()))


def _of_html(source: str, item: Item, *, passes_on: bool) -> Written:
    """Return the article in a message's HTML, or where that is no page, all that it shows."""
    tree = tree_of(source, item)
    for element in list(tree.iterdescendants()):
        if isinstance(element.tag, str) and element.getparent() is not None and _is_reply(element):
            element.drop_tree()
    shown = blocks(tree)
    everything = "\n\n".join(block.text for block in shown)
    kept = written(everything, passes_on=passes_on)
    if kept.head:
        return kept
    lxml_html = library("lxml.html", item=item, kind="HTML", extra="web")
    page = lxml_html.tostring(tree, encoding="unicode").encode("utf-8", "replace")
    try:
        text, _ = html.read(replace(item, data=page, media_type=HTML, charset="utf-8"))
    except UnreadableError:
        cleaned(tree, shown)
        text = "\n\n".join(block.text for block in blocks(tree))
    return written(text, passes_on=passes_on)


def _is_reply(element: Any) -> bool:
    """Tell whether an element of HTML holds the message that is replied to, or a signature."""
    named = f"{element.get('class', '')} {element.get('id', '')}".lower()
    if _SIGNED.search(named):
        return True
    quoted = (element.tag == "blockquote" and element.get("type") == "cite") or _REPLIED.search(named)
    return bool(quoted) and "forwarded message" not in "".join(element.itertext())[:_BEGINNING].lower()

"""Messages become what their senders wrote, or passed on, and no more."""

# ruff: noqa: E501 - messages are as programs write them

from collections.abc import Callable
from datetime import date
from email.message import EmailMessage

import pytest

from kg.errors import EmptyTextError, InputError, NotTextError, TooLargeError, UnreadableError
from kg.intake.formats.mail import read
from kg.intake.items import EMAIL, Found, Item
from kg.model import DateBasis

RELEASE = """The bridge over the Höje is open to traffic from Monday, mayor Ada Lund said on
Wednesday. “It is a gift to all of us,” she told reporters on the eastern bank.

Nobody will wait for the ferry again.
"""
READ = [
    "The bridge over the Höje is open to traffic from Monday, mayor Ada Lund said on Wednesday. “It is a gift to all of us,” "
    "she told reporters on the eastern bank.",
    "Nobody will wait for the ferry again.",
]


def message(
    text: str | None = RELEASE, *, html: str | None = None, subject: str = "Bridge opens – on Monday"
) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Press Office <press@lund.example>"
    made["To"] = "news@lakechronicle.example"
    made["Subject"] = subject
    made["Date"] = "Wed, 15 May 2024 23:30:00 -0400"
    if text is not None:
        made.set_content(text)
    if html is not None and text is not None:
        made.add_alternative(html, subtype="html")
    elif html is not None:
        made.set_content(html, subtype="html")
    return made


def found(made: EmailMessage | bytes) -> Found:
    data = made if isinstance(made, bytes) else made.as_bytes()
    return read(Item(origin="message.eml", data=data, media_type=EMAIL))


def test_the_subject_is_the_headline_and_the_head_the_metadata() -> None:
    text, metadata = found(message())
    assert text.split("\n\n") == ["Bridge opens – on Monday", *READ]
    assert (metadata.title, metadata.byline) == ("Bridge opens – on Monday", ("Press Office",))
    assert (metadata.published, metadata.published_basis) == (date(2024, 5, 15), DateBasis.METADATA)
    assert metadata.publisher is None


def test_a_subject_that_the_text_begins_with_stands_there_once() -> None:
    text, _ = found(message(f"BRIDGE OPENS – ON MONDAY\n\n{RELEASE}"))
    assert text.split("\n\n") == ["BRIDGE OPENS – ON MONDAY", *READ]


def test_plain_text_goes_before_html() -> None:
    text, _ = found(message(html="<html><body><p>Something else in colours.</p></body></html>"))
    assert "colours" not in text


def test_html_is_read_where_there_is_nothing_else() -> None:
    html = (
        "<html><head><style>p {color: red}</style></head><body><p>The bridge is <b>open</b>, the mayor&nbsp;said.</p>"
        "<p>Nobody cried.</p><div class='gmail_signature'>Press Office</div>"
        "<div class='gmail_quote'>On Tuesday Bo Berg wrote:<blockquote type='cite'>When?</blockquote></div></body></html>"
    )
    text, _ = found(message(None, html=html))
    assert text == "Bridge opens – on Monday\n\nThe bridge is open, the mayor\u00a0said.\n\nNobody cried."


def test_replies_and_signatures_are_left_out() -> None:
    text, metadata = found(
        message(
            f"{RELEASE}\nOn Tue, 14 May 2024 at 10:00, Bo Berg <bo@lakechronicle.example>\nwrote:\n> When does it open?\n>\n"
            "> Bo\n\n-- \nPress Office of Lund\nTel. 555-0100\n",
            subject="Re: AW: Bridge opens – on Monday",
        )
    )
    assert text.split("\n\n") == ["Bridge opens – on Monday", *READ]
    assert metadata.title == "Bridge opens – on Monday"


def test_the_original_below_a_reply_is_left_out() -> None:
    text, _ = found(
        message(
            f"{RELEASE}\n-----Original Message-----\nFrom: Bo Berg\nSent: Tuesday, May 14, 2024 10:00 AM\n"
            "To: Press\nSubject: Bridge?\n\nWhen does it open?\n"
        )
    )
    assert text.split("\n\n") == ["Bridge opens – on Monday", *READ]


@pytest.mark.parametrize(
    "marker",
    [
        "---------- Forwarded message ---------\nFrom: Ada Press <ada@malmo.example>\nDate: Mon, May 13, 2024 at 10:23 AM\n"
        "Subject: Bridge to open\nTo: <list@malmo.example>\n\n\n",
        "Begin forwarded message:\n\nFrom: Ada Press <ada@malmo.example>\nSubject: Bridge to open\nDate: 13 May 2024\n\n",
        "________________________________\nFrom: Ada Press <ada@malmo.example>\nSent: Monday, May 13, 2024 10:00 AM\n"
        "To: list\nSubject: Bridge to open\n\n",
    ],
    ids=["dashes", "begin", "line"],
)
def test_what_is_passed_on_is_of_whoever_wrote_it(marker: str) -> None:
    text, metadata = found(message(f"For you.\n\n{marker}{RELEASE}", subject="Fwd: Bridge to open"))
    assert text.split("\n\n") == ["Bridge to open", *READ]
    assert (metadata.title, metadata.byline) == ("Bridge to open", ("Ada Press",))
    assert (metadata.published, metadata.published_basis) == (date(2024, 5, 13), DateBasis.PAGE)


def test_a_message_of_nothing_but_a_quotation_is_read() -> None:
    quoted = "".join(f"> {line}\n" for line in RELEASE.splitlines())
    assert found(message(quoted))[0].split("\n\n")[1:] == READ


def test_a_message_attached_to_a_cover_is_read() -> None:
    cover = message("See attached.", subject="For you")
    cover.add_attachment(message())
    text, metadata = found(cover)
    assert text.split("\n\n") == ["Bridge opens – on Monday", *READ]
    assert metadata.title == "Bridge opens – on Monday"


def test_lines_that_somebody_ended_stay_and_those_that_a_program_broke_do_not() -> None:
    text, _ = found(message(f"{RELEASE}\nContacts:\n- Ada Lund, 555-0100\n- Bo Berg, 555-0101\n\nLund\nSweden\n"))
    assert text.split("\n\n")[3:] == ["Contacts:\n- Ada Lund, 555-0100\n- Bo Berg, 555-0101", "Lund\nSweden"]


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("nonsense-8", "The mayor said “no” in the Höje.".encode()),
        ("us-ascii", "The mayor said “no” in the Höje.".encode("cp1252")),
        ("iso-8859-1", "The mayor said “no” in the Höje.".encode("cp1252")),
        ("utf-8", "The mayor said “no” in the Höje.".encode()),
    ],
)
def test_a_wrong_charset_breaks_nothing(charset: str, data: bytes) -> None:
    head = f"From: a@b.example\r\nSubject: =?utf-8?q?H=C3=B6je?=\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
    assert found(head.encode() + data)[0] == "Höje\n\nThe mayor said “no” in the Höje."


@pytest.mark.parametrize(
    "header", ["From: <<>>,,;:@", "Date: Ere yesterday, 99 Foo", "Content-Type: ;;;=", "Subject: =?x?y?z"]
)
def test_headers_that_are_none_break_nothing(header: str) -> None:
    text, metadata = found(f"X-One: 1\r\n{header}\r\n\r\nThe mayor said no to all of us.\r\n".encode())
    assert text.endswith("The mayor said no to all of us.")
    assert metadata.published is None


def deep() -> bytes:
    part = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n'
    return b"From: a@b.example\r\nSubject: x\r\n" + b"".join(part % (n, n) for n in range(50_000)) + b"\r\nhello\r\n"


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (deep, UnreadableError, "nested too deep"),
        (lambda: b"Hello, all of you.\n\nNothing more.", NotTextError, "is no e-mail"),
        (lambda: b"%PDF-1.7\n", NotTextError, "is no e-mail"),
        (lambda: b"From: a@b.example\r\nSubject: x\r\n\r\n", EmptyTextError, "holds no words"),
        (
            lambda: b"From: a@b.example\r\nSubject: x\r\n\r\n" + b"a" * 20_000_000,
            TooLargeError,
            "bytes; an article may have",
        ),
    ],
    ids=["deep", "text", "pdf", "empty", "large"],
)
def test_what_can_not_be_read_is_refused_with_its_reason(
    make: Callable[[], bytes], error: type[InputError], words: str
) -> None:
    data = make()
    with pytest.raises(error, match=r"^message\.eml") as caught:
        found(data)
    assert words in str(caught.value)

"""An agency's text that another publisher prints is known by its credit, and reaches the reader through it."""

import pytest

from kg.extract.rules import RuleExtractor
from kg.model import Document, Metadata
from kg.resolve.statements import Resolver
from kg.resolve.through.credits import credited

AFP, AP = "Agence France-Presse", "Associated Press"
BODY = "The port reopened on Monday after a strike of nine days, and the dockers went back to their cranes on the quay."


def credit(text: str, *, publisher: str | None = "Lund Dispatch", byline: tuple[str, ...] = ()) -> str | None:
    return credited(Document(text=text, metadata=Metadata(publisher=publisher, byline=byline))).metadata.credit


CREDITED = {
    "a dateline with a day": (f"Port reopens\n\nLUND, May 17 (Reuters) - {BODY}", "Reuters"),
    "a dateline with a place": (f"Port reopens\n\nWASHINGTON (AP) — {BODY}", AP),
    "a dateline with a state and a year": (f"Port reopens\n\nOMAHA, Neb., May 17, 2024 (AP) -- {BODY}", AP),
    "a dateline between strokes": (f"Port reopens\n\nMOSCOW, May 17. /TASS/. {BODY}", "TASS"),
    "an agency in front": (f"Port reopens\n\n(Reuters) - {BODY}", "Reuters"),
    "an agency by its name": (f"Port reopens\n\nLUND (Meridian Wire) - {BODY}", "Meridian Wire"),
    "a byline": (f"Port reopens\n\nBy Jane Doe, Associated Press\n\n{BODY}", AP),
    "a byline of two": (f"Port reopens\n\nBy Jane Doe and Jon Roe, Reuters\n\n{BODY}", "Reuters"),
    "a byline with a bar": (f"Port reopens\n\nBy Jane Doe | Reuters\n\n{BODY}", "Reuters"),
    "a byline of an agency's writer": (f"Port reopens\n\nBy Jane Doe, Associated Press Writer\n\n{BODY}", AP),
    "a byline of an agency": (f"Port reopens\n\nBy The Associated Press\n\n{BODY}", AP),
    "a byline of an agency's staff": (f"Port reopens\n\nBy Reuters Staff\n\n{BODY}", "Reuters"),
    "an agency under the writer": (f"Port reopens\n\nBy JANE DOE\nAssociated Press\n\n{BODY}", AP),
    "an agency on its own line": (f"Port reopens\n\nAFP\n\n{BODY}", AFP),
    "a source": (f"Port reopens\n\n{BODY}\n\nSource: Reuters", "Reuters"),
    "a copyright": (f"Port reopens\n\n{BODY}\n\n© AFP", AFP),
    "a long copyright": (
        f"Port reopens\n\n{BODY}\n\nCopyright 2024 The Associated Press. All rights reserved.\n",
        AP,
    ),
    "a last line": (f"Port reopens\n\n{BODY}\n\nReuters\n", "Reuters"),
    "a last line with a dash": (f"Port reopens\n\n{BODY}\n\n— Reuters", "Reuters"),
    "the last words": (f"Port reopens\n\n{BODY} — AFP", AFP),
}


@pytest.mark.parametrize(("text", "agency"), CREDITED.values(), ids=CREDITED)
def test_an_agency_is_credited(text: str, agency: str) -> None:
    assert credit(text) == agency


NOT_CREDITED = {
    "no credit": f"Port reopens\n\nLUND, May 17 - {BODY}",
    "a writer": f"Port reopens\n\nBy Jane Doe\n\n{BODY}",
    "a writer called like a paper": f"Port reopens\n\nBy Emily Post\n\n{BODY}",
    "a writer with his trade": f"Port reopens\n\nBy Jane Doe, media correspondent\n\n{BODY}",
    "a writer of old": f"Port reopens\n\nBy Jane Doe, former Reuters editor\n\n{BODY}",
    "a writer and an agency": f"Port reopens\n\nBy Jane Doe and Reuters\n\n{BODY}",
    "two agencies": f"Port reopens\n\nBy Jane Doe, Reuters, AFP\n\n{BODY}",
    "the publisher's own staff": f"Port reopens\n\nBy Dispatch Staff\n\nLUND (Reuters) - {BODY}",
    "items of two agencies": f"In short\n\nLUND (Reuters) - {BODY}\n\nKYIV (AFP) - {BODY}",
    "a late item": f"In short\n\n{BODY * 20}\n\nKYIV (AFP) - {BODY}",
    "the publisher": f"Port reopens\n\nLUND (Lund Dispatch) - {BODY}",
    "the publisher in short": f"Port reopens\n\nLUND (The Dispatch) - {BODY}",
    "the publisher's copyright": f"Port reopens\n\n{BODY}\n\n© 2024 Lund Dispatch",
    "a body": f"Port reopens\n\nLUND (Port Authority) - {BODY}",
    "a body as a source": f"Port reopens\n\n{BODY}\n\nSource: European Environment Agency",
    "two sources": f"Port reopens\n\n{BODY}\n\nSource: Reuters, AFP",
    "additional reporting": f"Port reopens\n\n{BODY}\n\nAdditional reporting by AP",
    "inputs": f"Port reopens\n\n{BODY}\n\n(With inputs from Reuters)",
    "a contribution": f"Port reopens\n\n{BODY}\n\nReuters contributed to this report.",
    "a photograph": f"Port reopens\n\nPhoto: Ada Lund / Reuters\n\n{BODY}",
    "a photographer": f"Port reopens\n\nAda Lund / Reuters\n\n{BODY}",
    "a caption": f"Port reopens\n\nDockers on the quay. (Reuters)\n\n{BODY}",
    "a chart": f"Port reopens\n\nSource: Reuters\n\n{BODY}\n\n{BODY}",
    "a headline": f"Reuters\n\n{BODY}",
    "a headline that sounds like it": f"Fire Brigade Cuts Barbed Wire\n\n{BODY}",
}


@pytest.mark.parametrize("text", NOT_CREDITED.values(), ids=NOT_CREDITED)
def test_nobody_else_is_credited(text: str) -> None:
    assert credit(text) is None


def test_authors_of_the_metadata_credit_their_agency() -> None:
    assert credit(BODY, byline=("Meridian Wire",)) == "Meridian Wire"
    assert credit(BODY, byline=("Jane Doe, Reuters", "Jon Roe, Reuters")) == "Reuters"
    assert credit(BODY, byline=("Jane Doe", "Reuters")) is None
    assert credit(BODY, byline=("Meridian Wire", "Herald staff")) is None


def test_a_given_credit_goes_first_and_is_never_the_publisher() -> None:
    text = f"Port reopens\n\nLUND (Reuters) - {BODY}"
    given = Metadata(publisher="Lund Dispatch", credit="AFP")
    assert credited(Document(text=text, metadata=given)).metadata.credit == AFP
    own = Metadata(publisher="Associated Press", credit="AP")
    assert credited(Document(text=text, metadata=own)).metadata.credit is None


def test_a_credit_changes_neither_text_nor_id() -> None:
    document = Document(text=f"Port reopens\n\nLUND (Reuters) - {BODY}", metadata=Metadata(publisher="Lund Dispatch"))
    assert (credited(document).text, credited(document).id) == (document.text, document.id)


SAID = "LUND (Reuters) - Ada Berg said that it rained. Reuters reported that Jon Falk denied it."


def chains(publisher: str | None) -> set[tuple[str, ...]]:
    document = credited(Document(text=SAID, metadata=Metadata(publisher=publisher)))
    return {statement.chain for statement in Resolver().resolve(document, RuleExtractor().read(document.text))}


def test_a_credited_agency_is_the_second_link_and_not_doubled() -> None:
    assert chains("Lund Dispatch") == {
        ("Lund Dispatch", "Reuters", "Ada Berg"),
        ("Lund Dispatch", "Reuters"),
        ("Lund Dispatch", "Reuters", "Jon Falk"),
    }


def test_a_credited_agency_takes_the_place_of_an_unknown_publisher() -> None:
    assert ("Reuters", "Ada Berg") in chains(None)
    assert chains("Reuters") == chains(None)

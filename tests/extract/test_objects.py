"""Whom something is demanded of, or said of, belongs to the content; the time behind him doesn't."""

import pytest

from kg.extract.combined import CombinedExtractor
from kg.extract.rules import RuleExtractor
from kg.model import Act, Attribution

TIMED = {
    "urge": ("The union urged the council on Friday to close the bridge.", "the council", "to close the bridge"),
    "accuse": ("The prosecutor accused Kesh on Monday of taking bribes.", "Kesh", "of taking bribes"),
    "call on": ("Harbour Watch called on the bank on Tuesday to return the money.", "the bank", "to return the money"),
    "tell": ("The court told Kesh on Monday to pay.", "Kesh", "to pay"),
    "blame": ("The mayor blamed the railway yesterday for the outage.", "the railway", "for the outage"),
}
UNTIMED = {
    "ask": ("Lund asked the council to close the bridge.", Act.ASK, "the council to close the bridge"),
    "tell": ("The mayor told residents to leave.", Act.DEMAND, "residents to leave"),
    "order": ("The president ordered the army to leave the city.", Act.DEMAND, "the army to leave the city"),
}


@pytest.fixture(scope="module", params=[CombinedExtractor, RuleExtractor])
def extractor(request: pytest.FixtureRequest) -> CombinedExtractor | RuleExtractor:
    made: CombinedExtractor | RuleExtractor = request.param()
    return made


def only(extractor: CombinedExtractor | RuleExtractor, text: str) -> Attribution:
    [found] = extractor.extract(text)
    return found


@pytest.mark.parametrize(("text", "whom", "what"), TIMED.values(), ids=TIMED)
def test_the_time_behind_an_object_tells_when(
    extractor: CombinedExtractor | RuleExtractor, text: str, whom: str, what: str
) -> None:
    found = only(extractor, text)
    assert found.content
    assert found.content.pieces == (whom, what)
    assert found.said
    assert found.said.text.split()[-1] in ("Friday", "Monday", "Tuesday", "yesterday")


@pytest.mark.parametrize(("text", "act", "content"), UNTIMED.values(), ids=UNTIMED)
def test_whoever_is_to_do_something_belongs_to_the_content(
    extractor: CombinedExtractor | RuleExtractor, text: str, act: Act, content: str
) -> None:
    found = only(extractor, text)
    assert (found.act, found.content and found.content.text, found.said) == (act, content, None)


@pytest.mark.parametrize(
    "text",
    [
        "The union blamed the crash in 2022 for the losses.",
        "The mayor accused the bank that failed on Monday of lying.",
    ],
)
def test_a_time_that_is_told_of_stays_in_the_content(text: str) -> None:
    found = only(RuleExtractor(), text)
    assert found.content
    assert len(found.content.pieces) == 1
    assert found.said is None


def test_whoever_is_told_something_is_no_part_of_it(extractor: CombinedExtractor | RuleExtractor) -> None:
    found = only(extractor, "The mayor told residents on Monday that the bridge was to close.")
    assert (found.act, found.content and found.content.text) == (Act.ASSERT, "that the bridge was to close")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told the truth to reporters.",
        "The mayor told it to the council.",
        "The mayor told how residents had to leave.",
        "Ada Lund was told that the bridge was to close.",
    ],
)
def test_to_whom_it_is_told_is_no_demand(extractor: CombinedExtractor | RuleExtractor, text: str) -> None:
    assert all(found.act is not Act.DEMAND for found in extractor.extract(text))


def test_whoever_warns_somebody_to_do_something_warns(extractor: CombinedExtractor | RuleExtractor) -> None:
    found = only(extractor, "The minister warned residents to stay away.")
    assert (found.act, found.content and found.content.text) == (Act.WARN, "residents to stay away")

"""Which verdicts follow from which documents; each case as a newsroom would tell it."""

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.copies.graph import all_verdicts
from kg.copies.index import CopyIndex
from kg.copies.verdicts import NOBODY, JudgedPairs, Verdict, VerdictKind
from kg.model import Document
from tests.copies.articles import document, edited, joined, paragraphs, text

SAME, VERSION, NEAR = VerdictKind.SAME_TEXT, VerdictKind.NEW_VERSION, VerdictKind.NEAR_COPY
BODY = paragraphs(1, sentences=30)
TEXT = joined(BODY)
OTHER = paragraphs(2, sentences=30)
URL = "https://lake.example/2024/bridge"


def verdicts(*documents: Document, judged: JudgedPairs = NOBODY) -> frozenset[Verdict]:
    with CopyIndex.open() as index:
        index.put(documents)
        return all_verdicts(index, judged)


def told(*documents: Document, judged: JudgedPairs = NOBODY) -> set[tuple[VerdictKind, int, int]]:
    """Return the verdicts as (kind, which document, of which), by their places."""
    place = {each.id: at for at, each in enumerate(documents)}
    return {(each.kind, place[each.document], place[each.of]) for each in verdicts(*documents, judged=judged)}


def pair(one: Document, other: Document) -> frozenset[frozenset[str]]:
    return frozenset({frozenset({one.id, other.id})})


def test_unlike_documents_have_no_verdicts() -> None:
    assert told(document(TEXT), document(joined(OTHER), "The Pier Post"), document("Late.", "The Pier Post")) == set()


def test_the_same_text_of_another_publisher_or_at_another_address() -> None:
    first, other = document(TEXT, day=1), document(f"{TEXT}\n", "The Pier Post", day=2)
    assert told(first, other) == {(SAME, 1, 0)}
    assert told(document(TEXT, url=URL), document(TEXT, url="https://lake.example/culture/9", day=2)) == {(SAME, 1, 0)}
    assert told(document("Late.", day=2), document("Late.", "The Pier Post")) == {(SAME, 0, 1)}
    [verdict] = verdicts(first, other)
    assert verdict.score == 1.0


def test_a_changed_text_at_the_same_address_is_a_new_version_whatever_it_says() -> None:
    one, other = document(TEXT, url=URL), document(joined(OTHER), url=f"{URL}/?utm_source=mail", day=2)
    assert told(one, other) == {(VERSION, 1, 0)}
    [verdict] = verdicts(one, other)
    assert verdict.score < 0.1


def test_a_like_text_under_the_same_headline_is_a_new_version_and_under_another_none() -> None:
    one = document(TEXT, title="Bridge is late")
    like = edited(TEXT, every=20)
    assert told(one, document(like, title="Bridge is late!", day=2)) == {(VERSION, 1, 0)}
    assert told(one, document(joined(OTHER), title="Bridge is late", day=2)) == set()
    assert told(one, document(like, title="Ferry is late", day=2)) == set()
    assert told(one, document(like, "The Pier Post", title="Bridge is late", day=2)) == {(NEAR, 1, 0)}


def test_versions_follow_each_other_by_the_day_of_their_change() -> None:
    versions = [
        document(TEXT, url=URL),
        document(f"{TEXT}\n\nOne more.", url=URL, modified=1),
        document(f"{TEXT}\n\nTwo more.", url=URL, modified=3),
        document(f"{TEXT}\n\nThree more.", url=URL, modified=3, correction="An earlier version counted two."),
        document(f"{TEXT}\n\nNobody knows when.", url=URL, day=None),
    ]
    assert told(*versions) == {(VERSION, at, at - 1) for at in range(1, 5)}


@pytest.mark.parametrize(
    "copy",
    [
        edited(TEXT, every=15),
        joined(BODY[:8]),
        joined(OTHER[:5], BODY, OTHER[5:10]),
        edited(joined(OTHER[:3], BODY[:10]), every=30),
    ],
)
def test_a_near_copy_of_another_publisher(copy: str) -> None:
    assert told(document(TEXT), document(copy, "The Pier Post", day=2)) == {(NEAR, 1, 0)}


def test_without_publishers_nobody_knows_that_they_are_one() -> None:
    like = edited(TEXT, every=20)
    assert told(document(TEXT, None, title="x"), document(like, None, title="x", day=2)) == {(NEAR, 1, 0)}


def test_the_original_is_the_first_published_one_and_a_day_counts_more_than_none() -> None:
    copies = [document(edited(TEXT, every=20 + at), f"Paper {at}", day=at or None) for at in range(4)]
    assert told(*copies) == {(NEAR, 0, 1), (NEAR, 2, 1), (NEAR, 3, 1)}


def test_the_original_is_the_agency_that_others_credit_even_where_it_comes_later() -> None:
    wire = document(TEXT, "Meridian Wire", day=3)
    first = document(edited(TEXT, every=20), "The Pier Post", day=1)
    crediting = document(edited(TEXT, every=21), "The Hill Herald", credit="the Meridian Wire", day=2)
    assert told(wire, first, crediting) == {(NEAR, 1, 0), (NEAR, 2, 0)}
    own = document(TEXT, "Meridian Wire", credit="Meridian Wire", day=3)
    assert told(own, first) == {(NEAR, 0, 1)}


def test_a_copy_is_of_the_version_that_it_is_nearest_to() -> None:
    old = document(TEXT, "Meridian Wire", url=URL)
    new = document(joined(BODY[:-3], OTHER[:3]), "Meridian Wire", url=URL, modified=2)
    copy = document(joined(BODY[:-3], OTHER[:3], OTHER[3:4]), "The Pier Post", day=3)
    assert told(old, new, copy) == {(VERSION, 1, 0), (NEAR, 2, 1)}


def test_versions_of_a_copy_are_copies_each() -> None:
    wire = document(TEXT, "Meridian Wire")
    one = document(edited(TEXT, every=20), url=URL, day=2)
    two = document(edited(TEXT, every=18), url=URL, day=3)
    assert told(wire, one, two) == {(NEAR, 1, 0), (NEAR, 2, 0), (VERSION, 2, 1)}


def test_a_round_up_of_two_stories_is_a_copy_of_both_and_does_not_make_them_one() -> None:
    one, other = document(TEXT), document(joined(OTHER), "The Pier Post", day=2)
    both = document(joined(BODY, OTHER), "The Hill Herald", day=3)
    again = document(edited(joined(BODY, OTHER), every=25), "The Coast Daily", day=4)
    assert told(one, other, both, again) == {(NEAR, 2, 0), (NEAR, 2, 1), (NEAR, 3, 0), (NEAR, 3, 1)}


def test_a_copy_of_a_copy_leads_back_to_the_original() -> None:
    wire = document(TEXT, "Meridian Wire")
    half = document(joined(BODY[:9], OTHER[:9]), "The Pier Post", day=2)
    rest = document(joined(OTHER[:9]), "The Hill Herald", day=3)
    assert told(wire, half, rest) == {(NEAR, 1, 0), (NEAR, 2, 1)}


def test_documents_judged_apart_are_not_linked_through_others_either() -> None:
    wire = document(TEXT, "Meridian Wire")
    copy = document(edited(TEXT, every=20), "The Pier Post", day=2)
    other = document(edited(TEXT, every=21), "The Hill Herald", day=3)
    assert told(wire, copy, other) == {(NEAR, 1, 0), (NEAR, 2, 0)}
    assert told(wire, copy, other, judged=JudgedPairs(apart=pair(wire, other))) == {(NEAR, 1, 0)}
    assert told(wire, copy, other, judged=JudgedPairs(apart=pair(copy, other))) == {(NEAR, 1, 0), (NEAR, 2, 0)}


def test_versions_judged_apart_are_no_versions_but_others_are() -> None:
    one, two, three = (document(f"{TEXT}\n\nMore {at}.", url=URL, day=at) for at in (1, 2, 3))
    assert told(one, two, three, judged=JudgedPairs(apart=pair(one, two))) == {(VERSION, 2, 1)}
    assert told(one, two, three, judged=JudgedPairs(apart=pair(two, three))) == {(VERSION, 1, 0), (VERSION, 2, 0)}


def test_documents_judged_the_same_are_copies_whatever_they_say() -> None:
    one, other = document(TEXT), document(joined(OTHER), "The Pier Post", day=2)
    judged = JudgedPairs(same=pair(one, other))
    assert told(one, other, judged=judged) == {(NEAR, 1, 0)}
    [verdict] = verdicts(one, other, judged=judged)
    assert verdict.score == 1.0
    third = document(edited(joined(OTHER), every=20), "The Hill Herald", day=3)
    assert told(one, other, third, judged=judged) == {(NEAR, 1, 0), (NEAR, 2, 1)}
    assert told(one, other, judged=JudgedPairs(same=pair(one, other), apart=pair(one, other))) == set()


def test_judgements_about_documents_that_are_not_there_change_nothing() -> None:
    one, other = document(TEXT), document(TEXT, "The Pier Post", day=2)
    judged = JudgedPairs(
        same=frozenset({frozenset({one.id, "gone"})}), apart=frozenset({frozenset({"gone", other.id})})
    )
    assert told(one, other, judged=judged) == {(SAME, 1, 0)}


BODIES = (TEXT, edited(TEXT, every=18), joined(BODY[:8]), joined(BODY, OTHER), joined(OTHER))
POOL = [
    *(document(body, paper, day=day)
      for day, body in enumerate(BODIES, 1)
      for paper in ("The Pier Post", "Meridian Wire", None)),
    *(document(f"{TEXT}\n\nMore {at}.", url=URL, modified=at) for at in (1, 2, 3)),
    document(joined(BODY[:7]), "The Hill Herald", credit="Meridian Wire", day=2),
    document("Late.", "The Pier Post"), document("Late!", "The Hill Herald", url=URL), document("", None),
]  # fmt: skip


def linked(found: Iterable[Verdict], kinds: set[VerdictKind], document: str) -> set[str]:
    """Return what a document leads to by verdicts of these kinds."""
    of: dict[str, set[str]] = {}
    for each in found:
        if each.kind in kinds:
            of.setdefault(each.document, set()).add(each.of)
    seen: set[str] = set()
    waiting = [document]
    while waiting:
        fresh = of.get(waiting.pop(), set()) - seen
        seen |= fresh
        waiting += fresh
    return seen


pairs = st.frozensets(
    st.lists(st.sampled_from([each.id for each in POOL]), min_size=2, max_size=2, unique=True).map(frozenset),
    max_size=3,
)


@settings(max_examples=40)
@given(st.sets(st.integers(0, len(POOL) - 1), min_size=2), pairs, pairs, st.randoms(use_true_random=False))
def test_verdicts_depend_on_the_documents_alone_and_never_go_in_a_circle(
    chosen: set[int], apart: frozenset[frozenset[str]], same: frozenset[frozenset[str]], chance: random.Random
) -> None:
    documents = [POOL[at] for at in sorted(chosen)]
    judged = JudgedPairs(apart=apart, same=same)
    found = verdicts(*documents, judged=judged)
    assert verdicts(*chance.sample(documents, len(documents)), judged=judged) == found
    for each in documents:
        behind = linked(found, {SAME, NEAR}, each.id), linked(found, {VERSION}, each.id)
        assert each.id not in linked(found, set(VerdictKind), each.id)
        for other in apart:
            assert each.id not in other or not other & set.union(*behind)
    assert all(0 <= each.score <= 1 for each in found)
    assert len({(each.document, each.of) for each in found}) == len(found)


def test_many_papers_with_the_same_text_are_told_at_once() -> None:
    documents = [document(text(1), f"Paper {at}", day=None) for at in range(3000)]
    first = min(each.id for each in documents)
    assert {(each.kind, each.of) for each in verdicts(*documents)} == {(SAME, first)}

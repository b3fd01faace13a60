"""What is kept, gone, added and reworded between two versions of an article."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from kg.copies.changes import changes
from kg.model import Document, Kind, Passage, Run, Source, Span, Statement
from tests.rdf.examples import at, example, statement
from tests.rdf.strategies import runs

STATEMENTS = example().statements


def said(who: str, cue: str, what: str) -> Statement:
    """Return a statement in a text of its own."""
    document = Document(text=f"{who} {cue} {what}.")
    source = Source.of_name(who, Kind.ORGANIZATION)
    return statement(
        document, source, words=at(document, who), cue=at(document, cue), content=at(document, what) if what else None
    )


BRIDGE = said("Harbour Union", "said", "that the new bridge is not safe for lorries")
FERRY = said("Ada Berg", "promised", "a second ferry before the winter")
DELAY = said("Port Authority of Lund", "warned of", "delays on the northern pier")


def test_what_stands_in_both_is_kept_in_whatever_order() -> None:
    found = changes([BRIDGE, FERRY, DELAY], [DELAY, BRIDGE, FERRY])
    assert found.kept == ((BRIDGE, BRIDGE), (FERRY, FERRY), (DELAY, DELAY))
    assert (found.gone, found.added, found.reworded) == ((), (), ())


def test_letter_case_and_quotation_marks_change_nothing() -> None:
    quoted = said("Harbour Union", "said", "that the “new bridge” is not safe for lorries")
    assert changes([BRIDGE], [quoted]).kept == ((BRIDGE, quoted),)


def test_other_words_another_cue_and_another_source_are_reworded() -> None:
    others = [
        said("Harbour Union", "said", "that the new bridge is not yet safe for heavy lorries"),
        said("Harbour Union", "denied", "that the new bridge is not safe for lorries"),
        said("Pilots of Lund", "said", "that the new bridge is not safe for lorries"),
    ]
    for other in others:
        found = changes([BRIDGE, FERRY], [FERRY, other])
        assert found.reworded == ((BRIDGE, other),)
        assert (found.gone, found.added) == ((), ())


def test_what_is_in_one_only_is_gone_or_added() -> None:
    found = changes([BRIDGE, FERRY], [FERRY, DELAY])
    assert (found.gone, found.added, found.reworded) == ((BRIDGE,), (DELAY,), ())


def test_the_likest_are_matched() -> None:
    near = said("Harbour Union", "said", "that the new bridge is not safe for buses")
    nearer = said("Harbour Union", "said", "that the new bridge is not safe for lorries yet")
    found = changes([BRIDGE], [near, nearer])
    assert found.reworded == ((BRIDGE, nearer),)
    assert found.added == (near,)


def test_one_who_says_it_twice_is_matched_twice() -> None:
    assert len(changes([BRIDGE, BRIDGE], [BRIDGE]).kept) == 1
    assert changes([BRIDGE, BRIDGE], [BRIDGE]).gone == (BRIDGE,)


def test_two_who_decline_to_say_anything_are_not_one() -> None:
    silent = [said(who, "declined to comment", "") for who in ("Harbour Union", "Ministry of Fisheries")]
    found = changes(silent[:1], silent[1:])
    assert (found.gone, found.added) == ((silent[0],), (silent[1],))


def test_nothing_and_very_much() -> None:
    assert changes([], []).kept == ()
    assert changes([], STATEMENTS).added == STATEMENTS
    long = replace(BRIDGE, content=Passage.of("word " * 20_000, [Span(0, 100_000)]))
    assert changes([long], [FERRY]).gone == (long,)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(runs(), runs())
def test_every_statement_is_told_of_once(one: Run, other: Run) -> None:
    old, new = one.statements, other.statements
    found = changes(old, new)
    before = [*found.gone, *(pair[0] for pair in (*found.kept, *found.reworded))]
    after = [*found.added, *(pair[1] for pair in (*found.kept, *found.reworded))]
    assert sorted(each.id for each in before) == sorted(each.id for each in old)
    assert sorted(each.id for each in after) == sorted(each.id for each in new)
    same = changes(old, old)
    assert len(same.kept) == len(old)
    assert (same.gone, same.added, same.reworded) == ((), (), ())

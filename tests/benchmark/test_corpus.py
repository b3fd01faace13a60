import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

import pytest

from kg.benchmark.cast import SOURCES, publisher, speaker
from kg.benchmark.coined import COINED, coined
from kg.benchmark.corpus import corpus
from kg.model import Act, Certainty, Kind, Polarity, Quotation, Reason, Run, Statement
from kg.rdf.read import Description
from kg.rdf.vocabulary import Names
from kg.rdf.write import document_quads, run_quads
from kg.settings import DEFAULT_BASE
from kg.store.check import problems_of

NAMES = Names(DEFAULT_BASE)


@pytest.fixture(scope="module")
def runs() -> Sequence[Run]:
    return list(corpus(12_000, seed=1))


@pytest.fixture(scope="module")
def statements(runs: Sequence[Run]) -> Sequence[Statement]:
    return [statement for run in runs for statement in run.statements]


def _share(statements: Sequence[Statement], holds: Callable[[Statement], bool]) -> float:
    return sum(map(holds, statements)) / len(statements)


def _words(statement: Statement) -> set[str]:
    return set(re.findall(r"\w+", statement.content.text.lower())) if statement.content else set()


def _times(values: Iterable[object]) -> list[int]:
    return sorted(Counter(values).values(), reverse=True)


def test_the_same_seed_makes_the_same_corpus_and_another_seed_another() -> None:
    assert list(corpus(300, seed=5)) == list(corpus(300, seed=5))
    texts = ({run.document.text for run in corpus(300, seed=seed)} for seed in (5, 6))
    assert not set.intersection(*texts)


def test_a_smaller_corpus_is_the_beginning_of_a_larger_one(runs: Sequence[Run]) -> None:
    smaller = list(corpus(500, seed=1))
    assert smaller == list(islice(runs, len(smaller)))
    given = [len(run.statements) for run in smaller]
    assert sum(given) >= 500 > sum(given[:-1])


def test_every_span_is_exact_and_every_id_is_one_of_its_own(runs: Sequence[Run]) -> None:
    for run in runs:
        for each in run.statements:
            assert each.document == run.document.id
            for passage in (each.source_words, each.cue, each.content):
                assert passage is None or passage.is_exact(run.document.text)
            if each.said_on is not None:
                assert f" {each.said_on.text}" in run.document.text
    assert _times(run.document.id for run in runs)[0] == 1
    assert _times(each.id for run in runs for each in run.statements)[0] == 1


def test_a_graph_is_what_verify_wants_and_gives_back_the_run() -> None:
    for run in corpus(150, seed=3):
        quads = document_quads(NAMES, run) | run_quads(NAMES, run)
        assert list(problems_of(NAMES, quads)) == []
        read = Description(NAMES, quads).run(NAMES.run(run.id))
        assert {each.id: each for each in read.statements} == {each.id: each for each in run.statements}
        assert (read.document, read.ended, read.state) == (run.document, run.ended, run.state)


def test_documents_differ_in_length_publisher_day_and_language(runs: Sequence[Run]) -> None:
    metadata = [run.document.metadata for run in runs]
    mean = sum(len(run.statements) for run in runs) / len(runs)
    assert 11 < mean < 14
    assert max(len(run.statements) for run in runs) > 3 * mean
    publishers = _times(each.publisher for each in metadata)
    assert len(publishers) > 150
    assert publishers[0] > 8 * publishers[len(publishers) // 2]
    assert len({each.published.year for each in metadata if each.published}) == 10
    assert {each.language for each in metadata} == {"en", "de"}
    assert all(run.statements == () for run in runs if not run.document.is_extracted)
    assert 0 < sum(each.correction is not None for each in metadata) < len(runs) / 50
    assert 0.08 < sum(each.credit is not None for each in metadata) / len(runs) < 0.16


def test_few_sources_are_quoted_often_most_rarely_and_some_have_no_name(statements: Sequence[Statement]) -> None:
    named = [each.source for each in statements if each.source.named]
    times = _times(source.id for source in named)
    assert len(times) > len(statements) / 10
    assert times[0] > 300
    assert times[len(times) // 2] <= 5
    assert {source.kind for source in named} == set(Kind)
    assert any(source.aliases for source in named)
    assert 0.12 < _share(statements, lambda each: not each.source.named) < 0.18


def test_words_are_frequent_and_rare_in_turn(statements: Sequence[Statement]) -> None:
    shares = [times / len(statements) for times in _times(word for each in statements for word in _words(each))]
    for wanted in (0.3, 0.1, 0.01, 0.001, 1 / len(statements)):
        assert min(abs(share / wanted - 1) for share in shares) < 0.15
    assert len(shares) > 12_000


def test_claims_are_made_again_and_again(statements: Sequence[Statement]) -> None:
    clauses = [re.sub(r"^that |[“”,.]", "", each.content.text).lower() for each in statements if each.content]
    times = _times(clauses)
    assert sum(n > 1 for n in times) > len(times) / 8
    assert times[0] > 20


def test_all_that_can_be_known_of_a_statement_comes_up(statements: Sequence[Statement]) -> None:
    assert {each.act for each in statements} == set(Act)
    assert {each.polarity for each in statements} == set(Polarity)
    assert {each.certainty for each in statements} == set(Certainty)
    assert {each.quotation for each in statements} == set(Quotation)
    reasons = {each.resolution.reason for each in statements if each.resolution}
    assert reasons >= {Reason.FULL_NAME, Reason.SHORT_NAME, Reason.PRONOUN, Reason.UNRESOLVED, Reason.DESCRIPTION}
    assert any(each.resolution.candidates for each in statements if each.resolution)
    shares = {
        "within": _share(statements, lambda each: each.within is not None),
        "told to": _share(statements, lambda each: each.told_to is not None),
        "dated": _share(statements, lambda each: each.said_on is not None),
        "in pieces": _share(statements, lambda each: each.content is not None and len(each.content.spans) > 1),
        "without content": _share(statements, lambda each: each.content is None),
    }
    assert all(0.03 < share < 0.3 for share in shares.values()), shares
    ends = {(each.said_on.start is None, each.said_on.end is None) for each in statements if each.said_on}
    assert ends == {(False, False), (False, True), (True, True)}
    assert max(len(each.chain) for each in statements) >= 4


def test_no_two_numbers_have_one_word_and_no_two_ranks_one_source() -> None:
    assert len({coined(number) for number in range(20_000)}) == 20_000
    with_ends = {coined(number) for number in range(0, COINED, 97)}
    assert len(with_ends) == len(range(0, COINED, 97))
    ranks = [*range(3000), *range(SOURCES - 1000, SOURCES)]
    ids = [speaker(rank).source.id for rank in ranks] + [publisher(rank).id for rank in range(400)]
    assert _times(ids)[0] == 1

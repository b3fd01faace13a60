"""Labelled pairs, and how right the program is about them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import UnreadableError
from kg.evaluate.pairs import Label, LabelledPair, Way, evaluate, read_pairs

OURS = Path(__file__).parents[1] / "claims" / "pairs.tsv"
HELD_OUT = OURS.with_name("held-out.tsv")


def test_pairs_of_our_own_are_at_least_three_hundred_and_of_every_kind() -> None:
    pairs = read_pairs(OURS)
    assert len(pairs) >= 300
    assert {pair.label for pair in pairs} == set(Label)
    assert {"paraphrase", "reported", "number", "actor", "day", "negation", "antonym", "role"} <= {
        p.kind for p in pairs
    }


def test_what_is_held_out_shares_no_content_with_what_was_fitted_on() -> None:
    fitted, held = ({text for pair in read_pairs(path) for text in (pair.a, pair.b)} for path in (OURS, HELD_OUT))
    assert not fitted & held


def test_figures_on_the_pairs_held_out_do_not_drop() -> None:
    """These were not looked at. A floor is lowered only with a reason in the commit."""
    found = evaluate(read_pairs(HELD_OUT))[Way.ALL]
    assert found.joined is not None
    assert found.joined >= 0.93
    assert found.found is not None
    assert found.found >= 0.69  # a denial has to be surer than an agreement
    numbers, of = found.right_by_kind["different: number"]
    assert numbers == of


def test_the_form_of_the_paraphrase_corpus_is_read(tmp_path: Path) -> None:
    file = tmp_path / "msr.tsv"
    file.write_text('\ufeffQuality\t#1 ID\t#2 ID\t#1 String\t#2 String\n1\t7\t8\tHe "left".\tHe went.\n0\t1\t2\tx\ty\n')
    first, other = read_pairs(file)
    assert first == LabelledPair(a='He "left".', b="He went.", label=Label.SAME, kind="paraphrase", lenient=True)
    assert other.label is Label.DIFFERENT
    assert evaluate([first, other])[Way.ALL].joined is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\tb\n", "has the columns a, b"),
        ("", "has the columns of no header"),
        ("a\tb\tlabel\tkind\n", "holds no pairs"),
        ("a\tb\tlabel\tkind\nx\ty\tsame\n", "line 2: 3 columns instead of 4"),
        ("a\tb\tlabel\tkind\nx\ty\talike\tz\n", "line 2: no label is 'alike'"),
    ],
)
def test_a_file_of_another_form_is_refused_with_the_place(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text(text)
    with pytest.raises(UnreadableError, match=message):
        read_pairs(file)


def test_the_command_prints_figures_for_each_way_and_kind(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text(
        "a\tb\tlabel\tkind\nthe port closed\tthe port was closed\tsame\tvoice\n"
        "it sank\tit did not sink\topposite\tnegation\n"
        "3 ships sank\t4 ships sank\tdifferent\tnumber\n"
    )
    result = CliRunner().invoke(app, ["evaluate", "--pairs", str(file)])
    assert result.exit_code == 0
    assert "precision at recall 0.70" in result.output
    assert "different: number" in result.output
    assert "1 of 1" in result.output


def test_nothing_to_score_is_an_error_that_says_what_to_give() -> None:
    result = CliRunner().invoke(app, ["evaluate"])
    assert result.exit_code != 0

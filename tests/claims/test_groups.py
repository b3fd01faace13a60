"""The groups and stories that the reader of two contents was taught on."""

import importlib
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from kg.evaluate.pairs import read_pairs

ROOT = Path(__file__).parents[2]
ALWAYS = Random(1)  # noqa: S311


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return importlib.import_module("sentences.groups")


def test_every_group_says_something_in_several_ways_and_every_story_says_several_things(groups: ModuleType) -> None:
    for path in (*groups.FOLDER.iterdir(), *groups.KEPT_BACK.iterdir()):
        for group in groups.read_groups(path):
            if group.story:
                assert len(group.story) >= 10, path
                assert not group.same
            else:
                assert len(group.same) >= 3, path
                assert len(group.different) >= 2


def test_nothing_that_is_learned_from_is_measured_on_or_kept_back(groups: ModuleType) -> None:
    def contents(folder: Path) -> set[str]:
        found = (group for path in folder.iterdir() for group in groups.read_groups(path))
        return {text for g in found for text in (*g.same, *g.opposite, *g.different, *g.story)}

    def measured(name: str) -> set[str]:
        pairs = read_pairs(ROOT / "tests" / "claims" / name)
        return {text for pair in pairs for text in (pair.a, pair.b)}

    learned = contents(groups.FOLDER)
    assert len(learned) > 15_000
    assert not learned & measured("unseen.tsv")
    assert not learned & contents(groups.KEPT_BACK)
    known = learned & measured("held-out.tsv")  # plain sentences that two people came to write
    assert known <= {"the fire was started deliberately", "the fire may have been started deliberately"}


def test_pairs_follow_from_a_group(groups: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "some.txt"
    file.write_text("= a\n+ b\n- c\n- d\nx role | e\n\n~ f\n~ g\n", encoding="utf-8")
    group, story = groups.read_groups(file)
    told = {(p.a, p.b): p.label.name for p in group.pairs(ALWAYS, others=())}
    assert told["a", "b"] == told["c", "d"] == "SAME"
    assert told["c", "a"] == told["d", "b"] == "OPPOSITE"
    assert told["e", "a"] == "DIFFERENT"
    assert [(p.a, p.b, p.label.name) for p in story.pairs(ALWAYS, others=())] == [("f", "g", "DIFFERENT")]
    file.write_text("= a\nb\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        groups.read_groups(file)

"""The picture of a claim's way to the reader, as a file."""

import re
from dataclasses import replace

import pytest

from kg.graph.evidence import evidence
from kg.views.claim_page import claim_page, steps
from tests.graph.worlds import Article, copy_of, world
from tests.views.samples import HOSTILE

POST = Article(id="post", publisher="Post", chains=(("Agency", "Ada"),))
DENIAL = Article(id="times", publisher="Times", chains=(("!Bo",),))


def test_table_tells_every_step_with_its_proof() -> None:
    found = [
        (step.from_, step.to, step.how, step.denies, step.cue, step.statement)
        for step in steps(evidence(world([POST, DENIAL])))
    ]
    assert found == [
        ("Ada", "Agency", "relayed it", False, "said", "post:0.0"),
        ("Bo", "Times", "published it", True, "", "times:0.0"),
        ("Agency", "Post", "published it", False, "", "post:0.0"),
        ("Times", "Article times", "holds it", True, "", "times:0.0"),
        ("Post", "Article post", "holds it", False, "", "post:0.0"),
    ]


def test_copy_prints_the_same_text() -> None:
    copied = copy_of(POST, "copy", "Radio")
    hows = {(step.from_, step.to): step.how for step in steps(evidence(world([POST, copied], [("copy", "post")])))}
    assert hows["Article post", "Article copy"] == "prints the same text"
    assert not any("Radio" in pair for pair in hows)


def test_who_had_it_from_somebody_on_the_other_side_is_no_origin() -> None:
    role = '"role": "origin: no article shows who told it"'
    denial = Article(id="times", publisher="Times", chains=(("!Agency",),))
    assert claim_page(world([denial])).count(role) == 1
    assert claim_page(world([POST, denial])).count(role) == 1  # Ada; the Agency, which denies it, had it from her


def test_nothing_is_loaded_and_no_other_script_runs() -> None:
    page = claim_page(world([POST, DENIAL]))
    without_scripts = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert "https://" not in without_scripts
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "unsafe" not in policy[1]
    assert policy[1].count("sha256-") == 6
    assert "Showing 8 of 8 nodes." in page


def test_bare_page_has_neither_heading_nor_table() -> None:
    page = claim_page(world([POST]), bare=True)
    assert "<h1>" not in page
    assert "<table" not in page


@pytest.mark.parametrize("name", HOSTILE[:3])
def test_names_never_become_markup(name: str) -> None:
    article = Article(id="x", publisher=name, chains=((name, name + "!"),))
    assert name not in claim_page(world([article]))


def test_same_claim_gives_the_same_page() -> None:
    assert claim_page(world([POST, DENIAL])) == claim_page(world([DENIAL, POST]))


def test_large_claims_show_a_part_and_say_so() -> None:
    articles = [Article(id=f"d{n}", publisher=f"P{n}", chains=((f"S{n}",),)) for n in range(60)]
    page = claim_page(world(articles), limit=50)
    assert "Showing 50 of 181 nodes, those of independent ways first." in page


def test_claim_that_nobody_counts_for_has_a_page() -> None:
    page = claim_page(world([replace(POST, withdrawn=True)]))
    assert "No statement that counts affirms or denies it." in page

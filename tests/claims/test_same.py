"""When two contents express the same proposition, and what rules it out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.encoder import encoder
from kg.claims.facts import prepare
from kg.claims.reader import Reading
from kg.claims.same import VETOED, Likeness, Polarity, compare


def likeness(a: str, b: str) -> Likeness:
    facts = prepare(a), prepare(b)
    one, other = encoder().encode([each.affirmed for each in facts])
    grounds = encoder().ground([each.as_read for each in facts])
    return compare(*facts, float(one @ other), encoder().reader.read(*grounds))


def joined(a: str, b: str) -> bool:
    found = likeness(a, b)
    return found.is_one_claim and found.polarity is Polarity.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the port closed 14 berths", "that 14 berths of the port had been closed"),
        ("the EU cleared the 3.1-billion-euro takeover", "the EU cleared the takeover for 3.1 billion euros"),
        ("We will publish the report in May", "that it would publish the report in May"),
        ("about 6,700 containers were sent to Russia", "some 6,700 containers were sent to Moscow"),
        ("the Lund Harbour Authority has dismissed its director", "LHA has dismissed its director"),
        ("Ada Berg was elected mayor of Lund", "Berg was elected mayor of Lund"),
        ("the ministry will not close the school", "the school won’t be closed by the ministry"),
    ],
)
def test_what_is_said_in_somewhat_other_words_is_not_ruled_out(a: str, b: str) -> None:
    found = likeness(a, b)
    assert found.probability > VETOED
    assert found.polarity is Polarity.SAME


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("the port closed 14 berths", "the port closed 40 berths", "other numbers: 14 / 40"),
        ("6,700 containers were sent to Russia", "10,000 containers were sent to Russia", "other numbers"),
        ("at least 20 people died", "fewer than 20 people died", "other numbers"),
        ("two ferries sank off Lund", "a ferry sank off Lund", "other numbers"),
        ("sales fell by 4 percent", "sales fell by 4.5%", "other numbers"),
        ("sales reached 3 million euros", "sales reached 3 billion euros", "other numbers"),
        ("Iran attacked the port", "Israel attacked the port", "other names: Iran / Israel"),
        ("the fleet of China left the port", "the fleet of Japan left the port", "other names"),
        ("a court in Oslo freed Ada Berg", "a court in Oslo freed Jens Holt", "other names: Ada Berg / Jens Holt"),
        ("the ministry knew of the leak", "the company knew of the leak", "other actors: ministry / company"),
        ("the bridge opens on Monday", "the bridge opens on Friday", "other days: monday / friday"),
        ("the bridge opened in March 2021", "the bridge opened in June 2021", "other days"),
        ("Iran attacked Israel", "Israel attacked Iran", "the same words in other roles"),
        ("the union sued the port", "the port sued the union", "the same words in other roles"),
    ],
)
def test_other_numbers_actors_days_and_roles_rule_it_out(a: str, b: str, reason: str) -> None:
    found = likeness(a, b)
    assert found.probability <= VETOED
    assert any(each.startswith(reason) for each in found.reasons)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("prices rose in May", "prices fell in May"),
        ("the court upheld the ban", "the court overturned the ban"),
        ("the minister may resign", "the minister resigned"),
        ("the minister should resign", "the minister will resign"),
        ("the firm wants to close the mine", "the firm has closed the mine"),
        ("the total was about 10,000", "no one in that room said 10,000"),
        ("the bridge is safe", "the bridge is dangerous"),
    ],
)
def test_contraries_and_what_is_only_possible_or_wanted_are_never_joined(a: str, b: str) -> None:
    assert not joined(a, b)


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("the water rose to 3 metres", "the water rose by 3 metres", "another way: to 3 / by 3"),
        ("the crew fled from the island", "the crew fled to the island", "another way: from island / to island"),
        ("Norway bought trams from Finland", "Norway sold trams to Finland", "another way: from finland / to finland"),
        ("the former mayor was fined", "the mayor was fined", "other actors: the former mayor"),
        ("the alleged thief was seen in Bergen", "the thief was seen in Bergen", "other actors: the alleged thief"),
        ("the cabinet barely survived the vote", "the cabinet survived the vote", "only barely so in one"),
        ("divers found no gold but coins", "divers found gold but no coins", "each denies what the other affirms"),
    ],
)
def test_small_words_that_make_another_proposition_rule_it_out(a: str, b: str, reason: str) -> None:
    found = likeness(a, b)
    assert reason in found.reasons
    assert found.probability <= VETOED


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the trams go from Oslo to Bergen", "the trams go to Bergen from Oslo"),
        ("former President Ada Berg was fined", "President Ada Berg was fined"),
        ("Berg hardly ever speaks of it", "Berg never speaks of it"),
    ],
)
def test_small_words_that_make_none_do_not(a: str, b: str) -> None:
    assert likeness(a, b).probability > VETOED


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("North Korea shipped shells to Russia", "North Korea did not ship shells to Russia"),
        ("the bridge is safe", "the bridge isn’t safe"),
        ("the bridge is safe", "the bridge is unsafe"),
        ("somebody was hurt in the fire", "nobody was hurt in the fire"),
        ("the firm will close the mine", "the firm will never close the mine"),
        ("all hostages have been freed", "not all hostages have been freed"),
    ],
)
def test_a_negation_is_the_same_claim_with_opposite_polarity_and_never_with_equal(a: str, b: str) -> None:
    found = likeness(a, b)
    assert found.polarity is Polarity.OPPOSITE
    assert found.is_one_claim
    assert not joined(a, b)
    assert "one denies what the other says" in found.reasons


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "the unease in the party about Lindqvist as a candidate",
            "Lindqvist's biggest worry is that the party is divided",
        ),
        ("Okafor missed a unique opportunity at the summit", "there was no daylight between the allies under Okafor"),
        ("of Senator Marek's campaign", "Marek has passed the test of a commander in chief"),
        (
            "the inquiry into the ferry's safety record",
            "the ferry company had been warned about its safety record twice",
        ),
        ("the minister's remarks on the border fence", "the fence would be finished without the minister's consent"),
        ("to bring the farmers and the retailers to one table", "the farmers had walked away from the table"),
        ("photographs of the burnt depot in Selna", "the depot in Selna had held fuel for the army"),
        ("the central bank's independence", "the central bank had raised its rate too late"),
        ("a role that the speaker of parliament is to play", "the speaker of parliament would seek another term"),
        ("the hospital's plans for a new ward", "nurses at the hospital had not been paid since June"),
        ("how the drones crossed the border", "the drones were built from foreign parts"),
        ("the deal between Tarn Steel and the port", "Tarn Steel had never spoken to the port"),
    ],
)
def test_what_only_has_a_subject_in_common_is_not_joined(a: str, b: str) -> None:
    assert not joined(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("North Korea sold shells to Russia", "“North Korea sold shells to Russia. That has not changed.”"),
        ("the total is about 10,000", "the total is about 10,000, not 12,000"),
        ("the tour took place in Lund", "the tour took place in Lund without a single guest"),
    ],
)
def test_a_negation_of_something_else_is_no_denial(a: str, b: str) -> None:
    assert likeness(a, b).polarity is Polarity.SAME


@pytest.mark.parametrize(
    ("a", "b"), [("it", "the reports"), ("what", "it"), ("on the broadcast", "the broadcasts and it")]
)
def test_contents_of_hardly_any_words_are_only_the_same_as_their_own_words(a: str, b: str) -> None:
    assert not joined(a, b) or prepare(a).order.keys() == prepare(b).order.keys()


def test_days_that_are_known_count_more_than_their_words() -> None:
    one = prepare("the bridge opens on Monday", interval=(date(2024, 5, 13), date(2024, 5, 13)))
    same = prepare("the bridge opens on May 13", interval=(date(2024, 5, 13), date(2024, 5, 13)))
    later = prepare("the bridge opens on Monday", interval=(date(2024, 5, 20), date(2024, 5, 20)))
    assert compare(one, same, 0.95).probability > VETOED
    assert compare(one, later, 1.0).probability <= VETOED


ODDS = st.floats(-10, 10)


@given(st.text(max_size=60), st.text(max_size=60), st.floats(-1, 1), st.none() | st.builds(Reading, ODDS, ODDS, ODDS))
def test_which_comes_first_makes_no_difference(a: str, b: str, cosine: float, reading: Reading | None) -> None:
    one, other = prepare(a), prepare(b)
    forth, back = compare(one, other, cosine, reading), compare(other, one, cosine, reading)
    assert forth.probability == pytest.approx(back.probability)
    assert forth.polarity == back.polarity
    assert 0 <= forth.probability <= 1
    assert forth.closeness == pytest.approx(back.closeness)


@given(
    st.lists(st.sampled_from(["Iran", "sold", "not", "no", "never", "3", "unsafe", "shells", "isn't", "”"]), max_size=8)
)
def test_a_content_is_the_same_as_itself(words: list[str]) -> None:
    facts = prepare(" ".join(words))
    found = compare(facts, facts, 1.0)
    assert found.polarity is Polarity.SAME
    assert found.is_one_claim


def test_a_figure_that_is_corrected_denies_nothing() -> None:
    one = "the number of containers sent to Russia has reached about 10,000"
    found = likeness(one, "the number of containers sent to Russia is about 10,000, not 12,000")
    assert found.polarity is Polarity.SAME
    assert found.is_one_claim


def test_where_negations_alone_differ_they_tell() -> None:
    found = likeness("the bridge is unsafe", "the bridge, is not safe")
    assert found.polarity is Polarity.SAME
    assert found.is_one_claim

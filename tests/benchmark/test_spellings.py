from collections import Counter

from kg.benchmark.spellings import World
from kg.model import name_key


def test_the_same_seed_makes_the_same_names_and_another_seed_others() -> None:
    assert World(1).spellings(500) == World(1).spellings(500)
    assert World(1).spellings(500) != World(2).spellings(500)


def test_all_names_are_distinct_sources_and_few_sources_have_many() -> None:
    made = World(3).spellings(2000)
    assert len({name_key(each.name) for each in made}) == len(made) == 2000
    of = Counter(Counter(each.who for each in made).values())
    assert of[1] > 1000
    assert max(of) > 5

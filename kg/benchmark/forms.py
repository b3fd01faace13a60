"""Reports that are one form, filled in anew every day: of the weather, the markets, a match, a league.

Whoever counts shared words takes two of them for copies. The words of each form are the same for all papers.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence

_FORMS: Mapping[str, str] = {
    "Weather for <place>": """
        The day in <place> begins with <sky> and a temperature of <cold> degrees. By the afternoon it will be
        <warm> degrees, with a wind of <speed> kilometres an hour from the <direction>.

        There is a chance of rain of <share> per cent, and <low> to <high> millimetres may fall by midnight. The
        sun rises at <early> and sets at <late>. At night the temperature falls to <cold> degrees inland and to
        <cool> on the coast.

        Drivers are asked to take care on bridges and on roads through open country, where gusts of up to <gust>
        kilometres an hour are possible. The water at the bathing places is <cool> degrees warm.

        The outlook for the rest of the week is <sky>, with temperatures between <cold> and <warm> degrees. The
        weather service gives its next forecast at <early>. Anybody who plans to go out on the water or up into
        the hills should ask the rescue service on <phone> before they leave, take warm clothes along, and tell
        somebody when they mean to be back.
    """,
    "Markets close in <place>": """
        Shares in <place> closed <move> by <small> per cent on <volume> trades, and the index of the exchange
        ended the day at <index> points. On the day before it had stood at <index>.

        The gains were led by banks, which rose by <small> per cent, and by makers of machines, which rose by
        <small> per cent. Shares of energy companies fell by <small> per cent and those of shops by <small> per
        cent.

        A barrel of oil cost <price> crowns in the evening, an ounce of silver <price> crowns, and a tonne of
        wheat <index> crowns. The crown stood at <small> to the dollar. The yield of bonds over ten years was
        <small> per cent.

        Of the companies in the index <high> rose, <low> fell and <low> were unchanged. Analysts had expected
        quieter trading before the figures on employment, which the statistics office publishes at <early>. The
        exchange opens again in the morning at the usual hour, and these figures are without any warranty.
    """,
    "<place> beat <place>": """
        <place> beat <place> by <goals> to <few> in front of <volume> spectators, with a goal by <person> in
        minute <minute> that decided the match.

        The home side had the ball for <share> per cent of the time and shot <high> times at the goal, the
        guests <low> times. There were <few> yellow cards and <high> corners. <person> was taken off hurt in
        minute <minute>.

        “We knew that it would be hard, and we stayed calm when it counted,” said the trainer of the winners.
        “The lads have earned a day off.” His colleague said that his side had been beaten by the better one.

        With the win <place> have <high> points from <low> matches and are in place <few> of the league. <place>
        stay in place <low> with <high> points. The next match is at <early> on the weekend, and tickets are
        sold at the ground.
    """,
}
_TABLE = "The league table after <high> matches"
_ROWS = 18
_SLOT = re.compile(r"<(\w+)>")


class Forms:
    """Fills in forms, by chance."""

    def __init__(self, chance: random.Random, places: Sequence[str], persons: Sequence[str]) -> None:
        """Fill in these places and persons."""
        number = chance.randrange
        self._chance = chance
        self._places = places
        self._filled: Mapping[str, Callable[[], str]] = {
            "place": lambda: chance.choice(places),
            "person": lambda: chance.choice(persons),
            "sky": lambda: chance.choice(("clouds", "sun", "fog", "light rain", "snow", "showers")),
            "direction": lambda: chance.choice(("north", "south", "east", "west")),
            "move": lambda: chance.choice(("up", "down")),
            "cold": lambda: str(number(-9, 9)),
            "cool": lambda: str(number(3, 19)),
            "warm": lambda: str(number(9, 35)),
            "speed": lambda: str(number(5, 60)),
            "gust": lambda: str(number(60, 120)),
            "share": lambda: str(number(5, 100)),
            "few": lambda: str(number(0, 5)),
            "goals": lambda: str(number(2, 9)),
            "low": lambda: str(number(3, 20)),
            "high": lambda: str(number(10, 60)),
            "minute": lambda: str(number(1, 95)),
            "early": lambda: f"{number(5, 9)}.{number(10, 60)}",
            "late": lambda: f"{number(16, 22)}.{number(10, 60)}",
            "small": lambda: f"{number(0, 5)}.{number(1, 100):02}",
            "price": lambda: f"{number(30, 140)}.{number(1, 100):02}",
            "index": lambda: str(number(900, 9000)),
            "volume": lambda: str(number(2000, 90_000)),
            "phone": lambda: f"0{number(100, 999)} {number(1000, 9999)}",
        }

    def fill(self) -> tuple[str, str]:
        """Return the headline and the text of a report."""
        headline = self._chance.choice((*_FORMS, _TABLE))
        if headline == _TABLE:
            return self._in(_TABLE), self._table()
        paragraphs = (" ".join(each.split()) for each in _FORMS[headline].split("\n\n"))
        return self._in(headline), "\n\n".join(map(self._in, paragraphs))

    def _table(self) -> str:
        rows = [
            f"{place}. {name} {' '.join(self._in('<low>') for _ in range(5))} {self._in('<high>')}"
            for place, name in enumerate(self._chance.sample(self._places, _ROWS), start=1)
        ]
        head = "Place, club, matches, won, drawn, lost, goals, points. The first two go up, the last three go down."
        return "\n".join((head, *rows))

    def _in(self, form: str) -> str:
        return _SLOT.sub(lambda slot: self._filled[slot[1]](), form)

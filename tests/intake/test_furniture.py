"""Page furniture is recognised by whole lines, and articles are not."""

import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.intake.furniture import byline, furniture

PAGES = Path(__file__).parent / "pages"
SLOWEST = 10.0
"""Seconds for two megabytes of any text, many times what they take: a pattern that tries everything takes hours."""
PAGE = """41.0 F
New Lund
Monday, February 3, 2025

Mayor opens bridge

- Advertisement -
Mayor Ada Lund, left, calls the new bridge 'a gift to all of us' in Lund on Tuesday. [YONHAP]
Mayor Ada Lund, left, calls the new bridge “a gift to all of us” in Lund on Tuesday. [YONHAP]

The mayor said that the bridge is open.

READ MORE: Police say bridge is old

BY BO BERG [bo@daily.example]"""

FURNITURE = """
41.0 F
17°C
Tokyo 29°C / 23°C
64°F, cloudy
27.4 C Mostly cloudy
Dublin 7°C
Monday, February 3, 2025
Monday 11 August 2025
Fri, Mar 14, 2025
Fri 24 Jan 2025 15.45 GMT
Feb. 11, 2025 6:40 p.m.
2025.10.08 11:20
14:32
14.32 GMT
Updated 3 hours ago
Last updated: 08:19, 25 FEB 2025
Published : April 29, 2025 - 17:31:00
Posted : 2024-07-02 18:03
First published on Fri 24 Jan 2025 06.01 GMT
Updated - January 18, 2025 08:15 am IST - SINDHUVADI
7m ago
5 min read
October 1, 2024 · Issue 41
Advertisement
- Advertisement -
ADVERTISEMENT
Advertisement · Scroll to continue
Story continues below
Story continues below advertisement
Article continues after this advertisement
Sponsored content
Sponsored by Lund Savings Bank
READ MORE: Water firm ‘knew for years’ about cracked pipes, whistleblower says
READ MORE Police say bridge is old
Related: Minister says cuts will hurt
Related | Minister says cuts will hurt
ALSO READ: Union leader alleges that notice was forged
See also: Mayor denies she was told
WATCH: Moment bridge falls into river
Read more – Bank denies overcharging widows
More on this story
Related Articles
Most read
We use cookies to improve your visit. By pressing ‘Accept’ you tell us that our partners may store data.
This website uses cookies to ensure you get the best experience.
We and our 812 partners store information, such as cookies, on a device. Regulators say that you have a choice.
Don't miss any of our stories: get the Echo's morning e-mail.
Finance minister says budget gap is closed, read more
Top 10 Stories
More Stories From Meadowlark
By clicking “Accept all” you agree to the storing of cookies on your device.
Accept all cookies
Manage options
Please turn on JavaScript to use this feature
Share this article: Facebook | X | WhatsApp | E-mail
Share
Share on Facebook (opens in new tab)
Click to share on X (Opens in new window)
Facebook Twitter Email
Follow us on Instagram
Follow NPB Skellshire on Facebook, X and Instagram. Send your story ideas to skellshire@npb.example.
@adalund
By Ada Lund
By Ada Lund and Bo Berg
BY BO BERG [bo@daily.example]
By Philippa Tranter p.tranter@severnsidemercury.example
By Ada Lund, Political Editor
By Ada Lund in Broadmere
By Ada Lund | Sept. 17, 2024
by Ruben Castell on January 8, 2025
Cho Min-seo (mscho@hanseongcourier.example)
Contact Denise Harmon at dharmon@calderexaminer.example.
tess@jaspertimes.example
Meridian Wire
(Meridian Wire)
— Halyard News Agency
Reuters
(Reporting by Ada Lund; editing by Bo Vik)
Reporting by Piet Vandekamp in Tavosk; Editing by Oona Bresk and Karel Timms
— with files from Meridian Wire
With inputs from agencies
Additional reporting by Ada Lund
Ada Lund and Bo Vik contributed to this report.
Source: Ministry of Rivers
© 2025 Calder Falls Examiner. All rights reserved.
Copyright © 2025, KS PUBLISHING PVT LTD.
COPYRIGHT HANSEONG COURIER ALL RIGHTS RESERVED.
All rights reserved. No reproduction or republication without written permission.
This material may not be published, broadcast, rewritten or redistributed.
96 comments
Comments (412)
Leave a comment
What do you think? Tell us in the comments.
Photo: Noémi Würgler
Photograph by Osei Badu
Photo Credit: K. Murugesh
Image source, Wilma Garth/NPB
FILE - Mayor Ada Lund speaks in Lund on May 3, 2024.
Former leader Desmond Harkaway arrives at court on Wednesday. Photograph: Mercury Pictures
The ferry is seen at Numagi Port. (Kanto Evening Post/Taro Inose)
Swimmers say the pool is 'the heart of the town' (Image: Broadmere Echo)
Ministers speak with reporters in Lund on Friday. (AP Photo/Ada Lund)
In this photo released by the city, Mayor Ada Lund says grace in Lund on Tuesday.
Sign up for our newsletter. Readers say it is the best way to start the day.
Subscribe to our newsletter
Subscribe to The Lake Chronicle
Get the latest news straight to your inbox
Get all the latest news straight to your inbox. Sign up here
Get the latest headlines delivered every morning.
Never miss a story with our daily digest
By signing up, you agree to our terms of use and privacy policy.
You can unsubscribe at any time.
Already a subscriber? Log in
Subscribe to continue reading
Tags: Hollin, quarry
Filed under: Council, Harbour
Related Topics: public transport / Sindhuvadi / strike
#ferry #harbour
Home > News > Local
Page 2 of 3
1 of 4
1 2 3 Next
Next page
Continued on page A4
Skip to main content
Back to top
""".strip().splitlines()

SENTENCES = """
Follow the money, she said.
Sign up or ship out, the sergeant told them.
Related cases rose, the ministry said.
The mayor said on Monday that it rained.
Shares rose by 3 percent.
Watch out for rain, the mayor said.
By Monday the water had gone, she said.
Related work is going on, they said.
Read more books, the teacher told her class.
Read more than the headline, he said, and you will learn that nobody was hurt.
Share this with nobody, he told the clerk.
Share prices fell after the bank said it had lost 40 million crowns.
Advertisement revenue fell by a tenth, the publisher said.
Advertisements for the ferry were untrue, the court said.
Updated figures show that 300 people died, the ministry said.
Updated rules from 2019 allow it, the council says.
Published in 1931, the book says that the dam was never safe.
Posted to Kabul in 2019, he wrote that the war was lost.
Copyright law is out of date, the judge said.
Copyright in 1931 was another matter, she wrote.
Photo finish or not, the referee said, the race was over.
Photo: none was taken, police said.
Picture by picture, the case against him grew.
Picture the scene, he told jurors.
Image is everything, the minister said.
Accept all of it or none, she told them.
Reject all offers, the union told its members.
Comments by the minister were wrong, her office said.
Comment is free, he said.
Listen: I was never there, she told the court.
Watch: he will lose, his brother said.
Sponsored by his uncle, he came to Lund and said he would stay.
Cookies were the only food, the sailors said.
We use cookies to bribe the guards, he said.
This site uses up more water than the town, the mayor said.
Save the whale, the posters said.
Print money and prices rise, the bank said.
Follow us to the river and you will see, the guide said.
Follow him on foot, the officer told her.
Contact was lost at noon, the coast guard said.
Subscribe to that idea and you will believe anything, he said.
Get the latest prices by radio, the ministry told farmers.
Get out of the house, he told the headlines writer.
Join the army, his father told him.
Join our strike, the union told readers of its newsletter.
Sign up to fight, the headlines told young men.
Register and vote, she said.
Tags on the whales showed that they swim 90 kilometres a day, researchers said.
Topics such as pay were left out, the union said.
Page 2 of the report says that the dam was unsafe.
1 of 4 bridges is unsafe, the inspectors said.
Next, the mayor said, comes the bridge.
Next year will be worse, the bank warned.
Continued rain would flood the valley, the agency said.
Reporting by the Chronicle found that 12 people had died.
Reporting by The Ledger showed that the minister lied.
Edited by hand, the letter said nothing of the money.
Source: the minister is lying, and she knows it, he wrote.
Sources say that the ministry will close.
Ada Lund contributed to the report, the minister said.
Meridian Wire reported that the bridge was closed.
Reuters said it had seen the letter.
© was painted on the door, the police said.
By Ada Lund and nobody else, the letter said.
By George Lund was no saint, his sister said.
Monday, February 3, 2025 was the day the dam broke, he said.
Today 3 of them are alive, the hospital said.
41 F is too cold for bees, the keeper said.
It was 17°C in the valley, the agency said.
In this photograph she sees her father, she said.
In this picture of the harbour, he said, one can see the ghost.
“You can unsubscribe,” she said. “They never stop.”
You can opt out, the doctor told patients.
Most read it as a threat, she said.
Trending down, the bank said, were prices of bread.
More from the mayor later, she said.
Also in custody is his brother, the police said.
Never miss a chance to be silent, his mother told him.
Support our journalism students, the dean told the town.
All rights reserved for the crown were sold, the judge said.
This story was published in 1931 and says that the dam was never safe.
This is a developing country, the minister said.
The views expressed by the crowd were ugly, she said.
Have your say or be quiet, he told them.
“This is the end.” [Laughter]
He did not know the man (AP/Reuters had said he did).
Home is where the bread is, the baker said.
Close to 300 people died, the ministry said.
Like this or not, she said, it is the law.
Play it again, he told the pianist.
End of story, she said.
Press Association members voted to strike, the union said.
Last updated in 2019, the map shows a bridge, the court heard.
Read on the bridge, the notice said that it was closed.
Click here and you are lost, the officer told children.
She told the pupils to read more
Latest to leave was Mr. Lund, said Dr. Vik.
""".strip().splitlines()

MASTHEADS = """Thursday, May 1, 2025
18.3 C
Hanseong

Mayor Opens Bridge

The mayor said that the bridge is open."""

BESIDE = """Mayor opens bridge

The bridge in Lund was opened on Tuesday after four years.

Most read
Minister says cuts will hurt
• “We were told nothing,” says family of lost diver
3. Bank denies overcharging widows

The mayor said that the bridge is open.

She said: “It was time.”"""

BEFORE = """Most read
1. Minister says cuts will hurt
2. Bank denies overcharging widows
Mayor says bridge is open

The mayor said that the bridge is open."""

DIGEST = """Morning news

The bank said that prices would rise in summer. [LEDGER]

The union said that it would strike on Monday. [MERIDIAN]

The mayor said that the bridge is open to all. [CHRONICLE]

The court said that it would rule in autumn."""


def lines(text: str) -> list[str]:
    return [text[span.start : span.end] for span in furniture(text)]


def test_what_surrounds_an_article_is_found() -> None:
    found = lines(PAGE)
    assert found[:4] == ["41.0 F", "New Lund", "Monday, February 3, 2025", "- Advertisement -"]
    assert found[4].startswith("Mayor Ada Lund")
    assert found[5].startswith("Mayor Ada Lund")
    assert found[6:] == ["READ MORE: Police say bridge is old", "BY BO BERG [bo@daily.example]"]


def test_the_lists_are_long_enough() -> None:
    assert len(set(FURNITURE)) >= 80
    assert len(set(SENTENCES)) >= 60


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_found_wherever_it_stands(line: str) -> None:
    assert lines(line) == [line]
    assert lines(f"Headline\n\nIt rained in Lund.\r\n\r\n  {line} \r\n\r\nIt stopped.\n") == [line]


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_are_no_furniture(line: str) -> None:
    assert furniture(line) == ()
    assert furniture(f"Headline\n\n{line}\n\nIt rained.") == ()


def test_headlines_of_other_articles_are_found_below_their_heading() -> None:
    assert lines(BESIDE) == [
        "Most read",
        "Minister says cuts will hurt",
        "• “We were told nothing,” says family of lost diver",
        "3. Bank denies overcharging widows",
    ]


def test_an_article_below_a_list_keeps_its_headline() -> None:
    assert "Mayor says bridge is open" not in lines(BEFORE)
    assert "1. Minister says cuts will hurt" in lines(BEFORE)
    assert lines(MASTHEADS) == ["Thursday, May 1, 2025", "18.3 C"]


def test_items_of_news_with_their_sources_are_no_captions() -> None:
    assert lines(DIGEST) == []


@pytest.mark.parametrize(
    "foot", ["", "\n\nBy Cho Min-seo (mscho@courier.example)\n\n© 2025 Hanseong Courier. All rights reserved."]
)
def test_an_agency_behind_the_last_words_makes_no_caption_of_them(foot: str) -> None:
    caption = "A man in Lund looks at the bridge on Tuesday. (Yonhap)"
    article = f"Bridge opens\n\n{caption}\n\nIt is open.\n\nThe mayor said that the bridge is safe. (Yonhap){foot}"
    assert lines(article) == [caption, *foot.split("\n\n")[1:]]


def test_of_equal_lines_one_stays() -> None:
    """A standfirst may say what the first paragraph says; only a caption has two kinds of quotation marks."""
    line = "The mayor said that the new bridge is open to everybody."
    assert lines(f"Bridge opens\n\n{line}\n\n{line}\n\nIt rained.") == [line]


def test_a_correction_stays() -> None:
    note = "Correction: An earlier version of this article said that the bridge was closed."
    assert lines(f"Bridge opens\n\nThe bridge is open.\n\n{note}") == []
    assert lines("This article was corrected on May 3 to say that the bridge is open.") == []


def test_the_byline_names_the_writers() -> None:
    assert byline(PAGE) == ("Bo Berg",)
    assert byline("Rain\n\nBy Ada Lund and Bo Berg\n\nIt rained.") == ("Ada Lund", "Bo Berg")
    assert byline("By and by it rained.") == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Lund, Bo Berg and Cy van der Vik", ("Ada Lund", "Bo Berg", "Cy van der Vik")),
        ("By Ada Lund, Political Editor", ("Ada Lund",)),
        ("By Ada Lund in Broadmere", ("Ada Lund",)),
        ("by Ruben Castell on January 8, 2025", ("Ruben Castell",)),
        ("By Philippa Tranter p.tranter@mercury.example", ("Philippa Tranter",)),
        ("Cho Min-seo (mscho@courier.example)", ("Cho Min-seo",)),
        ("By LEONG SU-YIN", ("Leong Su-Yin",)),
        ("By Meridian Wire", ("Meridian Wire",)),
        ("By New Rules, All Is Lost", ()),
        ("By Land and Sea", ()),
        ("By George, the mayor said, it rained.", ()),
    ],
)
def test_a_byline_is_read_with_what_stands_beside_it(line: str, names: tuple[str, ...]) -> None:
    assert byline(f"Rain\n\n{line}\n\nIt rained.") == names


@given(st.text(alphabet=st.sampled_from("Read more: “”()[]@.,'1°C\n\r By Ada Lund©|-•"), max_size=200))
def test_spans_are_whole_lines_in_order(text: str) -> None:
    spans = furniture(text)
    assert list(spans) == sorted(set(spans))
    for span in spans:
        words = text[span.start : span.end]
        assert words
        assert words == words.strip()
        assert not re.search(r"[\r\n]", words)
        assert not text[text.rfind("\n", 0, span.start) + 1 : span.start].rpartition("\r")[2].strip()


HOSTILE = {
    "one line": "a" * 2_000_000,
    "by": ("By " + "Ada " * 240 + "\n") * 2_000,
    "commas": ("Read more: " + "a, " * 320 + "\n") * 2_000,
    "saying": ("Read more: " + ", a b c d e f g said" * 45 + ".\n") * 2_000,
    "addresses": ("by " + "a.b-c+d" * 130 + "@\n") * 2_000,
    "brackets": ("(Photo " * 130 + "\n") * 2_000,
    "names": ("Reporting by " + "Ada Lund, " * 90 + "\n") * 2_000,
    "arrows": ("Home > " * 140 + "!\n") * 2_000,
    "numbers": ("1 " * 480 + "!\n") * 2_000,
    "hashes": ("#aa " * 240 + "!\n") * 2_000,
    "degrees": ("Ada 1°" * 160 + "\n") * 2_000,
    "services": ("Follow Ada on X, X, X " * 40 + "\n") * 2_000,
    "offers": ("Get the latest " * 60 + "\n") * 2_000,
    "rights": ("copyright the " * 70 + "\n") * 2_000,
    "open brackets": ("[" * 990 + "\n") * 2_000,
    "marks": ("“" * 990 + "\n") * 2_000,
    "blanks": (" " * 990 + "x\n") * 2_000,
    "short lines": "By x\n" * 400_000,
    "other lines": "".join(f"By x{number} it rained.\n" for number in range(100_000)),
    "most read": "Most read\n" * 200_000,
    "equal lines": ("The mayor said that the new bridge is open to all.\n") * 40_000,
    "article": ("The mayor, who is 40, said on Monday that the new bridge in Lund is open to everybody. " * 6 + "\n")
    * 4_000,
}


def seconds(text: str) -> float:
    """Return what reading a text takes, without the time in which others had the processor."""
    started = time.process_time()
    furniture(text)
    byline(text)
    return time.process_time() - started


@pytest.mark.parametrize("name", HOSTILE)
def test_two_megabytes_of_anything_are_quick(name: str) -> None:
    text = HOSTILE[name][:2_000_000]
    assert any(seconds(text) < SLOWEST for _ in range(3))


class _Lines(HTMLParser):
    """Makes of a page what comes of it when all of it is copied as text."""

    INLINE = frozenset({"a", "abbr", "b", "cite", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"})
    UNSEEN = frozenset({"head", "script", "style", "template", "noscript", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in self.UNSEEN
        self.parts.append("" if tag in self.INLINE else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in self.UNSEEN
        self.parts.append("" if tag in self.INLINE else "\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(re.sub(r"\s+", " ", data))


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_of_a_page_that_is_copied_as_text_no_paragraph_is_furniture(name: str) -> None:
    data = (PAGES / f"{name}.html").read_bytes()
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    page = _Lines()
    page.feed(data.decode({"iso-8859-1": "latin-1", "windows-1252": "cp1252"}.get(name, "utf-8")))
    text = "".join(page.parts)
    found = {" ".join(line.split()) for line in lines(text)}
    assert not found & {expected["title"], *expected["paragraphs"]}

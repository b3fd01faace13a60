"""The authority file knows whom news speaks of and says nothing twice; users' own files add to it."""

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pycountry
import pytest
from rdflib import SKOS, Graph, Literal, URIRef

import kg
from kg.errors import AuthorityError
from kg.extract.rules import RuleExtractor
from kg.model import Document, Kind, Metadata
from kg.pipeline import extract
from kg.resolve.authority import Authority, authority
from kg.settings import Settings, data_file

FILE = data_file("authority.ttl")
SCHEME = Graph().parse(FILE, format="turtle")
KG = "https://w3id.org/whosaid/ns#"
RULES = RuleExtractor()
PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix kg: <https://w3id.org/whosaid/ns#> .
@prefix known: <https://w3id.org/whosaid/authority/> .
@prefix : <https://example.org/names/> .
"""


def named(words: str, known: Authority | None = None) -> str | None:
    entry = (known or authority()).find(words)
    return entry.name if entry else None


def country(words: str, known: Authority | None = None) -> str | None:
    entry = (known or authority()).country(words)
    return entry.name if entry else None


def sources(text: str, known: Authority | None = None, publisher: str | None = None) -> list[tuple[str | None, Kind]]:
    run = extract(Document(text=text, metadata=Metadata(publisher=publisher)), by=RULES, known=known)
    return [(s.source.name if s.source.named else None, s.source.kind) for s in run.statements]


def with_file(folder: Path, *lines: str) -> Authority:
    path = folder / "names.ttl"
    path.write_text(PREFIXES + "\n".join(lines), encoding="utf-8")
    return authority([path])


class TestOurs:
    @pytest.mark.parametrize(
        ("words", "name", "kind"),
        [
            ("the KCNA", "Korean Central News Agency", Kind.MEDIA),
            ("Nato", "NATO", Kind.ORGANIZATION),
            ("NORTH KOREA", "North Korea", Kind.COUNTRY),
            ("the U.K.", "United Kingdom", Kind.COUNTRY),
            ("Türkiye", "Turkey", Kind.COUNTRY),
            ("Cote d’Ivoire", "Ivory Coast", Kind.COUNTRY),
            ("Côte d'Ivoire", "Ivory Coast", Kind.COUNTRY),
            ("Burma", "Myanmar", Kind.COUNTRY),
            ("the Holy See", "Vatican", Kind.COUNTRY),
            ("No. 10", "Downing Street", Kind.ORGANIZATION),
            ("Elysee Palace", "Élysée", Kind.ORGANIZATION),
            ("Cheong Wa Dae", "Blue House", Kind.ORGANIZATION),
            ("UN nuclear watchdog", "International Atomic Energy Agency", Kind.ORGANIZATION),
            ("dpa", "Deutsche Presse-Agentur", Kind.MEDIA),
            ("SCMP", "South China Morning Post", Kind.MEDIA),
        ],
    )
    def test_a_name_leads_to_its_entry(self, words: str, name: str, kind: Kind) -> None:
        entry = authority().find(words)
        assert entry is not None
        assert (entry.name, entry.kind) == (name, kind)

    @pytest.mark.parametrize(
        "words",
        [
            *("who", "Who", "us", "Us", "un", "Un", "ap", "fed", "the fed", "turkey", "china", "bild", "Ice", "Sec"),
            *(
                "Chad",
                "Jordan",
                "Georgia",
                "the North",
                "the South",
                "North",
                "South",
                "Congo",
                "Wales",
                "state media",
            ),
            *(
                "Time",
                "the Sun",
                "the Hill",
                "Dawn",
                "the Independent",
                "Forbes",
                "Sputnik",
                "CNA",
                "PTI",
                "AAP",
                "KMA",
            ),
            *("Washington", "Paris", "Brussels", "the Hague", "Congress", "Parliament", "the Supreme Court", ""),
        ],
    )
    def test_a_word_that_others_have_too_is_no_name(self, words: str) -> None:
        assert named(words) is None

    @pytest.mark.parametrize(
        ("words", "name"),
        [
            *(("Seoul", "South Korea"), ("South Korean", "South Korea"), ("Republic of Korea", "South Korea")),
            *(("Kinshasa", "DR Congo"), ("Brazzaville", "Republic of the Congo"), ("Kiev", "Ukraine")),
            *(
                ("Nigerien", "Niger"),
                ("Nigerian", "Nigeria"),
                ("U.S.", "United States"),
                ("Washington", "United States"),
            ),
            *(("Scottish", "Scotland"), ("Kosovar", "Kosovo"), ("Palestinian", "Palestine"), ("Nuuk", "Greenland")),
        ],
    )
    def test_a_country_is_known_by_its_capital_and_demonym(self, words: str, name: str) -> None:
        assert country(words) == name

    @pytest.mark.parametrize(
        "words", ["KCNA", "polish", "us", "Victoria", "Kingston", "Hamilton", "Congolese", "Georgia"]
    )
    def test_other_words_are_no_country(self, words: str) -> None:
        assert country(words) is None

    def test_demonyms_are_told_from_names(self) -> None:
        assert authority().is_demonym("North Korean")
        assert authority().is_demonym("U.S.")
        assert not authority().is_demonym("Pyongyang")
        assert not authority().is_demonym("us")

    def test_every_country_of_iso_3166_is_there_by_its_code_and_name(self) -> None:
        codes = {str(code): entry for entry, code in SCHEME.subject_objects(SKOS.notation)}
        assert len(codes) == len(list(SCHEME.subject_objects(SKOS.notation)))
        assert codes.keys() == {known.alpha_2 for known in pycountry.countries}
        labels = {str(label) for label in SCHEME.objects(None, SKOS.prefLabel)}
        labels |= {str(label) for label in SCHEME.objects(None, SKOS.altLabel)}
        usual = {getattr(known, "common_name", known.name) for known in pycountry.countries}
        plain = {name.replace("é", "e") for name in labels} | labels
        missing = {name for name in usual - plain if "," not in name and "(" not in name}
        assert missing == {"Congo"}  # which is ambiguous

    def test_no_name_stands_for_two(self) -> None:
        labels = [SKOS.prefLabel, SKOS.altLabel, URIRef(KG + "capital"), URIRef(KG + "demonym")]
        ambiguous = set(SCHEME.subject_objects(URIRef(KG + "ambiguousName")))
        entries = defaultdict(set)
        for label in labels:
            for entry, name in SCHEME.subject_objects(label):
                if (entry, name) not in ambiguous:
                    entries[str(name).casefold().removeprefix("the ")].add(entry)
        assert {name: found for name, found in entries.items() if len(found) > 1} == {}

    def test_no_domain_belongs_to_two(self) -> None:
        domains = list(SCHEME.objects(None, URIRef(KG + "domain")))
        assert len(domains) == len(set(domains))

    def test_what_is_related_is_there(self) -> None:
        assert all((other, SKOS.prefLabel, None) in SCHEME for other in SCHEME.objects(None, SKOS.related))

    def test_its_three_parts_are_sorted(self) -> None:
        parts = FILE.read_text(encoding="utf-8").split("\n# -- ")[1:]
        assert len(parts) == 3
        for part in parts:
            ids = re.findall(r"^:(\S+) a ", part, re.MULTILINE)
            assert [(a, b) for a, b in pairwise(ids) if a >= b] == []

    def test_its_words_are_trimmed(self) -> None:
        words = [str(word) for word in SCHEME.objects() if isinstance(word, Literal)]
        assert [word for word in words if word != " ".join(word.split()) or "’" in word] == []


class TestAmbiguousNames:
    @pytest.mark.parametrize(
        ("text", "words", "name"),
        [
            ("Jordanian officials met. Jordan agreed.", "Jordan", "Jordan"),
            ("Talks in Tbilisi. Georgia agreed.", "Georgia", "Georgia"),
            ("North Korea fired. The North agreed.", "the North", "North Korea"),
            ("The Democratic Republic of the Congo agreed. Congo said so.", "Congo", "DR Congo"),
            ("Talks in Brazzaville. Congo said so.", "Congo", "Republic of the Congo"),
            ("The New York Times has it. The Times says so.", "The Times", "The New York Times"),
            ("The paper reports it. The Times says so.", "The Times", "The Times"),
            ("The Australian Federal Police searched. AFP said so.", "AFP", "Australian Federal Police"),
            ("AFP said so.", "AFP", "Agence France-Presse"),
            ("KCNA reports it. In state media it is true.", "state media", "North Korean state media"),
        ],
    )
    def test_one_means_the_entry_that_the_article_shows(self, text: str, words: str, name: str) -> None:
        assert named(words, authority().as_used_in(text)) == name

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Jordan agreed.", "Jordan"),
            ("Jordan, a town near Ammanford, agreed.", "Jordan"),
            ("Georgia voted, and Georgians were glad.", "Georgia"),
            ("The North voted.", "the North"),
            ("Kinshasa and Brazzaville agreed. Congo said so.", "Congo"),
            ("IRNA reports it. In state media it is true.", "state media"),
        ],
    )
    def test_one_means_nothing_where_the_article_shows_none_or_two(self, text: str, words: str) -> None:
        assert named(words, authority().as_used_in(text)) is None

    def test_the_authority_itself_stays_as_it_was(self) -> None:
        authority().as_used_in("Amman is in Jordan.")
        assert named("Jordan") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad Smith said that it rained. Smith said that it stopped.", ["Chad Smith", "Chad Smith"]),
        (
            "Jordan Peterson said that it rained. Peterson said that it stopped.",
            ["Jordan Peterson", "Jordan Peterson"],
        ),
        ("Michael Jordan, a coach, said that it rained. Jordan said that it stopped.", ["Michael Jordan"] * 2),
        ("Denzel Washington said that it rained. Washington said that it stopped.", ["Denzel Washington"] * 2),
        ("Washington said that it rained.", ["United States"]),
        ("Chadian officials met. Chad said that it rained.", ["Chad"]),
        ("North Korea said that it rained. The North said that it stopped.", ["North Korea", "North Korea"]),
        (
            "The North Korean army met. “It rained,” the North’s defence ministry said.",
            ["North Korean defence ministry"],
        ),
        ("The singer told us that it rained.", [None]),
        ("The IAEA said that it rained.", ["International Atomic Energy Agency"]),
        ("The New York Times reported that it rained. The Times said that it stopped.", ["The New York Times"] * 2),
        ("The Scottish government said that it rained.", ["Scotland"]),
        ("Toyota said that it rained. Ford said that it stopped.", ["Toyota", "Ford Motor"]),
        ("They met Ada Ford of Toyota. Ford said that it stopped.", ["Ada Ford"]),
        ("The Houthi movement said that it rained.", ["Houthis"]),
        ("The Iran-backed Houthi movement said that it rained.", ["Houthis"]),
        ("The CPI(M) said that it rained.", ["Communist Party of India (Marxist)"]),
        (
            "It is hot in India. The Comptroller and Auditor General (CAG) said that it rained.",
            ["Comptroller and Auditor General of India"],
        ),
    ],
)
def test_articles_are_read_with_it(text: str, expected: list[str | None]) -> None:
    assert [name for name, _ in sources(text)] == expected


def test_a_name_alone_is_kept_as_written_and_of_no_known_kind() -> None:
    assert sources("Chad said that it rained.") == [("Chad", Kind.UNKNOWN)]
    assert sources("Talks went on in N’Djamena. Chad said that it rained.") == [("Chad", Kind.COUNTRY)]


def test_the_publisher_shows_whom_an_ambiguous_name_means() -> None:
    text = "Ada Lund told The Times that it rained. The Times said that it stopped."
    assert sources(text, publisher="Los Angeles Times")[-1][0] == "Los Angeles Times"
    assert sources(text)[-1][0] == "The Times"


class TestDomains:
    @pytest.mark.parametrize(
        ("domain", "name"),
        [
            ("reuters.com", "Reuters"),
            ("www.Reuters.com.", "Reuters"),
            ("edition.cnn.com", "CNN"),
            ("g1.globo.com", "TV Globo"),
            ("oglobo.globo.com", "O Globo"),
            ("timesofindia.indiatimes.com", "The Times of India"),
            ("thehill.com", "The Hill"),
        ],
    )
    def test_a_domain_and_those_below_it_tell_the_medium(self, domain: str, name: str) -> None:
        entry = authority().by_domain(domain)
        assert entry is not None
        assert entry.name == name

    @pytest.mark.parametrize(
        "domain", ["notreuters.com", "reuters.com.example", "com", "indiatimes.com", "sky.com", ""]
    )
    def test_others_are_nobodys(self, domain: str) -> None:
        assert authority().by_domain(domain) is None


class TestUsersFiles:
    def test_entries_are_added(self, tmp_path: Path) -> None:
        known = with_file(
            tmp_path,
            ':board a schema:Organization ; skos:prefLabel "Lund Harbour Board"@en ; skos:altLabel "LHB" ;',
            '    kg:noun "board" ; kg:domain "harbour.example" ; kg:ambiguousName "the Harbour" .',
            ':berg a <http://schema.org/Person> ; skos:prefLabel "Ada Berg"@en , "아다 베리"@ko ;',
            '    skos:altLabel "Ada B." .',
            ':lund a schema:Country ; skos:prefLabel "Lund" ; kg:capital "Old Lund" ; kg:demonym "Lundish" .',
        )
        text = "LHB said that it rained. The board said that it stopped. Old Lund said that it was dry."
        assert sources(text, known) == [
            ("Lund Harbour Board", Kind.ORGANIZATION),
            ("Lund Harbour Board", Kind.ORGANIZATION),
            ("Lund", Kind.COUNTRY),
        ]
        assert (named("아다 베리", known), named("Ada B.", known)) == ("Ada Berg", "Ada Berg")
        assert named("the Harbour", known) is None
        assert named("the Harbour", known.as_used_in("The LHB met at the Harbour.")) == "Lund Harbour Board"
        board = known.by_domain("www.harbour.example")
        assert board is not None
        assert board.name == "Lund Harbour Board"
        assert named("Reuters", known) == "Reuters"
        assert named("Lund Harbour Board") is None

    def test_names_are_added_to_an_entry_of_ours(self, tmp_path: Path) -> None:
        known = with_file(tmp_path, 'known:reuters skos:altLabel "Rtrs" ; kg:noun "wire" .')
        entry = known.find("Rtrs")
        assert entry is not None
        assert (entry.name, entry.kind) == ("Reuters", Kind.MEDIA)
        assert {"wire", "agency"} <= entry.nouns
        assert known.by_domain("reuters.com") == entry

    def test_an_entry_of_ours_may_appear_under_another_name(self, tmp_path: Path) -> None:
        known = with_file(tmp_path, 'known:turkey skos:prefLabel "Türkiye" .')
        assert {named(words, known) for words in ("Turkey", "Türkiye", "Turkiye")} == {"Türkiye"}
        assert country("Ankara", known) == "Türkiye"

    def test_a_name_that_both_claim_is_the_users(self, tmp_path: Path) -> None:
        known = with_file(
            tmp_path,
            ':times a schema:NewsMediaOrganization ; skos:prefLabel "The Lund Times" ; skos:altLabel "The Times" .',
            ':jordan a schema:Person ; skos:prefLabel "Mia Jordan" ; skos:altLabel "Jordan" .',
        )
        used = known.as_used_in("The New York Times writes from Amman that The Times and Jordan met.")
        assert (named("The Times", used), named("Jordan", used)) == ("The Lund Times", "Mia Jordan")
        assert country("Jordanian", used) == "Jordan"
        times = known.find("Times of London")
        assert times is not None
        assert times.name == "The Times"

    def test_of_two_files_the_last_has_a_name(self, tmp_path: Path) -> None:
        paths = [tmp_path / "a.ttl", tmp_path / "b.ttl"]
        for path in paths:
            line = f':{path.stem} a schema:Person ; skos:prefLabel "{path.stem}" ; skos:altLabel "Zed" .'
            path.write_text(PREFIXES + line, encoding="utf-8")
        assert (named("Zed", authority(paths)), named("Zed", authority(paths[::-1]))) == ("b", "a")

    def test_a_file_may_describe_itself_and_hold_other_terms(self, tmp_path: Path) -> None:
        known = with_file(
            tmp_path,
            ': a skos:ConceptScheme ; skos:prefLabel "Mine" .',
            ':b a skos:Concept, schema:Person ; skos:prefLabel "Ada Berg" ; skos:note "n" ; schema:jobTitle "mayor" .',
        )
        assert (named("Ada Berg", known), named("Mine", known)) == ("Ada Berg", None)

    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            (':a skos:prefLabel "A', "line 7"),
            (':a a schema:Person ; skos:altLabel "A" .', "line 7: .*names/a> has no skos:prefLabel"),
            (':a skos:prefLabel "A" .', "line 7: .*names/a> needs one type.*schema:Person"),
            (':a a schema:Place ; skos:prefLabel "A" .', "line 7: .*needs one type, and has 0"),
            (':a a schema:Person, schema:Country ; skos:prefLabel "A" .', "line 7: .*needs one type, and has 2"),
            (':a a schema:Person ; skos:prefLabel "A"@en, "B"@en .', "line 7: A and B are both skos:prefLabel @en"),
            (
                ':a a schema:Person ; skos:prefLabel "A" ; kg:captial "B" .',
                "line 7: kg:captial is no term.*kg:capital",
            ),
            (':a a schema:Person ; skos:prefLabel "A" ; skos:altlabel "B" .', "line 7: skos:altlabel is no term"),
            (
                ':a a schema:Person ; skos:prefLabel "A" ; kg:capital "B" .',
                "line 7: A has a kg:capital.*no schema:Country",
            ),
            (
                ':a a schema:Person ; skos:prefLabel "A" ; skos:altLabel :b .',
                "line 7: .*skos:altLabel .*quotation marks",
            ),
            (':a a schema:Person ; skos:prefLabel " " .', "line 7: .*skos:prefLabel .*quotation marks"),
            (
                ':a a schema:Person ; skos:prefLabel "A" ; kg:domain "https://a.example/" .',
                "line 7: kg:domain 'https",
            ),
            ('[] a schema:Person ; skos:prefLabel "A" .', "not a blank node"),
            (
                ':a a schema:Person ; skos:prefLabel "Z" .\n:b a schema:Person ; skos:prefLabel "the z" .',
                "line 8: 'the z' is a name of <https://example.org/names/a> too",
            ),
        ],
    )
    def test_a_mistake_is_told_with_its_file_and_line(self, line: str, problem: str, tmp_path: Path) -> None:
        with pytest.raises(AuthorityError, match=f"names.ttl.*{problem}"):
            with_file(tmp_path, line)

    def test_what_is_no_file_or_no_text_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(AuthorityError, match=r"nowhere.ttl: .*No such file"):
            authority([tmp_path / "nowhere.ttl"])
        with pytest.raises(AuthorityError, match="can't be read: Is a directory"):
            authority([tmp_path])
        (tmp_path / "picture.ttl").write_bytes(b"\x89PNG\xff")
        with pytest.raises(AuthorityError, match=r"picture.ttl: .*no Turtle"):
            authority([tmp_path / "picture.ttl"])

    def test_the_environment_names_files(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("KG_AUTHORITY", "one.ttl:two.ttl:")
        assert Settings.from_environment().authority == (Path("one.ttl"), Path("two.ttl"))
        monkeypatch.delenv("KG_AUTHORITY")
        assert Settings.from_environment().authority == ()

    def test_what_is_added_in_python_is_read_with_them(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with_file(tmp_path, ':lund a schema:Country ; skos:prefLabel "Lund" ; kg:capital "Old Lund" .')
        article = tmp_path / "article.txt"
        article.write_text("Old Lund said that it rained.\n", encoding="utf-8")
        monkeypatch.setenv("KG_AUTHORITY", str(tmp_path / "names.ttl"))
        with kg.open(tmp_path / "store") as graph:
            graph.add(article)
            assert [row.source.name for row in graph.sources().rows] == ["Lund"]
        monkeypatch.setenv("KG_AUTHORITY", str(tmp_path / "none.ttl"))
        with kg.open(tmp_path / "store") as graph, pytest.raises(AuthorityError, match=r"none.ttl"):
            graph.add(article)

    def test_the_example_of_the_readme_works(self, tmp_path: Path) -> None:
        readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
        [example] = re.findall(r"```turtle\n(.*?)```", readme, re.DOTALL)
        path = tmp_path / "names.ttl"
        path.write_text(example, encoding="utf-8")
        known = authority([path])
        assert named("LHB", known) == "Lund Harbour Board"
        assert named("Ada B.", known) == "Ada Berg"
        assert named("Reuters News Agency", known) == "Reuters"

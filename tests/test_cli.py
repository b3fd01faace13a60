"""The command `kg`, run as people run it: in a process of its own."""

import csv
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import kg
from kg import facade
from kg.cli import main
from kg.errors import InputError, RdfError
from kg.model import Run
from tests.conftest import ARTICLES

TEXT = "Rain over Lund\n\nThe Lake Institute (LI) said on Sunday that it rained.\n"


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "COLUMNS": "160", **environment},
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path, article: Path) -> Path:
    folder = tmp_path / "store"
    assert (
        run("add", article, "--store", folder, "--publisher", "The Daily", "--published", "2024-05-15").returncode == 0
    )
    return folder


@pytest.mark.parametrize(
    "command",
    [
        "add",
        "extract",
        "statements",
        "sources",
        "source",
        "judge",
        "network",
        "query",
        "export",
        "import",
        "verify",
        "stats",
        "serve",
        "evaluate",
    ],
)
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert "Example: kg" in done.stdout


def test_extract_prints_the_agreed_form(article: Path) -> None:
    done = run("extract", article, "--published", "2024-05-15", "--publisher", "The Daily", "--format", "json")
    found = json.loads(done.stdout)
    assert set(found) == {"document", "statements"}
    document = found["document"]
    assert document["text"] == TEXT
    assert (document["published"], document["published_basis"], document["title"]) == (
        "2024-05-15",
        "given",
        "Rain over Lund",
    )
    [statement] = found["statements"]
    assert statement["source"]["name"] == "Lake Institute"
    assert statement["said_on"] == {"text": "on Sunday", "start": "2024-05-12", "end": "2024-05-12"}
    assert statement["chain"] == ["The Daily", "Lake Institute"]
    for role in ("source", "cue", "content"):
        [[start, end]] = statement[role]["spans"]
        assert TEXT[start:end] == statement[role]["text"]


def test_extract_reads_standard_input_and_says_when_days_stay_open() -> None:
    done = run("extract", "-", stdin=TEXT.encode())
    assert "Lake Institute" in done.stdout
    assert "give --published" in done.stderr


def test_add_says_what_it_did_and_the_second_time_that_nothing_changed(article: Path, store: Path) -> None:
    done = run("add", article, "--store", store, "--publisher", "The Daily", "--published", "2024-05-15")
    assert done.returncode == 0
    assert f"unchanged: {article}, 1 statement\n" in done.stderr


def test_statements_and_sources_as_table_json_and_csv(store: Path) -> None:
    table = run("statements", "--source", "LI", KG_STORE=str(store))
    assert "Lake Institute" in table.stdout
    assert "2024-05-12" in table.stdout
    [row] = json.loads(run("statements", "--about", "rain", "--store", store, "--format", "json").stdout)
    assert row["document"]["publisher"] == "The Daily"
    [listed] = list(csv.DictReader(io.StringIO(run("sources", "--store", store, "--format", "csv").stdout)))[:1]
    assert (listed["Source"], listed["Also called"]) == ("Lake Institute", "LI")
    none = run("statements", "--about", "snow", "--store", store)
    assert (none.returncode, "No statements fit." in none.stderr) == (0, True)


def test_export_and_import_make_an_equal_store(store: Path, tmp_path: Path) -> None:
    for name in ("all.trig", "all.nq", "all.jsonld"):
        file, copy = tmp_path / name, tmp_path / f"copy-{name}"
        assert run("export", "--store", store, "--output", file).returncode == 0
        assert run("import", file, "--store", copy).returncode == 0
        with kg.open(store, read_only=True) as one, kg.open(copy, read_only=True) as other:
            assert set(one.store.quads()) == set(other.store.quads())
    assert "@prefix" in run("export", "--store", store, "--format", "turtle").stdout
    assert "rdf:RDF" in run("export", "--store", store, "--format", "xml").stdout


def test_query_answers_and_refuses(store: Path) -> None:
    asked = "SELECT ?name WHERE { GRAPH ?g { ?s kg:cue ?name } }"
    assert json.loads(run("query", asked, "--store", store, "--format", "json").stdout) == [{"name": "said"}]
    table = run("query", "SELECT ?act WHERE { GRAPH ?g { ?s kg:act ?act } }", "--store", store)
    assert "kg:Assert" in table.stdout
    assert run("query", "ASK { GRAPH ?g { ?s a kg:Statement } }", "--store", store).stdout == "yes\n"
    done = run("query", "DROP ALL", "--store", store)
    assert done.returncode == 6
    done = run("query", "-", "--store", store, stdin=b"DELETE WHERE { ?s ?p ?o }")
    assert (done.returncode, "not allowed" in done.stderr) == (6, True)


def test_query_that_runs_away_is_stopped(store: Path) -> None:
    everything = " ".join(f"GRAPH ?g{n} {{ ?s{n} ?p{n} ?o{n} }}" for n in range(6))
    done = run("query", f"SELECT (COUNT(*) AS ?n) {{ {everything} }}", "--store", store, "--timeout", "0.5")
    assert (done.returncode, done.stdout) == (6, "")
    assert "longer than 0.5 seconds" in done.stderr
    assert done.stderr.count("\n") == 1


def test_network_writes_a_page_and_lists_relays(store: Path, tmp_path: Path) -> None:
    page = tmp_path / "network.html"
    assert run("network", "--store", store, "--html", page).returncode == 0
    assert "Lake Institute" in page.read_text(encoding="utf-8")
    assert "The Daily" in run("network", "--store", store).stdout


def test_verify_and_stats(store: Path) -> None:
    assert run("verify", "--store", store).returncode == 0
    assert json.loads(run("stats", "--store", store, "--format", "json").stdout)["statements"] == 1


BAD = {
    "empty": (b"", "holds no words"),
    "binary": (b"\x7fELF\0\0\0\1", "no text"),
    "latin-1": ("Il a plu à Besançon, a dit le maire.".encode("latin-1"), "not UTF-8"),
    "utf-16": ("It rained, she said.".encode("utf-16"), "UTF-16"),
    "20 MB": (b"It rained, she said.\n" * 1_000_000, "bytes"),
    "one line of 2 MB": (b"It rained, she said. " * 100_000, "a line of"),
}


@pytest.mark.parametrize(("data", "words"), BAD.values(), ids=BAD)
def test_a_bad_article_is_named_and_the_store_stays_as_it_was(
    data: bytes, words: str, store: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)
    with kg.open(store, read_only=True) as graph:
        before = set(graph.store.quads())
    done = run("add", bad, "--store", store)
    assert done.returncode == 3
    assert "bad.txt" in done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    with kg.open(store, read_only=True) as graph:
        assert set(graph.store.quads()) == before


def test_a_bad_article_among_good_ones_does_not_stop_them(article: Path, tmp_path: Path) -> None:
    done = run("add", tmp_path / "none.txt", article, tmp_path / "a.pdf", "--store", tmp_path / "new")
    assert done.returncode == 3
    assert "1 article with 1 statement read into" in done.stderr
    assert "2 failed" in done.stderr


def test_an_article_in_another_language_is_said_to_be_unread(tmp_path: Path) -> None:
    german = (
        "Der Hafen bleibt geschlossen, sagte die Bürgermeisterin am Montag. Niemand weiß, wie lange das dauern wird."
    )
    (tmp_path / "a.txt").write_text(f"{german}\n", encoding="utf-8")
    done = run("add", tmp_path / "a.txt", "--store", tmp_path / "new")
    assert "0 statements: only English is read, this is 'de'" in done.stderr


def test_nothing_that_can_be_read_makes_no_store(tmp_path: Path) -> None:
    done = run("add", tmp_path / "none.txt", "--store", tmp_path / "new")
    assert (done.returncode, (tmp_path / "new").exists()) == (3, False)


def test_front_matter_that_is_refused_does_not_stop_a_batch(article: Path, tmp_path: Path) -> None:
    for name, line in {"a.md": 'title: "\\ud800"', "b.md": 'title: "\\0"', "c.md": "published: 2024-99-99"}.items():
        (tmp_path / name).write_text(f"---\n{line}\n---\n\nIt rained, she said.\n", encoding="utf-8")
    done = run("add", tmp_path, "--store", tmp_path / "new")
    assert done.returncode == 3
    assert "1 article with 1 statement" in done.stderr
    assert "3 failed" in done.stderr
    assert all(f"failed: {tmp_path / name}: " in done.stderr for name in ("a.md", "b.md", "c.md"))


@pytest.mark.parametrize("every", [True, False])
def test_what_the_store_refuses_is_named_and_leaves_no_new_store(
    every: bool, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What RDF can't hold is refused on the way in; here an article comes that far."""
    bad = tmp_path / "bad.txt"
    bad.write_text("Bad\n\nIt rained, she said.\n", encoding="utf-8")
    stored = facade.Graph.put

    def put(graph: facade.Graph, found: Run) -> facade.Added:
        if every or found.document.metadata.title == "Bad":
            raise RdfError("half of a surrogate pair")
        return stored(graph, found)

    monkeypatch.setattr(facade.Graph, "put", put)
    monkeypatch.setattr(sys, "argv", ["kg", "add", str(bad), str(article), "--store", str(tmp_path / "new")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
    assert f"failed: {bad}: half of a surrogate pair" in capsys.readouterr().err
    assert (tmp_path / "new").exists() is not every


def test_an_import_that_fails_leaves_no_new_store(store: Path, tmp_path: Path) -> None:
    garbage, foreign = tmp_path / "garbage.nq", tmp_path / "foreign.nq"
    garbage.write_text("garbage", encoding="utf-8")
    foreign.write_text('<urn:x> <urn:y> "z" <https://w3id.org/whosaid/id/graph/foo> .\n', encoding="utf-8")
    for file, words in ((garbage, "this is no nquads"), (foreign, "is no graph of this program")):
        done = run("import", file, "--store", tmp_path / "new")
        assert (done.returncode, words in done.stderr, (tmp_path / "new").exists()) == (5, True, False)
        assert run("import", file, "--store", store).returncode == 5
    assert run("verify", "--store", store).returncode == 0


@pytest.mark.parametrize("arguments", [["export"], ["statements"], ["stats", "--format", "json"]], ids=str)
def test_output_that_cannot_be_written_is_told(arguments: list[str], store: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "kg", *arguments, "--store", str(store)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert (done.returncode, done.stderr) == (1, "kg: the output can't be written: No space left on device\n")


def test_export_says_what_it_wrote_and_asks_for_a_format_that_no_name_tells(store: Path, tmp_path: Path) -> None:
    done = run("export", "--store", store, "--output", tmp_path / "all.nq")
    assert f"wrote {tmp_path / 'all.nq'}: {(tmp_path / 'all.nq').stat().st_size:,} bytes of nquads" in done.stderr
    done = run("export", "--store", store, "--output", tmp_path / "all.xyz")
    assert (done.returncode, "give --format" in done.stderr, (tmp_path / "all.xyz").exists()) == (3, True, False)
    assert run("export", "--store", store, "--output", tmp_path / "all.xyz", "--format", "trig").returncode == 0


def test_numbers_that_no_list_has_and_words_that_are_none_are_refused(store: Path) -> None:
    for option in ("--limit", "--offset"):
        done = run("statements", option, "9" * 20, "--store", store)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    done = run("statements", "--source", "\udcff", "--store", store)
    assert (done.returncode, "is no text in UTF-8" in done.stderr) == (3, True)


def test_a_pipe_gets_what_is_exported(store: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.nq"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as thread:
        read = thread.submit(pipe.read_bytes)
        assert run("export", "--store", store, "--output", pipe).returncode == 0
        assert b"articleBody" in read.result()
    assert not pipe.is_file()


def test_queries_that_find_nothing_are_helped(store: Path) -> None:
    done = run("query", "nofile.rq", "--store", store)
    assert (done.returncode, "there is no file nofile.rq" in done.stderr) == (7, True)
    for asked in ("SELECT * { ?s ?p ?o }", "ASK { ?s ?p ?o }"):
        assert "write GRAPH ?g" in run("query", asked, "--store", store).stderr
    assert run("query", "SELECT * { GRAPH ?g { ?s kg:none ?o } }", "--store", store).stderr == ""
    assert run("query", "DESCRIBE " + "<http://x.example/a.b> " * 300, "--store", store).returncode == 0


def test_words_without_letters_are_refused(store: Path) -> None:
    done = run("statements", "--about", '"', "--store", store)
    assert (done.returncode, "no letters or digits" in done.stderr) == (6, True)


def test_the_table_tells_days_of_publication_from_days_of_saying(tmp_path: Path) -> None:
    text = "The ministry said that it rained. The ministry said on Sunday that it snowed."
    done = run("extract", "-", "--published", "2024-05-15", stdin=text.encode())
    assert "pub. 2024-05-15 " in done.stdout
    assert "\n2024-05-12 " in done.stdout
    assert "pub." in run("statements", "--help").stdout
    header = "Day,Who,Act,What,Through,status,status_reason,status_judgement\n"
    assert run("extract", "-", "--format", "csv", stdin=text.encode()).stdout.startswith(header)


def test_evaluate_counts_traps_in_whole_numbers() -> None:
    gold = Path(__file__).parent / "gold"
    assert isinstance(json.loads(run("evaluate", gold, "--format", "json").stdout)["on furniture or traps"], int)
    assert re.search(r"on furniture or traps +\d+ *\n", run("evaluate", gold).stdout)


def test_names_of_ones_own_are_known(tmp_path: Path) -> None:
    names, article, wrong = tmp_path / "names.ttl", tmp_path / "article.txt", tmp_path / "wrong.ttl"
    article.write_text("LHB said that it rained.\n", encoding="utf-8")
    entry = (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://a.example/lhb> a <https://schema.org/Organization> ;\n"
        '  skos:prefLabel "Lund Harbour Board" ; skos:altLabel "LHB" .\n'
    )
    names.write_text(entry, encoding="utf-8")
    wrong.write_text(entry.replace("prefLabel", "perfLabel"), encoding="utf-8")
    for done in (
        run("extract", article, "--authority", names),
        run("extract", article, KG_AUTHORITY=f"{names}{os.pathsep}{names}"),
        run("extract", article, "--authority", names, KG_AUTHORITY=str(wrong)),
    ):
        assert "Lund Harbour Board" in done.stdout
    assert "Lund Harbour Board" not in run("extract", article).stdout
    done = run("add", article, "--authority", names, "--authority", wrong, "--store", tmp_path / "new")
    assert done.returncode == InputError.exit_status
    assert f"{wrong}, line 2: skos:perfLabel is no term" in done.stderr
    assert not (tmp_path / "new").exists()


def test_serve_says_that_a_port_is_in_use_and_no_address(store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--store", store, "--port", str(port))
    assert (done.returncode, done.stderr) == (1, f"kg: port {port} is in use; try --port\n")


def test_serve_serves(store: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as served:
        assert served.stderr is not None
        address = re.search(r"http://[^ ]+/", served.stderr.readline())
        assert address is not None
        with urllib.request.urlopen(f"{address[0]}api/stats", timeout=30) as answer:  # noqa: S310 - our own address
            assert json.load(answer)["statements"] == 1
        served.send_signal(signal.SIGINT)
        assert served.wait(30) == 0


def test_what_the_readme_shows_works_on_the_demonstration(demonstration_store: Path, tmp_path: Path) -> None:
    root = Path(__file__).parent.parent
    shutil.copytree(demonstration_store, tmp_path / "demo" / "store")
    (tmp_path / "data").symlink_to(root / "data")
    _, every_day = (root / "README.md").read_text(encoding="utf-8").split("## Every day")
    shell, _, python = re.findall(r"```(?:sh|python)\n(.*?)```", every_day, re.DOTALL)[:3]
    (tmp_path / "kg").write_text(f'#!/bin/sh\nexec {sys.executable} -m kg "$@"\n', encoding="ascii")
    (tmp_path / "kg").chmod(0o755)
    found = {"PYTHONPATH": str(root), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    shell = re.sub("^kg serve.*", "", shell, flags=re.MULTILINE)
    for command in (["bash", "-euc", shell], [sys.executable, "-c", python]):
        done = subprocess.run(
            command, cwd=tmp_path, env={**os.environ, **found}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "No statements fit" not in done.stderr
    assert "← Kim Jong-un" in done.stdout or "← Korean Central News Agency" in done.stdout
    assert "Passage(" not in done.stdout


def test_stores_that_cannot_be_used_are_refused(article: Path, tmp_path: Path) -> None:
    done = run("statements", "--store", tmp_path / "none")
    assert (done.returncode, "kg add" in done.stderr) == (4, True)
    done = run("add", article, "--store", article)
    assert (done.returncode, "is a file" in done.stderr) == (4, True)
    other = tmp_path / "photos"
    other.mkdir()
    (other / "cat.jpg").write_bytes(b"cat")
    done = run("add", article, "--store", other)
    assert done.returncode == 4
    assert [p.name for p in other.iterdir()] == ["cat.jpg"]


def test_a_store_that_another_process_writes_to_is_refused(article: Path, store: Path) -> None:
    with kg.open(store):
        done = run("add", article, "--store", store)
        assert done.returncode == 4
        assert str(os.getpid()) in done.stderr
        assert run("statements", "--store", store).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export", "--output", "all.xyz", "--format", "xyz"), "xyz"),
        (("add", "--published", "Wednesday"), "no date"),
        (("add", "--url", "ftp://daily.example/"), "is no http or https address"),
        (("import", "-"), "--format"),
        (("statements", "--act", "sing"), "sing"),
        (("statements", "--since", "May"), "no date"),
    ],
)
def test_wrong_arguments_are_explained(arguments: tuple[str, ...], words: str, article: Path, store: Path) -> None:
    extra = [str(article)] if arguments[0] == "add" else []
    done = run(*arguments, *extra, "--store", store)
    assert done.returncode != 0
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_control_characters_of_an_article_do_not_reach_the_terminal(tmp_path: Path) -> None:
    text = "The ministry said that \x1b[31mit\x07 rained \u202e now." + " It rained." * 40
    done = run("extract", "-", stdin=text.encode())
    assert "it" in done.stdout
    assert not any(c in done.stdout for c in "\x1b\x07\u202e")


def test_help_and_lists_load_little() -> None:
    """What is slow to import is not imported where it is not needed."""
    code = (
        "import sys; sys.argv = ['kg', '--help']\n"
        "try:\n    import kg.cli; kg.cli.main()\nexcept SystemExit: pass\n"
        "heavy = {'rdflib', 'networkx', 'pyvis', 'fastapi', 'pyshacl', 'pyoxigraph', 'numpy'} & set(sys.modules)\n"
        "print('heavy:', sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("heavy: []\n")
    code = code.replace("'--help'", f"'statements', '--store', {str(ARTICLES)!r}").replace(", 'pyoxigraph'", "")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("heavy: []\n")

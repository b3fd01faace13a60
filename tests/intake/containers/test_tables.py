"""Rows of tables are articles, one after another, and each that is none says why and where."""

import codecs
import csv
import io
import json
from pathlib import Path

import pytest

from kg.errors import EmptyTextError, InputError, MetadataError, MissingInputError, NotTextError, TooLargeError
from kg.intake import items as kinds
from kg.intake.containers import tables
from kg.intake.items import Item
from kg.intake.mapping import FieldMapping
from tests.intake.containers.measuring import measured

TEXT = 'The mayor said: "We build."\n\nNobody, she said, objects.'


def table(rows: list[list[str]], *, separator: str = ",", ends: str = "\n") -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=separator, lineterminator=ends).writerows(rows)
    return made.getvalue().encode()


def read(
    data: bytes, media_type: str = kinds.CSV, mapping: FieldMapping | None = None, charset: str | None = None
) -> tuple[list[Item], list[str]]:
    item = Item(origin="rows", data=data, media_type=media_type, charset=charset)
    found = list(tables.items(item, mapping))
    return [each for each in found if isinstance(each, Item)], [
        str(each) for each in found if isinstance(each, InputError)
    ]


def lines(*values: object) -> bytes:
    return "".join(f"{json.dumps(value)}\n" for value in values).encode()


def test_each_line_of_json_is_an_article() -> None:
    data = lines({"body": TEXT, "headline": "Dam", "date": "2024-05-15"}, {"text": "It rained.", "extra": [1]})
    found, errors = read(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n\r\n"), kinds.JSON_LINES)
    assert [(each.origin, each.data.decode(), each.known.title) for each in found] == [
        ("rows:1", TEXT, "Dam"),
        ("rows:3", "It rained.", None),
    ]
    assert errors == []


def test_a_line_that_is_no_object_is_named_and_the_others_go_on() -> None:
    deep = b"[" * 100_000 + b"\n"
    broken = [
        b"{'text': 1}\n",
        b"[1]\n",
        b"7\n",
        b'{"title": "x"}\n',
        deep,
        b'{"text": "a\xff"}\n',
        b'{"text": "\\ud800"}\n',
    ]
    broken.append(b'{"text": "x", "date": "soon"}\n')
    broken.append(b'{"text": ' + b"9" * 5_000 + b"}\n")
    found, errors = read(b"".join(broken) + lines({"text": "It rained."}), kinds.JSON_LINES)
    assert [each.origin for each in found] == ["rows:10"]
    assert [each.split(" ")[0].rstrip(":") for each in errors] == [f"rows:{number}" for number in range(1, 10)]
    assert "'title'" in errors[3]
    assert "nested too deep" in errors[4]
    assert "is not UTF-8" in errors[5]
    assert "'soon' is no date" in errors[7]


def test_a_line_beyond_the_limit_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_RECORD", 100)
    data = lines({"text": "x" * 100_000}) + lines({"text": "It rained."})
    found, errors = read(data, kinds.JSON_LINES)
    assert [each.origin for each in found] == ["rows:2"]
    assert errors[0].startswith("rows:1 has more than 100 characters")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_separates_columns_is_found_out(separator: str, ends: str) -> None:
    rows = [
        ["id", "headline", "body", "outlet"],
        ["1", "Dam; water, all", TEXT, "The Lake\tChronicle"],
        ["2", "", "b", ""],
    ]
    found, errors = read(table(rows, separator=separator, ends=ends))
    assert errors == []
    assert [(each.origin, each.data.decode(), each.known.title, each.known.publisher) for each in found] == [
        ("rows:2", TEXT, "Dam; water, all", "The Lake Chronicle"),
        ("rows:5", "b", None, None),
    ]


def test_a_header_counts_by_the_columns_that_are_known() -> None:
    found, _ = read(b"text;a,b,c,d\nIt rained, she said;x\n")
    assert found[0].data == b"It rained, she said"
    assert read(b"SEP=;\r\ntext;title\r\nIt rained;Rain\r\n")[0][0].origin == "rows:3"


def test_tab_separated_values_without_quoting_keep_their_quotation_marks() -> None:
    data = b'title\ttext\nRain\t"It rained," she said\nDam\tThe "dam"\n'
    found, errors = read(data, kinds.TSV)
    assert [each.data.decode() for each in found] == ['"It rained," she said', 'The "dam"']
    assert errors == []
    assert read(table([["title", "text"], ["Rain", TEXT]], separator="\t"), kinds.TSV)[0][0].data.decode() == TEXT


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    found, _ = read("text,title\nÆrø rained,Ærø\n".encode(encoding))
    assert (found[0].data.decode(), found[0].known.title) == ("Ærø rained", "Ærø")


def test_the_sender_tells_the_encoding() -> None:
    data = "text,title\nÆrø – rained,Ærø\n".encode("cp1252")
    assert read(data, charset="windows-1252")[0][0].data.decode() == "Ærø – rained"
    assert "rows:2 is not UTF-8" in read(data)[1][0]
    for charset in ("punycode", "no-such", "hex", "", "utf-8"):
        assert "rows:2 is not UTF-8" in read(data, charset=charset)[1][0]
    with pytest.raises(NotTextError, match="not utf-16"):
        read(codecs.BOM_UTF16_LE + "text\nx\n".encode("utf-16-le") + b"\x00\xd8")


def test_a_table_without_text_says_which_columns_it_has() -> None:
    with pytest.raises(MetadataError, match=r"^rows has no column that is known to hold the text; .*'id', 'story'"):
        read(b"id,story\n1,x\n")
    assert read(b"id,story\n1,x\n", mapping=FieldMapping(text="story"))[0][0].data == b"x"
    with pytest.raises(MetadataError, match=r"^rows has no column 'head' for title; it has 'text', 'story'"):
        read(b"text,story\n1,x\n", mapping=FieldMapping(title="head"))
    with pytest.raises(MetadataError, match="column 'text' twice"):
        read(b"text,text\na,b\n")
    for empty in (b"", b"\n\n", b"text,title\n", b"text,title\n,\n"):
        with pytest.raises(EmptyTextError, match=r"^rows holds no rows"):
            read(empty)


def test_rows_of_another_length_are_named_and_the_others_go_on() -> None:
    found, errors = read(b"title,text\nRain,It rained\n\nDam,We build, she said\nShort\nAll,It is done,,\n")
    assert [each.origin for each in found] == ["rows:2", "rows:6"]
    assert errors[0].startswith("rows:4 has 3 values for 2 columns.")
    assert errors[1].startswith("rows:5 has 1 values for 2 columns.")


def test_words_are_never_changed_where_quotation_marks_are_wrong() -> None:
    found, errors = read(b'title,text\nRain,"It rained," she said\nDam,We build\n')
    assert [each.data for each in found] == [b"We build"]
    assert errors[0].startswith("rows:2 is no row: ")


def test_a_quotation_mark_that_is_never_closed_ends_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'title,text\nRain,It rained\nDam,"We build\n' + b"All,It is done\n" * 10
    found, errors = read(data)
    assert [each.origin for each in found] == ["rows:2"]
    assert [each.split(". ")[0] for each in errors] == ["rows:3 is no row: unexpected end of data"]
    assert errors[0].endswith("What follows was not read.")
    monkeypatch.setattr(tables, "LONGEST_RECORD", 100)
    assert read(data)[1][0].startswith("rows:3 has more than 100 characters")


def test_a_value_longer_than_the_csv_module_allows_is_read() -> None:
    text = "It rained. " * 50_000
    assert read(table([["text"], [text]]))[0][0].data.decode() == text


def test_a_file_is_read_as_bytes_are(tmp_path: Path) -> None:
    for name, data in (
        ("a.csv", table([["text"], [TEXT]])),
        ("b.tsv", table([["text", "id"], [TEXT, "1"]], separator="\t")),
        ("c.jsonl", lines({"text": TEXT})),
        ("d.ndjson", lines({"text": TEXT})),
    ):
        (tmp_path / name).write_bytes(data)
        found = list(tables.items_of_file(tmp_path / name))
        assert isinstance(found[0], Item)
        assert found[0].data.decode() == TEXT
        assert found[0].origin.startswith(f"{tmp_path / name}:")
    with pytest.raises(MissingInputError):
        list(tables.items_of_file(tmp_path / "none.csv"))


@pytest.mark.parametrize("name", ["big.csv", "big.jsonl"])
def test_a_large_table_takes_little_memory(tmp_path: Path, name: str) -> None:
    text = "It rained over Norrvik. " * 4_000
    row = lines({"text": text}) if name.endswith("jsonl") else table([[text]])
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(b"" if name.endswith("jsonl") else b"text\n")
        for _ in range(1_000):
            file.write(row)
    done = measured(f"tables.items_of_file(Path({str(path)!r}))")
    assert (done.items, done.errors) == (1_000, 0)
    assert done.memory < 120_000_000


@pytest.mark.parametrize(("name", "start"), [("one.jsonl", b'{"text": "'), ("one.csv", b'text\n"')])
def test_a_line_of_gigabytes_is_not_loaded(tmp_path: Path, name: str, start: bytes) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(start)
        file.seek(300_000_000)
        file.write(b'"\n')
    done = measured(f"tables.items_of_file(Path({str(path)!r}))")
    assert (done.items, done.errors) == (0, 1)
    assert done.is_bounded


def test_a_line_of_many_objects_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"a":[' + b'{"":0},' * 2_700_000 + b"0]}\n" + lines({"text": TEXT}))
    done = measured(f"tables.items_of_file(Path({str(path)!r}))")
    assert (done.items, done.errors) == (1, 1)
    assert done.is_bounded


def test_a_row_of_separators_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(b"text,title\n" + b"," * 19_000_000 + b"x\nIt rained,Rain\n")
    done = measured(f"tables.items_of_file(Path({str(path)!r}))")
    assert (done.items, done.errors) == (1, 1)
    assert done.is_bounded


def test_a_file_is_closed_where_nobody_reads_on(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(table([["text"], *([[TEXT]] * 1_000)]))
    before = len(list(Path("/proc/self/fd").iterdir()))
    found = tables.items_of_file(path)
    next(found)
    assert len(list(Path("/proc/self/fd").iterdir())) == before + 1
    del found
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_header_that_is_never_closed_is_refused() -> None:
    with pytest.raises(TooLargeError, match="characters in one record"):
        read(b'"' + b"x" * 21_000_000)

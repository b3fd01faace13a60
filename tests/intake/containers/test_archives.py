"""What is in a zip archive comes out of it, whatever was done to the archive."""

import io
import os
import stat
import struct
import time
import zipfile
from pathlib import Path

import pytest

from kg.errors import EmptyTextError, InputError, MissingInputError, TooLargeError, UnknownFormatError, UnreadableError
from kg.intake import items as kinds
from kg.intake.containers import archives, limits
from kg.intake.items import Item
from tests.intake.containers.measuring import measured

TEXT = b"Norrvik dam to be rebuilt\n\nThe dam will be rebuilt, the mayor said on Tuesday.\n"


def packed(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def item(data: bytes, origin: str = "press.zip") -> Item:
    return Item(origin=origin, data=data, media_type=kinds.ZIP)


def both(data: bytes) -> tuple[list[Item], list[InputError]]:
    found = list(archives.items(item(data)))
    return [each for each in found if isinstance(each, Item)], [each for each in found if isinstance(each, InputError)]


def test_members_come_out_with_their_names_and_kinds() -> None:
    found, errors = both(packed({"a.txt": TEXT, "days/b.html": b"<p>x</p>", "days/c.md": b"# C", "rows.csv": b"text"}))
    assert [(each.origin, each.media_type) for each in found] == [
        ("press.zip!a.txt", kinds.PLAIN),
        ("press.zip!days/b.html", kinds.HTML),
        ("press.zip!days/c.md", kinds.MARKDOWN),
        ("press.zip!rows.csv", kinds.CSV),
    ]
    assert found[0].data == TEXT
    assert errors == []


def test_what_is_clearly_no_article_is_passed_over_and_other_kinds_are_named() -> None:
    junk = ["p_files/a.PNG", "b.woff2", "c.css", "d.js", ".DS_Store", "__MACOSX/._a.txt", "days/._b.txt", "e.mp4"]
    found, errors = both(packed({**dict.fromkeys(junk, b"x"), "a.txt": TEXT, "budget.xlsx": b"PK", "folder/": b""}))
    assert [each.origin for each in found] == ["press.zip!a.txt"]
    assert [type(each) for each in errors] == [UnknownFormatError]
    assert str(errors[0]).startswith("press.zip!budget.xlsx ")


def test_an_archive_without_articles_says_so() -> None:
    for data in (packed({}), packed({"a.png": b"x"})):
        with pytest.raises(EmptyTextError, match=r"^press\.zip holds nothing"):
            list(archives.items(item(data)))


@pytest.mark.parametrize("data", [b"", b"no zip", packed({"a.txt": TEXT})[:-30], b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^press\.zip is no zip archive"):
        list(archives.items(item(data)))


def test_a_bad_checksum_is_said_and_the_others_go_on() -> None:
    data = packed({"a.txt": TEXT, "b.txt": TEXT, "c.txt": TEXT}, method=zipfile.ZIP_STORED)
    middle = data.index(b"b.txt") + len(b"b.txt") + 4
    found, errors = both(data[:middle] + b"#" + data[middle + 1 :])
    assert [each.origin for each in found] == ["press.zip!a.txt", "press.zip!c.txt"]
    assert [str(each).split(":")[0] for each in errors] == ["press.zip!b.txt is damaged"]


def test_an_encrypted_member_is_said_and_the_others_go_on() -> None:
    data = bytearray(packed({"a.txt": TEXT, "b.txt": TEXT}))
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + flags] |= 1
    found, errors = both(bytes(data))
    assert [each.origin for each in found] == ["press.zip!b.txt"]
    assert "press.zip!a.txt is encrypted" in str(errors[0])


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_other_methods_of_compression_are_said(method: int) -> None:
    found, errors = both(packed({"a.txt": TEXT}, method=method))
    assert found == []
    assert "is compressed by method" in str(errors[0])


def test_names_that_lead_out_of_a_folder_are_only_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    members = {"/etc/a.txt": TEXT, "../../b.txt": TEXT, "C:\\c.txt": TEXT, "d\x1b[2J\n.txt": TEXT}
    found, errors = both(packed(members))
    assert [each.origin for each in found] == [
        "press.zip!etc/a.txt",
        "press.zip!b.txt",
        "press.zip!c.txt",
        "press.zip!d\ufffd[2J\ufffd.txt",
    ]
    assert errors == []
    assert list(tmp_path.rglob("*")) == [folder]


def test_a_member_may_have_no_name() -> None:
    nameless = zipfile.ZipInfo("x")
    nameless.filename = ""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(nameless, TEXT)
    assert [each.origin for each in both(made.getvalue())[0]] == ["press.zip!"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_members_with_one_name_the_first_is_taken() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("a.txt", b"another")
        archive.writestr("../a.txt", b"a third")
    found, errors = both(made.getvalue())
    assert [each.data for each in found] == [TEXT]
    assert len(errors) == 2
    assert all("press.zip!a.txt stands in the archive more than once" in str(each) for each in errors)


def test_a_link_is_no_article() -> None:
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "is a link" in str(both(made.getvalue())[1][0])


def test_an_archive_in_an_archive_is_opened_and_a_third_is_not() -> None:
    third = packed({"c.txt": TEXT})
    second = packed({"b.txt": TEXT, "third.zip": third})
    found, errors = both(packed({"a.txt": TEXT, "second.zip": second, "broken.zip": b"PK", "d.txt": TEXT}))
    assert [each.origin for each in found] == ["press.zip!a.txt", "press.zip!second.zip!b.txt", "press.zip!d.txt"]
    assert [str(each).split(" ")[0] for each in errors] == ["press.zip!second.zip!third.zip", "press.zip!broken.zip"]
    assert isinstance(errors[0], TooLargeError)


def test_more_members_than_allowed_are_refused() -> None:
    data = packed({f"{number}.txt": b"x" for number in range(limits.MOST_MEMBERS + 1)}, method=zipfile.ZIP_STORED)
    with pytest.raises(TooLargeError, match="more than 10,000 files"):
        list(archives.items(item(data)))


def test_members_of_archives_within_count_as_members_of_the_whole() -> None:
    inner = packed({"a.txt": TEXT, "b.txt": TEXT})
    whole = io.BytesIO(packed({"1.zip": inner, "2.zip": inner}))
    found = list(archives._members(whole, "press.zip", archives._Budget(members=4), depth=1))
    assert [each.origin for each in found if isinstance(each, Item)] == [
        "press.zip!1.zip!a.txt",
        "press.zip!1.zip!b.txt",
    ]
    assert [str(each).split(" ")[0] for each in found if isinstance(each, InputError)] == ["press.zip!2.zip"]


def test_a_member_that_expands_too_far_is_said_and_the_others_go_on() -> None:
    found, errors = both(packed({"bomb.txt": bytes(15_000_000), "huge.txt": os.urandom(65_536) * 320, "a.txt": TEXT}))
    assert [each.origin for each in found] == ["press.zip!a.txt"]
    assert [type(each) for each in errors] == [TooLargeError, TooLargeError]
    assert "press.zip!bomb.txt expands to more than 200 times" in str(errors[0])
    assert "press.zip!huge.txt has more than 20,000,000 bytes" in str(errors[1])


def test_sizes_that_an_archive_declares_are_not_believed() -> None:
    data = packed({"a.txt": TEXT * 1_000, "b.txt": TEXT})
    size, lie = struct.pack("<L", len(TEXT) * 1_000), struct.pack("<L", 10)
    found, errors = both(data.replace(size, lie))
    assert [each.origin for each in found] == ["press.zip!b.txt"]
    assert "press.zip!a.txt is damaged" in str(errors[0])


def test_a_bomb_of_archives_ends_at_the_limit_of_all() -> None:
    setting = """
import io, zipfile
def packed(members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()
page = bytes(range(256)) * 700 + bytes(range(255, -1, -1)) * 3
inner = packed({f"{number}.txt": page for number in range(600)})
data = packed({f"{number}.zip": inner for number in range(9)})
"""
    done = measured(
        'archives.items(Item(origin="press.zip", data=data, media_type="application/zip"))', setting=setting
    )
    assert done.items < 1_200
    assert done.errors == 1
    assert done.words.startswith("press.zip expands to more than 200,000,000 bytes")
    assert done.is_bounded


def test_a_file_is_read_as_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "press.zip"
    path.write_bytes(packed({"a.txt": TEXT, "b.exe": b"MZ"}))
    found = list(archives.items_of_file(path))
    assert [str(each.origin) if isinstance(each, Item) else str(each).split(" ")[0] for each in found] == [
        f"{path}!a.txt",
        f"{path}!b.exe",
    ]
    with pytest.raises(MissingInputError):
        list(archives.items_of_file(tmp_path / "none.zip"))


@pytest.mark.parametrize("end", [b"", b"PK\x05\x06" + bytes(16) + b"\0\0", packed({"a.txt": TEXT})])
def test_a_sparse_file_of_gigabytes_is_told_at_once(tmp_path: Path, end: bytes) -> None:
    path = tmp_path / "sparse.zip"
    with path.open("wb") as file:
        file.seek(2_000_000_000)
        file.write(end or b"\0")
    done = measured(f"archives.items_of_file(Path({str(path)!r}))")
    assert (done.items, done.errors) == ((1, 0) if len(end) > 22 else (0, 1))
    assert done.seconds < 2
    assert done.memory < 200_000_000


def test_a_list_of_members_that_fills_memory_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    size = 1_000_000_000
    with path.open("wb") as file:
        file.seek(size)
        file.write(b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 60_000, 60_000, size, 0, 0))
    began = time.perf_counter()
    with pytest.raises(TooLargeError, match="list of members"):
        list(archives.items_of_file(path))
    assert time.perf_counter() - began < 2

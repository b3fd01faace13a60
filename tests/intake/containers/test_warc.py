"""Pages come out of web archives, whole files or broken ones."""

import gc
import gzip
import io
import sys
import zlib
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.errors import EmptyTextError, InputError, MissingExtraError, MissingInputError, TooLargeError, UnreadableError
from kg.intake import items as kinds
from kg.intake.containers import warc
from kg.intake.items import Item
from tests.intake.containers.measuring import measured

PAGE = "<html><body><p>The dam at Ærø will be rebuilt.</p></body></html>".encode()
Record = tuple[str, str, list[tuple[str, str]], bytes]


def page(url: str, body: bytes = PAGE, status: str = "200 OK", **headers: str) -> Record:
    given = {"Content-Type": "text/html; charset=utf-8"} | {
        key.replace("_", "-"): value for key, value in headers.items()
    }
    return url, status, list(given.items()), body


def written(kind: str, block: bytes, *, url: str | None = None, **named: str) -> bytes:
    """Return one record as ISO 28500 has it."""
    headers = {"WARC-Type": kind, "WARC-Date": "2024-05-15T10:00:00Z", "WARC-Record-ID": "<urn:uuid:1>"}
    headers |= {"WARC-Target-URI": url} if url else {}
    headers |= {"Content-Type": f"application/http; msgtype={kind}", "Content-Length": str(len(block))}
    headers |= {name.replace("_", "-"): value for name, value in named.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def archive(*records: Record, compressed: bool = True, kind: str = "response", **named: str) -> bytes:
    made = [written("warcinfo", b"software: a test\r\n")]
    for url, status, headers, body in records:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
        block = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
        made.append(written(kind, block, url=url, **named))
    return b"".join(map(gzip.compress, made) if compressed else made)


def read(data: bytes) -> tuple[list[Item], list[str]]:
    found = list(warc.items(Item(origin="a.warc.gz", data=data, media_type=kinds.WARC)))
    return [each for each in found if isinstance(each, Item)], [
        str(each) for each in found if isinstance(each, InputError)
    ]


@pytest.mark.parametrize("compressed", [True, False])
def test_pages_come_out_with_their_addresses(compressed: bool) -> None:
    data = archive(
        page("https://lake.example/dam?x=1"),
        page("https://lake.example/a.pdf", b"%PDF", Content_Type="application/pdf"),
        page("http://lake.example/a.txt", b"It rained.", Content_Type="Text/Plain;Charset='ISO-8859-1'"),
        compressed=compressed,
    )
    found, errors = read(data)
    assert [(each.origin, each.media_type, each.charset, each.known.url) for each in found] == [
        ("a.warc.gz!https://lake.example/dam?x=1", kinds.HTML, "utf-8", "https://lake.example/dam?x=1"),
        ("a.warc.gz!https://lake.example/a.pdf", kinds.PDF, None, "https://lake.example/a.pdf"),
        ("a.warc.gz!http://lake.example/a.txt", kinds.PLAIN, "ISO-8859-1", "http://lake.example/a.txt"),
    ]
    assert found[0].data == PAGE
    assert found[0].known.published is None
    assert errors == []


def test_a_file_compressed_as_a_whole_or_padded_is_read_too() -> None:
    data = archive(page("https://lake.example/dam"), compressed=False)
    assert read(gzip.compress(data))[0][0].data == PAGE
    assert read(gzip.compress(data[:300]) + gzip.compress(data[300:]) + bytes(100_000))[0][0].data == PAGE


def test_other_answers_and_records_are_passed_over() -> None:
    data = archive(
        page("https://lake.example/a", status="404 Not Found"),
        page("https://lake.example/b", status="301 Moved"),
        page("https://lake.example/c.png", Content_Type="image/png"),
        page("https://lake.example/d", Content_Type="application/json"),
        page("https://lake.example/robots.txt", Content_Type="text/plain"),
        page("dns:lake.example", b"x"),
        page("https://lake.example/e"),
    )
    for kind in ("request", "revisit", "metadata", "resource", "conversion"):
        data += archive(page("https://lake.example/f"), kind=kind)
    assert [each.origin for each in read(data)[0]] == ["a.warc.gz!https://lake.example/e"]
    with pytest.raises(EmptyTextError, match=r"^a\.warc\.gz holds no page"):
        read(archive(page("https://lake.example/a", status="404 Not Found")))


def chunked(body: bytes) -> bytes:
    pieces = [body[start : start + 10] for start in range(0, len(body), 10)]
    return b"".join(b"%x;note=1\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), {"Transfer_Encoding": "chunked"}),
        (PAGE, {"Transfer_Encoding": "chunked"}),
        (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
        (PAGE, {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE)[2:-4], {"Content_Encoding": "deflate"}),
        (chunked(gzip.compress(PAGE)), {"Transfer_Encoding": "chunked", "Content_Encoding": "x-gzip"}),
        (PAGE, {"Content_Encoding": "identity"}),
    ],
)
def test_the_codings_of_the_transfer_are_undone(body: bytes, headers: dict[str, str]) -> None:
    assert [each.data for each in read(archive(page("https://lake.example/dam", body, **headers)))[0]] == [PAGE]


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (chunked(PAGE)[:-20], {"Transfer_Encoding": "chunked"}, "was cut off"),
        (gzip.compress(PAGE)[:-20], {"Content_Encoding": "gzip"}, "breaks off"),
        (gzip.compress(PAGE)[:20] + bytes(40), {"Content_Encoding": "gzip"}, "is damaged"),
        (PAGE, {"Content_Encoding": "deflate"}, "is damaged"),
        (PAGE, {"Content_Encoding": "br"}, "is compressed as 'br'"),
        (gzip.compress(bytes(50_000_000)), {"Content_Encoding": "gzip"}, "expands to more than 20,000,000"),
        (zlib.compress(bytes(50_000_000)), {"Content_Encoding": "deflate"}, "expands to more than 20,000,000"),
        (bytes(20_000_001), {}, "more than 20,000,000 bytes"),
    ],
)
def test_a_page_that_can_not_be_read_is_said_and_the_others_go_on(
    body: bytes, headers: dict[str, str], reason: str
) -> None:
    data = archive(page("https://lake.example/a", body, **headers), page("https://lake.example/b"))
    found, errors = read(data)
    assert [each.origin for each in found] == ["a.warc.gz!https://lake.example/b"]
    assert len(errors) == 1
    assert errors[0].startswith("a.warc.gz!https://lake.example/a ")
    assert reason in errors[0]


def test_a_page_that_the_crawler_cut_is_said() -> None:
    found, errors = read(archive(page("https://lake.example/a"), WARC_Truncated="length"))
    assert found == []
    assert "was cut off when it was archived" in errors[0]


@pytest.mark.parametrize("compressed", [True, False])
def test_a_file_that_breaks_off_yields_what_is_whole_and_says_so(compressed: bool) -> None:
    whole = archive(page("https://lake.example/a"), page("https://lake.example/b"), compressed=compressed)
    last = len(archive(page("https://lake.example/a"), compressed=compressed))
    said = 0
    for end in range(last + 6, len(whole) - 4, 7):
        found, errors = read(whole[:end])
        assert "a.warc.gz!https://lake.example/a" in [each.origin for each in found]
        assert all("a.warc.gz breaks off within a record" in error for error in errors)
        said += len(errors)
        assert len(errors) == (1 if compressed or len(found) == 1 else 0)
    assert said > 10


def test_damage_yields_what_is_before_it_and_says_so() -> None:
    first, second = archive(page("https://lake.example/a")), archive(page("https://lake.example/b"))
    broken = second[:40] + bytes(20) + second[60:]
    for rest in (broken, b"what is this", archive(page("https://lake.example/b"), compressed=False)):
        found, errors = read(first + rest)
        assert [each.origin for each in found] == ["a.warc.gz!https://lake.example/a"]
        assert len(errors) == 1
        assert errors[0].startswith("a.warc.gz")


def test_a_length_that_is_wrong_ends_the_reading() -> None:
    plain = archive(page("https://lake.example/a"), compressed=False)
    records = plain.split(b"WARC/1.0")
    size = records[2].split(b"Content-Length: ")[1].split(b"\r\n")[0]
    for wrong in (b"7", b"99999999", b"-5", b"many", b"", b"9" * 5_000):
        broken = plain.replace(b"Content-Length: " + size, b"Content-Length: " + wrong) + plain
        _, errors = read(broken)
        assert len(errors) == 1, wrong
        assert errors[0].startswith("a.warc.gz")


@pytest.mark.parametrize("data", [b"", b"no archive", gzip.compress(b"no archive"), gzip.compress(gzip.compress(PAGE))])
def test_what_is_no_web_archive_is_refused(data: bytes) -> None:
    with pytest.raises((UnreadableError, EmptyTextError), match=r"^a\.warc\.gz"):
        read(data)


def test_an_address_may_be_anything_and_shows_as_one_line() -> None:
    found, _ = read(archive(page("https://lake.example/\x1b[2J" + "x" * 9_000)))
    assert len(found[0].origin) < 600
    assert found[0].origin.isprintable()


def test_an_odd_address_is_not_printed(caplog: pytest.LogCaptureFixture) -> None:
    assert len(read(archive(page("https://lake.example/a b\x1b[2J")))[0]) == 1
    assert caplog.records == []


def test_a_record_without_an_address_is_passed_over() -> None:
    plain = archive(page("https://lake.example/a"), compressed=False)
    data = plain.replace(b"WARC-Target-URI: https://lake.example/a\r\n", b"") + plain
    assert len(read(data)[0]) == 1


def test_headers_without_end_are_refused() -> None:
    start = archive(page("https://lake.example/a"), compressed=False)
    for header in (b"WARC/1.0\r\nX: " + b"x" * 10_000_000, b"WARC/1.0\r\n" + b"a: b\r\n" * 1_000_000):
        found, errors = read(gzip.compress(start + header))
        assert len(found) == 1
        assert "more than 262,144 bytes of headers" in errors[0]


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.recordloader", None)
    with pytest.raises(MissingExtraError, match=r'^a\.warc\.gz: .* pip install "whosaid\[web\]"'):
        read(archive(page("https://lake.example/a")))


def test_a_file_is_read_as_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(archive(page("https://lake.example/a")))
    found = list(warc.items_of_file(path))
    assert isinstance(found[0], Item)
    assert found[0].origin == f"{path}!https://lake.example/a"
    with pytest.raises(MissingInputError):
        list(warc.items_of_file(tmp_path / "none.warc"))


@pytest.mark.parametrize(
    "how", ["items_of_file(path)", "items(Item(origin='a.warc.gz', data=path.read_bytes(), media_type='w'))"]
)
def test_a_bomb_ends_at_the_limit(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a.warc.gz"
    record = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 900000000\r\n\r\n"
    squeezed = zlib.compressobj(1, zlib.DEFLATED, 31)
    pieces = [squeezed.compress(record), *(squeezed.compress(bytes(10_000_000)) for _ in range(25)), squeezed.flush()]
    path.write_bytes(archive(page("https://lake.example/a")) + b"".join(pieces))
    done = measured(f"warc.{how}", setting=f"path = Path({str(path)!r})")
    assert (done.items, done.errors) == (1, 1)
    assert "expands to more than" in done.words
    assert done.seconds < 5
    assert done.memory < 200_000_000


def test_the_limit_is_an_error_of_its_own() -> None:
    record = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 900000000\r\n\r\n"
    with pytest.raises(TooLargeError, match=r"^a\.warc\.gz expands to more than 200,000,000 bytes"):
        read(gzip.compress(record + bytes(210_000_000), 1))


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_another_program_writes_is_read() -> None:
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=True)
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer.write_record(writer.create_warcinfo_record("made.warc", {"software": "a test"}))
    writer.write_record(
        writer.create_warc_record("https://lake.example/a", "response", payload=io.BytesIO(PAGE), http_headers=http)
    )
    assert [each.data for each in read(made.getvalue())[0]] == [PAGE]
    gc.collect()  # the writer leaves its temporary files to be collected

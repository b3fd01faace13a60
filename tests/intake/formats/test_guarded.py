"""Risky formats are read in a process of their own, which may fail without harm."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import InputError, NotTextError, TooLargeError, UnknownFormatError, UnreadableError
from kg.intake.formats import html, mail
from kg.intake.guarded import BYTES, READERS, Guard
from kg.intake.items import DOCX, EMAIL, HTML, PDF, Item
from tests.intake.formats.made import file_of, pdf, pdf_lines
from tests.intake.formats.pages import blog_system
from tests.intake.formats.test_docx import plain, with_entities, zipped
from tests.intake.formats.test_mail import deep, message
from tests.intake.formats.test_pdf import RING, STORY, bomb

SENTENCES = b"<p>The mayor said on Monday that the bridge was open, and that it was a gift to all of us.</p>" * 5
GOOD = Item(origin="good.html", data=blog_system().html.encode(), media_type=HTML)
SLOW = Item(
    origin="slow.eml",
    data=b"From: " + b"a@b.example, " * 1_000_000 + b"\r\nSubject: x\r\n\r\nHello, all of you.\r\n",
    media_type=EMAIL,
)
GREEDY = Item(
    origin="greedy.eml",
    data=b"From: a@b.example\r\nSubject: " + b"=?utf-8?q?a?= " * 1_000_000 + b"\r\n\r\nHello, all of you.\r\n",
    media_type=EMAIL,
)


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with Guard() as made:
        yield made


@contextmanager
def peak(guard: Guard) -> Iterator[Callable[[], int]]:
    """Watch how many bytes of memory the guard's children hold at most."""
    highest = [0]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.005):
            if (number := guard.pid) is not None:
                highest[0] = max(highest[0], held(number))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield lambda: max(highest[0], held(guard.pid) if guard.pid is not None else 0)
    finally:
        ended.set()
        thread.join()


def held(number: int) -> int:
    """Return the most bytes that a process has held so far, 0 where it is gone."""
    try:
        match = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{number}/status").read_text(encoding="ascii"))
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(match[1]) * 1024 if match else 0


def is_gone(number: int, *, within: float = 3.0) -> bool:
    """Tell whether a process ends, with all its threads, within so many seconds."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            status = Path(f"/proc/{number}/status").read_text(encoding="ascii")
            if re.search(r"State:\s+Z", status) and len(list(Path(f"/proc/{number}/task").iterdir())) == 1:
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize(
    ("media_type", "data", "words"),
    [
        (HTML, GOOD.data, "The bridge cost 41\u00a0million crowns"),
        (PDF, pdf([pdf_lines(STORY)]), "Police said they did not expect queues"),
        (DOCX, plain("The bridge is open, the mayor said."), "The bridge is open"),
        (EMAIL, message().as_bytes(), "Nobody will wait for the ferry again."),
    ],
)
def test_all_formats_are_read(guard: Guard, media_type: str, data: bytes, words: str) -> None:
    text, metadata = guard.read(Item(origin="x", data=data, media_type=media_type))
    assert words in text
    assert metadata == guard.read(Item(origin="x", data=data, media_type=media_type))[1]


def test_it_is_read_as_without_a_guard_and_by_one_child(guard: Guard) -> None:
    assert guard.read(GOOD) == html.read(GOOD)
    number = guard.pid
    assert guard.read(GOOD) == html.read(GOOD)
    assert guard.pid == number is not None


def test_what_a_reader_raises_comes_back_as_it_is(guard: Guard) -> None:
    item = Item(origin="letter.eml", data=b"Hello, all of you.", media_type=EMAIL)
    with pytest.raises(NotTextError) as direct:
        mail.read(item)
    with pytest.raises(NotTextError) as guarded:
        guard.read(item)
    assert str(guarded.value) == str(direct.value)


def test_a_format_that_no_reader_knows_is_refused(guard: Guard) -> None:
    with pytest.raises(UnknownFormatError, match=r"^a\.mp3 is audio/mpeg"):
        guard.read(Item(origin="a.mp3", data=b"", media_type="audio/mpeg"))
    assert set(READERS) == {HTML, PDF, DOCX, EMAIL}


def deep_page() -> bytes:
    return b"<html><body>" + b"<div>" * 200_000 + SENTENCES + b"</div>" * 200_000


@pytest.mark.parametrize(
    ("media_type", "make", "error"),
    [
        (HTML, deep_page, UnreadableError),
        (HTML, lambda: b"<html><body>" + b"<b>" * 700 + SENTENCES, None),
        (HTML, lambda: b"<p title='" + b"a" * 50_000_000 + b"'>" + SENTENCES, TooLargeError),
        (HTML, lambda: b"<p title='" + b"a" * 15_000_000 + b"'>" + SENTENCES, None),
        (HTML, lambda: b"<html><body>" + b"<div class=share>" * 1_000 + SENTENCES * 40, None),
        (HTML, lambda: b"<script type='application/ld+json'>" + b"[" * 500_000 + b"</script>" + SENTENCES, None),
        (HTML, lambda: pdf([pdf_lines(STORY)]), NotTextError),
        (HTML, lambda: bytes(1_000_000), NotTextError),
        (HTML, lambda: "<p>Höje, said the mayor of it.</p>".encode("utf-16-le"), NotTextError),
        (PDF, lambda: bytes(1_000_000), NotTextError),
        (PDF, lambda: RING, UnreadableError),
        (PDF, lambda: file_of([b"<< /Pages 2 0 R /X " + b"[" * 100_000 + b" >>", b"<< >>"]), UnreadableError),
        (PDF, bomb, UnreadableError),
        (DOCX, with_entities, UnreadableError),
        (DOCX, lambda: zipped({"word/document.xml": bytes(250_000_000)}), TooLargeError),
        (EMAIL, deep, UnreadableError),
    ],
    ids=[
        "deep page", "deep text", "large attribute", "long attribute", "share in share", "deep data", "pdf as page",
        "zeros as page", "undeclared encoding", "zeros as pdf", "ring of pages", "deep pdf", "pdf bomb", "entities",
        "zip bomb", "deep mail",
    ],
)  # fmt: skip
def test_the_hostile_are_refused_or_read_within_limits(
    guard: Guard, media_type: str, make: Callable[[], bytes], error: type[InputError] | None
) -> None:
    item = Item(origin="hostile", data=make(), media_type=media_type)
    began = time.monotonic()
    with peak(guard) as most:
        if error is None:
            assert "The mayor said on Monday" in guard.read(item)[0]
        else:
            with pytest.raises(error, match=r"^hostile\b"):
                guard.read(item)
    assert time.monotonic() - began < 20
    assert 0 < most() < BYTES
    assert guard.read(GOOD)[0].startswith("Mayor calls new bridge")


def test_what_takes_too_long_is_stopped_and_others_are_read() -> None:
    with Guard(seconds=1.5) as guard:
        guard.read(GOOD)
        began = time.monotonic()
        number = guard.pid
        with pytest.raises(UnreadableError, match=r"^slow\.eml: reading it took longer than 1\.5 seconds; "):
            guard.read(SLOW)
        assert time.monotonic() - began < 4
        assert number is not None
        assert is_gone(number)
        assert guard.read(GOOD) == html.read(GOOD)


def test_what_takes_too_much_memory_says_so(guard: Guard) -> None:
    words = r"^greedy\.eml takes more than 1 GB of memory to read"
    with peak(guard) as most, pytest.raises(UnreadableError, match=words):
        guard.read(GREEDY)
    assert BYTES / 2 < most() < BYTES
    assert guard.read(GOOD) == html.read(GOOD)


@pytest.mark.parametrize(("number", "words"), [("SIGKILL", "takes more than 1 GB of memory"), ("SIGSEGV", "SIGSEGV")])
def test_a_child_that_is_ended_while_it_reads_is_told_of(number: str, words: str) -> None:
    with Guard() as guard:
        guard.read(GOOD)
        child = guard.pid
        assert child is not None
        threading.Timer(0.5, os.kill, (child, signal.Signals[number])).start()
        with pytest.raises(UnreadableError, match=r"^slow\.eml ") as caught:
            guard.read(SLOW)
        assert words in str(caught.value)
        assert guard.read(GOOD) == html.read(GOOD)


def test_a_child_that_is_ended_between_two_articles_is_replaced(guard: Guard) -> None:
    guard.read(GOOD)
    assert guard.pid is not None
    os.kill(guard.pid, signal.SIGKILL)
    assert is_gone(guard.pid)
    assert guard.read(GOOD) == html.read(GOOD)


def test_closing_ends_the_child() -> None:
    with Guard() as guard:
        assert guard.pid is None
        guard.read(GOOD)
        number = guard.pid
    assert number is not None
    assert is_gone(number, within=0.5)
    assert guard.pid is None


def test_the_terminals_interrupt_does_not_reach_the_child(guard: Guard) -> None:
    guard.read(GOOD)
    number = guard.pid
    assert number is not None
    assert os.getsid(number) == number != os.getsid(0)
    os.kill(number, signal.SIGINT)
    guard.read(GOOD)
    assert guard.pid == number


def test_the_child_has_none_of_the_parents_files(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, (tmp_path / "lock").open("w") as lock, Guard() as guard:
        for each in (server.fileno(), lock.fileno()):
            os.set_inheritable(each, True)
        guard.read(GOOD)
        opened = {str(each.readlink()) for each in Path(f"/proc/{guard.pid}/fd").iterdir()}
    assert {each.split(":")[0] for each in opened} <= {"pipe", os.devnull}


def test_the_child_loads_only_what_a_format_needs() -> None:
    with Guard() as guard:
        guard.read(Item(origin="x", data=message().as_bytes(), media_type=EMAIL))
        loaded = Path(f"/proc/{guard.pid}/maps").read_text(encoding="utf-8")
        assert "lxml" not in loaded
        assert "numpy" not in loaded
        guard.read(GOOD)
        assert "lxml" in Path(f"/proc/{guard.pid}/maps").read_text(encoding="utf-8")


PARENT = """
import sys, threading
from kg.intake.guarded import Guard
from tests.intake.formats.test_guarded import GOOD, SLOW
guard = Guard()
guard.read(GOOD)
if sys.argv[1] == "busy":
    threading.Thread(target=guard.read, args=(SLOW,), daemon=True).start()
print(guard.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("state", ["idle", "busy"])
def test_the_child_ends_with_its_parent(state: str) -> None:
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, state], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.3)
        assert held(child) > 0
        parent.kill()
    assert is_gone(child)


def test_threads_share_a_guard(guard: Guard) -> None:
    found = []
    threads = [threading.Thread(target=lambda: found.append(guard.read(GOOD))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [html.read(GOOD)] * 4


def test_the_child_finds_the_package_wherever_the_parent_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit('a stranger was imported')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Guard() as guard:
        assert guard.read(GOOD)[0].startswith("Mayor calls")

"""A folder of what means harm: each is refused or bounded, with its reason, and the good articles are added."""

import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

GOOD = "Rain\n\nAda Lund said on Monday that it rained in Harbour.\n"
ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
LAUGHS = (
    f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{ENTITIES}]><rss><channel><title>&e9;</title></channel></rss>'
)
LOOP = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n"
    b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n110\n%%EOF\n"
)
MEASURED = """
import resource, runpy, sys
try:
    runpy.run_module("kg", run_name="__main__")
finally:
    own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(f"peak {max(int(own), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)}", file=sys.stderr)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "a-good.txt").write_text(GOOD, encoding="utf-8")
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        for number in range(25):
            bomb.writestr(f"{number}.txt", b"a" * 10_000_000)
    (folder / "laughs.rss").write_text(LAUGHS, encoding="utf-8")
    (folder / "loop.pdf").write_bytes(LOOP)
    (folder / "nested.html").write_text("<div>" * 200_000 + GOOD + "</div>" * 200_000, encoding="utf-8")
    for name in ("sparse.zip", "sparse.txt", "sparse.pdf"):
        with (folder / name).open("wb") as file:
            file.truncate(2_000_000_000)
    (folder / "z-good.txt").write_text(GOOD.replace("Harbour", "Tarn"), encoding="utf-8")
    return folder


def test_each_is_told_and_the_others_go_on(folder: Path, tmp_path: Path) -> None:
    started = time.monotonic()
    command = [sys.executable, "-c", MEASURED, "add", str(folder), "--store", str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 3, done.stderr
    failed = {match[1] for match in re.finditer(r"failed: .*/([\w.-]+)(?:!\S+)? ", done.stderr)}
    assert failed == {"bomb.zip", "laughs.rss", "loop.pdf", "nested.html", "sparse.zip", "sparse.txt", "sparse.pdf"}
    assert done.stderr.count("added: ") == 2
    assert time.monotonic() - started < 20 * len(failed)
    peak = re.search(r"peak (\d+)", done.stderr)
    assert peak is not None
    assert int(peak[1]) < 1_000_000

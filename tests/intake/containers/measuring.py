"""Runs a reader in a process of its own, so that its own time and memory can be measured.

The memory is the kernel's own mark: what getrusage says of a new process counts the one that it was forked from.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
LONGEST = 20.0
LARGEST = 1_000_000_000
_PROGRAM = """
import re, time
from pathlib import Path
from kg.errors import InputError
from kg.intake.containers import archives, feeds, tables, warc
from kg.intake.items import Item

{setting}
began = time.process_time()
items = errors = 0
words = ""
try:
    for each in {reading}:
        if isinstance(each, InputError):
            errors, words = errors + 1, words or str(each)
        else:
            items += 1
except InputError as error:
    errors, words = errors + 1, f"raised {{type(error).__name__}}: {{error}}"
seconds = time.process_time() - began
most = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())
print(items, errors, seconds, int(most[1]) * 1024, words)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a reader found in a hostile file, and what that cost."""

    items: int
    errors: int
    seconds: float
    memory: int
    words: str

    @property
    def is_bounded(self) -> bool:
        return self.seconds < LONGEST and self.memory < LARGEST


def measured(reading: str, *, setting: str = "") -> Measured:
    """Return what reading yields, an expression over what `setting` makes."""
    program = _PROGRAM.format(setting=setting, reading=reading)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    items, errors, seconds, memory, words = done.stdout.rstrip("\n").split(" ", 4)
    return Measured(items=int(items), errors=int(errors), seconds=float(seconds), memory=int(memory), words=words)


def feed(setting: str) -> Measured:
    """Return what reading the feed costs that `setting` puts into `data`."""
    return measured('feeds.items(Item(origin="feed.xml", data=data, media_type="application/xml"))', setting=setting)

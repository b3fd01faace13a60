"""What this process has taken of memory, and what it may take from now on."""

import math
import os
import time
from pathlib import Path

_MORE_SECONDS = 10
"""Seconds of computing beyond those that whoever started it waits: a process that nobody waits for ends by itself."""


def memory() -> tuple[int, int]:
    """Return how many bytes of memory this process has reserved, and how many it holds; 0 where nobody tells."""
    try:
        mapped, held = Path("/proc/self/statm").read_text(encoding="ascii").split()[:2]
    except OSError:
        return 0, 0
    page = os.sysconf("SC_PAGE_SIZE")
    return int(mapped) * page, int(held) * page


def limit(*, seconds: float, more: int) -> None:
    """Let this process compute for so many seconds, and reserve so many more bytes; it leaves no image of itself.

    Where the system has no such limits, only the clock of whoever waits for it stops it.
    """
    try:
        import resource
    except ImportError:
        return
    wanted = {resource.RLIMIT_CPU: math.ceil(time.process_time() + seconds) + _MORE_SECONDS, resource.RLIMIT_CORE: 0}
    if mapped := memory()[0]:
        wanted[resource.RLIMIT_AS] = mapped + more
    for kind, value in wanted.items():
        highest = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (value if highest == resource.RLIM_INFINITY else min(value, highest), highest))

"""Make the archive of a small store in the present format: run once for each format that is released.

    python -m tests.store.make_released

The archive is kept, so that later versions are tested on what this one wrote.
"""

import tarfile
import tempfile
from pathlib import Path

import kg
from kg.store.marker import FORMAT

ARCHIVES = Path(__file__).parent / "released"
_ARTICLE = """---
title: Harbour board warns of delays
publisher: The Coast Daily
published: 2024-05-15
---
The harbour board said on Monday that the bridge is unsafe. Ada Berg denied that.
"According to the harbour board, ferries will be about 20 minutes late," said Ole Vik, a spokesman.
"""
_LEFT_OUT = ("LOG", "LOCK", "readers")


def make(archive: Path) -> None:
    """Make the archive of a store that holds an article, a judgement and what follows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "store"
        article = Path(name) / "article.md"
        article.write_text(_ARTICLE, encoding="utf-8")
        with kg.open(folder) as graph:
            graph.add(article)
            graph.judge("rate", "Ada Berg", "B", why="a minister", by="ada")
        with tarfile.open(archive, "w:xz") as made:
            made.add(folder, "store", filter=lambda entry: None if Path(entry.name).name in _LEFT_OUT else entry)


if __name__ == "__main__":
    ARCHIVES.mkdir(exist_ok=True)
    make(ARCHIVES / f"format-{FORMAT}.tar.xz")

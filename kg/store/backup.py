"""A backup: one zip file with all quads as N-Quads, what the store keeps beside them, and a manifest of checksums.

    quads.nq        every quad, those that are derived too; anything that reads RDF reads it
    watch.sqlite    which feeds are watched, and what was seen of them, where the store has that
    manifest.json   format, base, counts, and the size and SHA-256 of each file

It is text and not RocksDB's files, so that a version of this program, a machine or a disk of another kind can read it.
Indexes are left out: they are made again. It is made from what a reader sees, so that it is one state while another
process writes.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import RdfFormat, serialize

from kg.errors import NotAStoreError, StoreError, StoreWriteError, VerificationError
from kg.rdf import vocabulary as v
from kg.rdf.shapes import Problem
from kg.store.base import Store
from kg.store.embedded import EmbeddedStore
from kg.store.marker import FORMAT, Marker

_KIND = "whosaid backup"
_VERSION = 1
_QUADS, _WATCH, _MANIFEST = "quads.nq", "watch.sqlite", "manifest.json"
_FAST = 1
"""The level of compression: the best takes four times as long for a fifth less."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    base: str
    made: str
    software: str
    quads: int
    documents: int
    statements: int
    judgements: int
    files: Mapping[str, Mapping[str, Any]]


def back_up(store: Store, folder: Path, target: Path) -> Manifest:
    """Write a backup of an open store, which lies in a folder or has one beside it, to a file that is not there yet.

    Raises StoreWriteError when something is there, or it can't be written, and StoreError where somebody writes
    meanwhile to a server, which has no readers that keep their moment, or a change of it is unfinished; nothing is left
    behind then.
    """
    if os.path.lexists(target):
        raise StoreWriteError(f"{target} is already there, and a backup replaces nothing: give another name")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "w+b") as file:
                manifest = _write(store, folder, file)
                file.flush()
                os.fsync(file.fileno())
            _publish(part, target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise StoreWriteError(
            f"no backup could be written to {target} ({error}): give a place that has room and can be written to"
        ) from error
    return manifest


def check_backup(backup: Path) -> Manifest:
    """Compare all files in a backup with its manifest, and return that; raises StoreError where they differ."""
    with _open_backup(backup) as archive:
        return _checked(archive, backup)


def restore(backup: Path, folder: Path, *, verify: Callable[[Path, str], Sequence[Problem]]) -> Manifest:
    """Make a store in a folder that is not there yet from a backup, or nothing at all.

    The checksums are compared first; `verify` gets the new store's folder and base before it takes its place, unless
    it is of an older format, which is to be migrated first. Raises StoreWriteError for a folder that holds something,
    StoreError for a backup that is damaged or of a newer format, and VerificationError.
    """
    if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir()) or folder.samefile(Path.cwd())):
        raise StoreWriteError(f"{folder} is already there, and nothing is replaced: give another folder")
    with _open_backup(backup) as archive:
        manifest = _checked(archive, backup)
        try:
            folder.absolute().parent.mkdir(parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.absolute().parent))
            try:
                made.chmod(0o777 & ~_umask())
                _fill(archive, manifest, made)
                if manifest.format == FORMAT and (problems := verify(made, manifest.base)):
                    first = problems[0]
                    raise VerificationError(
                        f"{backup} holds what is not as it should be, and nothing was restored: "
                        f"{first.where}: {first.what} ({len(problems)} problems in all)"
                    )
                made.replace(folder)
            finally:
                shutil.rmtree(made, ignore_errors=True)
        except OSError as error:
            raise StoreWriteError(
                f"{folder} could not be made from {backup} ({error}): give a place that has room and can be written to"
            ) from error
    return manifest


def _write(store: Store, folder: Path, file: IO[bytes]) -> Manifest:
    store.check_settled()
    revision = store.revision
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_FAST) as archive:
        with archive.open(_QUADS, "w", force_zip64=True) as member:
            quads = _Hashing(member)
            if isinstance(store, EmbeddedStore):
                store.dump(cast(IO[bytes], quads))
            else:
                serialize(store.quads(), cast(IO[bytes], quads), format=RdfFormat.N_QUADS)
        files = {_QUADS: quads.described()}
        if (folder / _WATCH).exists():
            with archive.open(_WATCH, "w", force_zip64=True) as member, _copy_of(folder / _WATCH) as copy:
                watched = _Hashing(member)
                shutil.copyfileobj(copy, watched, _CHUNK)
            files[_WATCH] = watched.described()
        manifest = Manifest(
            format=Marker.read(folder).format if isinstance(store, EmbeddedStore) else FORMAT,
            base=store.base,
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            software=f"whosaid-{version('whosaid')}",
            quads=len(store),
            **_counts(store),
            files=files,
        )
        store.check_settled()
        if store.revision != revision:
            raise StoreError("the store was written to during the backup, and nothing was kept: try again")
        if quads.lines != manifest.quads:
            raise StoreError(
                f"the store gave {quads.lines} of its {manifest.quads} quads, and nothing was kept: try again"
            )
        said = {"kind": _KIND, "version": _VERSION, **asdict(manifest)}
        archive.writestr(_MANIFEST, json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    return manifest


def _counts(store: Store) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for what, class_ in (("documents", v.NEWS_ARTICLE), ("statements", v.STATEMENT), ("judgements", v.JUDGEMENT)):
        for row in store.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ GRAPH ?g {{ ?x a {class_} }} }}"):
            counts[what] = int(row["n"].value)  # type: ignore[union-attr]  # a count is a literal
    return {what: counts[what] for what in ("documents", "statements", "judgements")}


def _fill(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    (folder / "whosaid.json").write_text(Marker.text(manifest.base, manifest.format), encoding="utf-8")
    with archive.open(_QUADS) as member:
        held = EmbeddedStore.fill(folder, member)
    if held != manifest.quads:
        raise StoreError(f"{held} quads came out of a backup of {manifest.quads}: it was made wrongly; use another one")
    if _WATCH in manifest.files:
        with archive.open(_WATCH) as member, (folder / _WATCH).open("wb") as file:
            shutil.copyfileobj(member, file, _CHUNK)


@contextmanager
def _open_backup(backup: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(backup)
    except FileNotFoundError as error:
        raise NotAStoreError(f"there is no backup at {backup}") from error
    except (zipfile.BadZipFile, OSError) as error:
        raise _damaged(backup, error) from error
    with archive:
        try:
            yield archive
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, SyntaxError) as error:
            raise _damaged(backup, error) from error


def _damaged(backup: Path, error: Exception) -> StoreError:
    return StoreError(f"{backup} is no backup, or a damaged one ({error}): use another one")


def _checked(archive: zipfile.ZipFile, backup: Path) -> Manifest:
    try:
        said = json.loads(archive.read(_MANIFEST))
        if said.pop("kind") != _KIND or said.pop("version") != _VERSION:
            raise StoreError(f"{backup} is no backup that this program knows: use the version of whosaid that made it")
        manifest = Manifest(**said)
        manifest = replace(manifest, format=int(manifest.format))
        expected = {name: (each["bytes"], each["sha256"]) for name, each in manifest.files.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:
        raise _damaged(backup, error) from error
    if manifest.format > FORMAT:
        raise StoreError(
            f"{backup} is of format {manifest.format}, and this program knows formats up to {FORMAT}: "
            "use a newer version of whosaid"
        )
    if _QUADS not in expected or {*archive.namelist()} != {*expected, _MANIFEST}:
        raise StoreError(f"{backup} does not hold the files that its manifest names: use another one")
    for name, wanted in expected.items():
        found = _Hashing(io.BytesIO())
        with archive.open(name) as member:
            while chunk := member.read(_CHUNK):
                found.see(chunk)
        if (found.size, found.digest.hexdigest()) != wanted:
            raise StoreError(f"{name} in {backup} is not what the manifest says, so it is damaged: use another one")
    return manifest


@contextmanager
def _copy_of(database: Path) -> Iterator[IO[bytes]]:
    """Copy a database of SQLite as it is at one moment, though others write to it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / database.name
        try:
            with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        except sqlite3.Error as error:
            raise StoreError(
                f"{database} can't be read ({error}): remove it, and all that feeds have is fetched again"
            ) from error
        with copy.open("rb") as file:
            yield file


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _publish(part: Path, target: Path) -> None:
    """Give a finished file its name, in the place of nothing."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        with target.open("xb"):
            pass
        try:
            part.replace(target)
        except OSError:
            target.unlink()
            raise
    with suppress(OSError):  # some file systems can't sync a folder
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class _Hashing(io.RawIOBase):
    """A file that passes on what is written to it, and knows its size, its lines and its SHA-256."""

    def __init__(self, target: IO[bytes]) -> None:
        super().__init__()
        self._target = target
        self.size = self.lines = 0
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, chunk: Any) -> int:
        self.see(chunk)
        self._target.write(chunk)
        return len(chunk)

    def see(self, chunk: bytes) -> None:
        self.size += len(chunk)
        self.lines += bytes(chunk).count(b"\n")
        self.digest.update(chunk)

    def described(self) -> dict[str, Any]:
        return {"bytes": self.size, "sha256": self.digest.hexdigest()}

"""Runs and records as plain values for JSON: the form that `kg extract --format json` prints."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.model import Metadata, Notice, Passage, Record, Resolution, Run, Saying, Source, SourceRecord, Statement
from kg.store.noticed import plain

if TYPE_CHECKING:
    from kg.resolve.across.candidates import Candidate
    from kg.store.index.lists import Facets

Json = dict[str, Any]


def run_json(run: Run) -> Json:
    """Return a run: its document with text, and its statements in the order of the text."""
    document = run.document
    return {
        "document": {
            "id": document.id,
            "sha256": document.sha256,
            **metadata_json(document.metadata),
            "text": document.text,
        },
        "statements": [statement_json(statement) for statement in run.statements],
    }


def record_json(record: Record) -> Json:
    """Return a statement together with what is known of its document, and whether both stand."""
    document = {
        "id": record.statement.document,
        **metadata_json(record.metadata),
        **notice_json(record.document_notice),
    }
    return {**statement_json(record.statement), **plain(record.notice), "document": document}


def facets_json(facets: "Facets") -> Json:
    """Return how many statements have what: tables of value → statements, sources and publishers as lists."""
    traits = facets.traits
    return {
        "total": facets.total,
        "source": [{"id": id_, "name": name, "statements": n} for id_, name, n in facets.sources],
        "publisher": [{"id": id_, "name": name, "statements": n} for id_, name, n in facets.publishers],
        **{name: traits[name] for name in ("act", "polarity", "certainty", "quotation", "named", "status")},
        "links": traits["hands"],
        "confidence": {str(int(tenths) / 10): n for tenths, n in traits["tenths"].items()},
        "month": facets.months,
    }


def notice_json(notice: Notice | None) -> Json:
    """Return what became of a document, "corrected" or "retracted", why, and by which judgement; nulls if it stands.

    The judgement is null, too, where the publisher's own note says so.
    """
    return {name: value for name, value in plain(notice).items() if name != "status_of"}


def statement_json(statement: Statement) -> Json:
    """Return a statement; spans are `[start, end]` pairs of code points, end exclusive."""
    return {
        "id": statement.id,
        "source": {**_passage(statement.source_words), **source_json(statement.source)},
        "cue": _passage(statement.cue),
        "content": _passage(statement.content),
        "quotation": statement.quotation.value,
        "act": statement.act.value,
        "polarity": statement.polarity.value,
        "certainty": statement.certainty.value,
        "said_on": _saying(statement.said_on),
        "within": statement.within,
        "chain": list(statement.chain),
        "told_to": source_json(statement.told_to) if statement.told_to else None,
        "confidence": statement.confidence,
        "resolution": _resolution(statement.resolution),
    }


def source_json(source: Source) -> Json:
    """Return a source without its aliases."""
    return {"name": source.name, "id": source.id, "kind": source.kind.value, "named": source.named}


def source_record_json(record: SourceRecord) -> Json:
    """Return a source with its aliases, how often and in how many documents it is quoted, and its rating."""
    counts = {"statements": record.statements, "documents": record.documents, "reliability": record.reliability}
    return {**source_json(record.source), "aliases": list(record.source.aliases), **counts}


def candidate_json(candidate: "Candidate") -> Json:
    """Return a pair of sources that may be one."""
    one, other = source_json(candidate.one), source_json(candidate.other)
    return {"one": one, "other": other, "score": candidate.score, "why": candidate.why}


def metadata_json(metadata: Metadata) -> Json:
    """Return what is known of a document besides its text."""
    return {
        "title": metadata.title,
        "publisher": metadata.publisher,
        "credit": metadata.credit,
        "byline": list(metadata.byline),
        "url": metadata.url,
        "language": metadata.language,
        "published": metadata.published.isoformat() if metadata.published else None,
        "published_basis": metadata.published_basis.value,
        "modified": metadata.modified.isoformat() if metadata.modified else None,
        "correction": metadata.correction,
        "original": metadata.original,
    }


def _passage(passage: Passage | None) -> Mapping[str, Any]:
    if passage is None:
        return {"spans": [], "text": ""}
    return {"spans": [[span.start, span.end] for span in passage.spans], "text": passage.text}


def _resolution(resolution: Resolution | None) -> Json | None:
    if resolution is None:
        return None
    return {
        "reason": resolution.reason.value,
        "confidence": resolution.confidence,
        "candidates": list(resolution.candidates),
    }


def _saying(saying: Saying | None) -> Json | None:
    if saying is None:
        return None
    start, end = saying.start, saying.end
    return {"text": saying.text, "start": start and start.isoformat(), "end": end and end.isoformat()}

"""Claims and the reports on them as plain values for JSON."""

from typing import Any

from kg.graph.corroboration import ChokePoint, Circle, Corroboration, Origin, Path, Side, Told
from kg.graph.evidence import SetAside
from kg.graph.listing import ClaimRecord
from kg.graph.moments import Moment
from kg.store.noticed import plain
from kg.views.json import source_json

Json = dict[str, Any]


def claim_record_json(record: ClaimRecord) -> Json:
    """Return a claim as lists show it."""
    return {
        "id": record.id,
        "text": record.text,
        "statements": record.statements,
        "documents": record.documents,
        "affirming": record.affirming,
        "denying": record.denying,
        "doubtful": record.doubtful,
        "origins": record.origins,
        "ways": record.ways,
    }


def corroboration_json(report: Corroboration) -> Json:
    """Return the report on a claim; every figure with the ids of the statements that show it."""
    claim = report.claim
    return {
        "id": claim.id,
        "text": claim.text,
        "about": list(claim.about),
        "contested": report.contested,
        "affirmed": _side(report.affirmed),
        "denied": _side(report.denied),
        "aside": [_aside(each) for each in report.aside],
        "corrected": list(report.corrected),
    }


def moment_json(moment: Moment) -> Json:
    """Return the days, whether of saying or of publishing, and where a day of publishing comes from."""
    return {
        "start": moment.start.isoformat() if moment.start else None,
        "end": moment.end.isoformat() if moment.end else None,
        "basis": moment.basis.value,
        "published_basis": moment.published_basis.value,
    }


def _side(side: Side) -> Json:
    return {
        "statements": list(side.statements),
        "documents": list(side.documents),
        "independent": side.independent,
        "unnamed": side.unnamed,
        "origins": [_origin(origin) for origin in side.origins],
        "paths": [_path(path) for path in side.paths],
        "choke_points": [_choke_point(point) for point in side.choke_points],
        "circles": [_circle(circle) for circle in side.circles],
        "told": [_told(told) for told in side.told],
        "strongest": side.strongest,
        "ground": side.ground.value if side.ground else None,
    }


def _path(path: Path) -> Json:
    return {"nodes": list(path.nodes), "names": list(path.names), "statements": list(path.statements)}


def _origin(origin: Origin) -> Json:
    return {
        "source": source_json(origin.source),
        "statements": list(origin.statements),
        "reprints": list(origin.reprints),
        "relays": [source_json(relay) for relay in origin.relays],
        "path": _path(origin.path),
    }


def _choke_point(point: ChokePoint) -> Json:
    return {
        "node": point.node,
        "name": point.name,
        "source": source_json(point.source) if point.source else None,
        "documents": point.documents,
        "statements": list(point.statements),
    }


def _circle(circle: Circle) -> Json:
    return {"sources": [source_json(source) for source in circle.sources], "statements": list(circle.statements)}


def _told(told: Told) -> Json:
    return {
        "statement": told.statement,
        "document": told.document,
        "source": source_json(told.source),
        "publisher": source_json(told.publisher) if told.publisher else None,
        "moment": moment_json(told.moment),
        "may_be_first": told.after is None,
        "days_after": {"least": told.after.least, "most": told.after.most} if told.after else None,
        "hands": told.hands,
        "reprint": told.reprint,
    }


def _aside(aside: SetAside) -> Json:
    statement = aside.telling.statement
    return {
        "statement": statement.id,
        "document": statement.document,
        "source": source_json(statement.source),
        "why": aside.why.value,
        "score": aside.telling.score,
        **{name: value for name, value in plain(aside.notice).items() if name != "status_of"},
    }

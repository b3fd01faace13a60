"""The words of this project in RDF: namespaces, classes, properties, and the IRIs of things under a base.

`data/ontology.ttl` publishes the `kg:` terms; `data/shapes.ttl` says how they are used together.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from kg.model import (
    Act,
    Bound,
    Certainty,
    DateBasis,
    Decision,
    Kind,
    Polarity,
    Quotation,
    Reason,
    Reliability,
    Span,
    Status,
)

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SCHEMA = "https://schema.org/"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
FACT = "http://groundedannotationframework.org/grasp/factuality#"
ITSRDF = "http://www.w3.org/2005/11/its/rdf#"
QUDT = "http://qudt.org/schema/qudt/"
QUDT_UNIT = "http://qudt.org/vocab/unit/"
KG = "https://w3id.org/whosaid/ns#"

PREFIXES: Mapping[str, str] = {
    "rdf": RDF,
    "xsd": XSD,
    "schema": SCHEMA,
    "prov": PROV,
    "skos": SKOS,
    "fact": FACT,
    "itsrdf": ITSRDF,
    "qudt": QUDT,
    "unit": QUDT_UNIT,
    "kg": KG,
}

TYPE = NamedNode(RDF + "type")
JSON = NamedNode(RDF + "JSON")
BOOLEAN = NamedNode(XSD + "boolean")
DATE = NamedNode(XSD + "date")
DATE_TIME = NamedNode(XSD + "dateTime")
DECIMAL = NamedNode(XSD + "decimal")
INTEGER = NamedNode(XSD + "integer")

NEWS_ARTICLE = NamedNode(SCHEMA + "NewsArticle")
STATEMENT = NamedNode(KG + "Statement")
UNNAMED_SOURCE = NamedNode(KG + "UnnamedSource")
SOURCE = NamedNode(KG + "Source")
CLAIM = NamedNode(KG + "Claim")
SCHEMA_CLAIM = NamedNode(SCHEMA + "Claim")
JUDGEMENT = NamedNode(KG + "Judgement")
REVERSAL = NamedNode(KG + "Reversal")
MEMBERSHIP = NamedNode(KG + "Membership")
VERDICT = NamedNode(KG + "Verdict")
ENTITY = NamedNode(PROV + "Entity")
AGENT = NamedNode(PROV + "Agent")
ACTIVITY = NamedNode(PROV + "Activity")
SOFTWARE_AGENT = NamedNode(PROV + "SoftwareAgent")

ABOUT = NamedNode(SCHEMA + "about")
ARTICLE_BODY = NamedNode(SCHEMA + "articleBody")
AUTHOR = NamedNode(SCHEMA + "author")
CORRECTION = NamedNode(SCHEMA + "correction")
DATE_MODIFIED = NamedNode(SCHEMA + "dateModified")
DATE_PUBLISHED = NamedNode(SCHEMA + "datePublished")
HEADLINE = NamedNode(SCHEMA + "headline")
IN_LANGUAGE = NamedNode(SCHEMA + "inLanguage")
IS_PART_OF = NamedNode(SCHEMA + "isPartOf")
POSITION = NamedNode(SCHEMA + "position")
PUBLISHER = NamedNode(SCHEMA + "publisher")
SOFTWARE_VERSION = NamedNode(SCHEMA + "softwareVersion")
SOURCE_ORGANIZATION = NamedNode(SCHEMA + "sourceOrganization")
TEXT = NamedNode(SCHEMA + "text")
URL = NamedNode(SCHEMA + "url")

ASSOCIATED_WITH = NamedNode(PROV + "wasAssociatedWith")
ATTRIBUTED_TO = NamedNode(PROV + "wasAttributedTo")
DERIVED_FROM = NamedNode(PROV + "wasDerivedFrom")
ENDED = NamedNode(PROV + "endedAtTime")
GENERATED = NamedNode(PROV + "generated")
GENERATED_BY = NamedNode(PROV + "wasGeneratedBy")
QUOTED_FROM = NamedNode(PROV + "wasQuotedFrom")
REVISION_OF = NamedNode(PROV + "wasRevisionOf")
USED = NamedNode(PROV + "used")

ALT_LABEL = NamedNode(SKOS + "altLabel")
PREF_LABEL = NamedNode(SKOS + "prefLabel")
CONFIDENCE = NamedNode(ITSRDF + "taConfidence")

ACT = NamedNode(KG + "act")
BYLINE = NamedNode(KG + "byline")
CERTAINTY = NamedNode(KG + "certainty")
CONTENT_SPAN = NamedNode(KG + "contentSpan")
CUE = NamedNode(KG + "cue")
CUE_SPAN = NamedNode(KG + "cueSpan")
DATE_PUBLISHED_BASIS = NamedNode(KG + "datePublishedBasis")
CANDIDATE = NamedNode(KG + "candidate")
EXPRESSES = NamedNode(KG + "expresses")
EXPRESSES_OPPOSITE = NamedNode(KG + "expressesOpposite")
MEMBERSHIP_IN = NamedNode(KG + "membershipIn")
MEMBERSHIP_OF = NamedNode(KG + "membershipOf")
NOT_EXTRACTED = NamedNode(KG + "notExtracted")
ORIGINAL_SHA256 = NamedNode(KG + "originalSha256")
POLARITY = NamedNode(KG + "polarity")
QUOTATION = NamedNode(KG + "quotation")
RESOLUTION = NamedNode(KG + "resolution")
RESOLUTION_CONFIDENCE = NamedNode(KG + "resolutionConfidence")
SAID_EXPRESSION = NamedNode(KG + "saidExpression")
SAID_FROM = NamedNode(KG + "saidFrom")
SAID_UNTIL = NamedNode(KG + "saidUntil")
SHA256 = NamedNode(KG + "sha256")
STATE = NamedNode(KG + "state")
SOURCE_SPAN = NamedNode(KG + "sourceSpan")
SOURCE_WORDS = NamedNode(KG + "sourceWords")
TOLD_TO = NamedNode(KG + "toldTo")

# what a person judged, in graph/judgements, and what follows from it, in graph/judged
ABOUT_NAME = NamedNode(KG + "aboutName")
ABOUT_SOURCE = NamedNode(KG + "about")
DECISION = NamedNode(KG + "decision")
IN_DOCUMENT = NamedNode(KG + "inDocument")
IN_STATEMENT = NamedNode(KG + "inStatement")
JUDGE = NamedNode(KG + "judge")
JUDGED_AS = NamedNode(KG + "judgedAs")
JUDGED_SOURCE = NamedNode(KG + "judgedSource")
NEW_NAME = NamedNode(KG + "newName")
OTHER_NAME = NamedNode(KG + "withName")
OTHER_SOURCE = NamedNode(KG + "with")
REASON = NamedNode(KG + "reason")
RELIABILITY = NamedNode(KG + "reliability")
REVERSES = NamedNode(KG + "reverses")
STATUS = NamedNode(KG + "status")
STATUS_FROM = NamedNode(KG + "statusFrom")
STATUS_REASON = NamedNode(KG + "statusReason")

# which documents are copies or versions of which, in graph/copies
COPY_OF = NamedNode(KG + "copyOf")
NEAR_COPY = NamedNode(KG + "NearCopy")
NEW_VERSION = NamedNode(KG + "NewVersion")
SAME_TEXT = NamedNode(KG + "SameText")
SCORE = NamedNode(KG + "score")
VERDICT_KIND = NamedNode(KG + "verdictKind")
VERDICT_OF = NamedNode(KG + "verdictOf")
VERDICT_ON = NamedNode(KG + "verdictOn")
VERSION_OF = NamedNode(KG + "versionOf")

# the amounts in what statements say, in graph/amounts
AMOUNT = NamedNode(KG + "amount")
AMOUNT_WORDS = NamedNode(KG + "amountWords")
APPROXIMATE = NamedNode(KG + "approximate")
BASE_HIGH = NamedNode(KG + "baseHigh")
BASE_LOW = NamedNode(KG + "baseLow")
BASE_UNIT = NamedNode(KG + "baseUnit")
BOUND = NamedNode(KG + "bound")
COUNTED = NamedNode(KG + "counted")
COUNTED_WORDS = NamedNode(KG + "countedWords")
HIGH = NamedNode(KG + "high")
LOW = NamedNode(KG + "low")
NUMERIC_VALUE = NamedNode(QUDT + "numericValue")
PER = NamedNode(KG + "per")
QUANTITY_VALUE = NamedNode(QUDT + "QuantityValue")
UNIT = NamedNode(QUDT + "unit")

ACTS: Mapping[Act, NamedNode] = {act: NamedNode(KG + act.value.title()) for act in Act}
QUOTATIONS: Mapping[Quotation, NamedNode] = {form: NamedNode(KG + form.value.title()) for form in Quotation}
POLARITIES: Mapping[Polarity, NamedNode] = {polarity: NamedNode(FACT + polarity.value) for polarity in Polarity}
CERTAINTIES: Mapping[Certainty, NamedNode] = {
    Certainty.CERTAIN: NamedNode(FACT + "certain"),
    Certainty.PROBABLE: NamedNode(FACT + "probable"),
    Certainty.POSSIBLE: NamedNode(FACT + "possible"),
    Certainty.UNKNOWN: NamedNode(FACT + "underspecified"),
}
RESOLUTIONS: Mapping[Reason, NamedNode] = {
    reason: NamedNode(KG + "By" + reason.value.title().replace(" ", ""))
    for reason in Reason
    if reason is not Reason.UNRESOLVED
} | {Reason.UNRESOLVED: NamedNode(KG + "Unresolved")}
BASES: Mapping[DateBasis, NamedNode] = {
    basis: NamedNode(KG + basis.value.title()) for basis in DateBasis if basis is not DateBasis.NONE
}
DECISIONS: Mapping[Decision, NamedNode] = {
    decision: NamedNode(KG + decision.value.title().replace("-", "")) for decision in Decision
}
RELIABILITIES: Mapping[Reliability, NamedNode] = {
    letter: NamedNode(f"{KG}Reliability{letter.value}") for letter in Reliability
}
STATUSES: Mapping[Status, NamedNode] = {
    status: NamedNode(KG + status.value.title()) for status in Status if status is not Status.STANDING
}
BOUNDS: Mapping[Bound, NamedNode] = {
    Bound.LEAST: NamedNode(KG + "AtLeast"),
    Bound.MOST: NamedNode(KG + "AtMost"),
}
KINDS: Mapping[Kind, NamedNode] = {
    Kind.PERSON: NamedNode(SCHEMA + "Person"),
    Kind.MEDIA: NamedNode(SCHEMA + "NewsMediaOrganization"),
    Kind.COUNTRY: NamedNode(SCHEMA + "Country"),
    Kind.ORGANIZATION: NamedNode(SCHEMA + "Organization"),
    Kind.DOCUMENT: NamedNode(SCHEMA + "CreativeWork"),
    Kind.GROUP: NamedNode(KG + "Group"),
    Kind.UNKNOWN: SOURCE,
}
"""Kind of source → its class, in the order that settles a tie."""

CLASSES: Mapping[NamedNode, Kind] = {
    **{iri: kind for kind, iri in KINDS.items()},
    NamedNode(SCHEMA + "GovernmentOrganization"): Kind.ORGANIZATION,  # written by others, and read here
}
"""Class of a source → its kind."""


_PLAIN = re.compile(r"[\w.~/-]*", re.ASCII).fullmatch
"""Tells of an id, as most are, that there is nothing to encode in it, which is quicker than to encode it."""


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of things under one base, made and read back.

    Every character of an id that an IRI can't hold is percent-encoded, so that an id from outside can name
    nothing, but can never break out of the IRI.
    """

    base: str

    def _name(self, kind: str, id_: str) -> NamedNode:
        if not _PLAIN(id_):
            id_ = quote(id_, safe="/", errors="surrogatepass")
        return NamedNode(f"{self.base}{kind}/{id_}")

    def document(self, id_: str) -> NamedNode:
        """Return the IRI of a document."""
        return self._name("document", id_)

    def statement(self, id_: str) -> NamedNode:
        """Return the IRI of a statement."""
        return self._name("statement", id_)

    def source(self, id_: str) -> NamedNode:
        """Return the IRI of a source."""
        return self._name("source", id_)

    def claim(self, id_: str) -> NamedNode:
        """Return the IRI of a claim."""
        return self._name("claim", id_)

    def run(self, id_: str) -> NamedNode:
        """Return the IRI of a run."""
        return self._name("run", id_)

    def software(self, name: str) -> NamedNode:
        """Return the IRI of a version of the software, `name-version`."""
        return self._name("software", name)

    def judgement(self, id_: str) -> NamedNode:
        """Return the IRI of a judgement."""
        return self._name("judgement", id_)

    def reversal(self, id_: str) -> NamedNode:
        """Return the IRI of the reversal of a judgement."""
        return self._name("reversal", id_)

    def membership(self, id_: str) -> NamedNode:
        """Return the IRI of how a statement came to its claim."""
        return self._name("membership", id_)

    def verdict(self, id_: str) -> NamedNode:
        """Return the IRI of a verdict on a copy or a version."""
        return self._name("verdict", id_)

    def graph(self, name: str) -> NamedNode:
        """Return the IRI of a graph that spans documents: sources, claims, amounts, copies, runs and so on."""
        return self._name("graph", name)

    def document_graph(self, id_: str) -> NamedNode:
        """Return the IRI of a document's own graph."""
        return self._name("graph/document", id_)

    def span(self, document: NamedNode, span: Span) -> NamedNode:
        """Return the IRI of a span: the document's, with the fragment of RFC 5147."""
        return NamedNode(f"{document.value}#char={span.start},{span.end}")

    def id(self, iri: NamedNode) -> str:
        """Return the id of a thing: what follows its kind, such as `statement/`, in its IRI."""
        _, _, encoded = iri.value.removeprefix(self.base).partition("/")
        return unquote(encoded, errors="surrogatepass")

    def is_document_graph(self, iri: NamedNode) -> bool:
        """Tell whether this is the graph of a document."""
        return iri.value.startswith(f"{self.base}graph/document/")

    def prefixes(self) -> Mapping[str, str]:
        """Return the prefixes that queries and exports use, `graph:` for the graphs of this base."""
        return {**PREFIXES, "graph": f"{self.base}graph/"}

"""The examples of claims in the reference."""

from api.claim_schemas import ClaimDetail, ClaimRow
from api.examples import DOCUMENT, PUBLISHER, STATEMENT
from api.schemas import Listing
from kg.claims.claims import Claim, Member
from kg.graph.corroboration import corroboration
from kg.graph.listing import ClaimRecord
from kg.graph.tellings import Dossier, Telling
from kg.ids import digest

CLAIM = Claim(
    id=digest("claim", "agency look"),
    text=STATEMENT.content.text if STATEMENT.content else "",
    language="en",
    members=(Member(statement=STATEMENT.id),),
    about=(),
)
CLAIM_DETAIL = ClaimDetail.of(
    corroboration(
        Dossier(
            claim=CLAIM,
            tellings=(Telling(statement=STATEMENT, metadata=DOCUMENT.metadata, publisher=PUBLISHER),),
        )
    )
)
CLAIMS = Listing(
    total=1,
    offset=0,
    rows=[
        ClaimRow.of(
            ClaimRecord(id=CLAIM.id, text=CLAIM.text, statements=3, documents=3, affirming=2, denying=1, origins=1)
        )
    ],
)

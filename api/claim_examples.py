"""The examples of claims in the reference."""

from api.claim_schemas import ClaimDetail, ClaimRow, RelationsOut
from api.examples import DOCUMENT, PUBLISHER, STATEMENT
from api.schemas import Listing
from kg.claims.claims import Claim, Member
from kg.graph.corroboration import corroboration
from kg.graph.listing import ClaimRecord
from kg.graph.relations import Related, Relations
from kg.graph.tellings import Dossier, Telling
from kg.ids import digest
from kg.joining.opposing import Opposed, Opposition

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
RELATIONS = RelationsOut.of(
    Relations(
        claim=CLAIM.id,
        related=(
            Related(
                opposed=Opposed(
                    claim=digest("claim", "agency looked"), kind=Opposition.NUMBER, words="6,700 / 9,000", score=0.93
                ),
                text="about 9,000 containers have been sent",
                tellings=(Telling(statement=STATEMENT, metadata=DOCUMENT.metadata, publisher=PUBLISHER),),
            ),
        ),
        updates=(),
        repeats=(),
    )
)

"""Profiles of sources, as the API sends them."""

from dataclasses import asdict

from pydantic import BaseModel, Field

from kg.graph.profile import Counted, Profile
from kg.graph.stands import Stand
from kg.model import Polarity


class CountedOut(BaseModel):
    """A word or a source, an unnamed one in round brackets, and in how many statements."""

    id: str
    name: str
    statements: int


class StandOut(BaseModel):
    """A claim in the words of its clearest statement, and in how many texts the source affirms and denies it."""

    claim: str
    text: str
    affirm: int = Field(description="Copies and versions of one text are one.")
    deny: int
    score: float = Field(description="How probably the least sure of its statements expresses the claim.")


class ContradictionOut(BaseModel):
    """A claim of which the source and another say the opposite, with a statement of each."""

    claim: str
    text: str
    own: str
    other: str
    by: str = Field(description="Who says otherwise; an unnamed source in round brackets.")
    by_id: str
    polarity: Polarity = Field(description="Whether that one affirms the claim or denies it.")
    texts: int = Field(description="In how many texts it does; copies and versions of one are one.")
    score: float = Field(description="How probably the two statements express the claim.")


class ProfileOut(BaseModel):
    """A source in figures."""

    id: str
    name: str
    statements: int
    read: int = Field(description="How many of its statements were looked at for what follows.")
    disowned: int = Field(description="Statements that it is only said not to have made; they count for nothing else.")
    documents: int
    acts: dict[str, int]
    quotations: dict[str, int]
    certainties: dict[str, int]
    periods: dict[str, int] = Field(description="Statements by month of publication.")
    words: list[CountedOut]
    claims: list[StandOut]
    through: list[CountedOut] = Field(description="Who stands next to it on the way to the reader.")
    handed_on: int = Field(description="Statements of others that it relays or prints.")
    unnamed: int = Field(description="How many of these are of unnamed sources.")
    contradicted: list[ContradictionOut] = Field(description="The first of all contradictions.")
    contradictions: int
    corrected: int = Field(description="Its statements that were corrected one by one.")
    retracted: int
    in_corrected: int = Field(description="Its statements in articles that were corrected.")
    in_retracted: int
    published_corrected: int = Field(description="Articles that it published, and that were corrected.")
    published_retracted: int

    @classmethod
    def of(cls, profile: Profile) -> "ProfileOut":
        """Return a profile as the API sends it."""
        return cls.model_validate(asdict(profile))


PROFILE = ProfileOut.of(
    Profile(
        id="national-intelligence-service-9ee4ad09",
        name="National Intelligence Service",
        statements=12,
        read=12,
        disowned=0,
        documents=7,
        acts={"assert": 10, "decline": 2},
        quotations={"direct": 1, "indirect": 9, "mixed": 2},
        certainties={"certain": 12},
        periods={"2024-05": 12},
        words=(Counted(id="photograph", name="photographs", statements=4),),
        claims=(
            Stand(claim="65750f3b2a20aea21037", text="it is looking into the reports", affirm=2, deny=0, score=0.93),
        ),
        through=(Counted(id="the-daily-1f2e3d4c", name="The Daily", statements=9),),
        handed_on=1,
        unnamed=0,
        contradicted=(),
        contradictions=0,
        corrected=0,
        retracted=1,
        in_corrected=0,
        in_retracted=0,
        published_corrected=0,
        published_retracted=0,
    )
)
"""The example of the reference."""

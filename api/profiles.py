"""Profiles of sources, as the API sends them."""

from dataclasses import asdict

from pydantic import BaseModel, Field

from kg.graph.profile import Counted, Profile


class CountedOut(BaseModel):
    """A word, a claim or a source, and in how many statements."""

    id: str
    name: str
    statements: int


class ContradictionOut(BaseModel):
    """A claim of which the source and another say the opposite, with a statement of each."""

    claim: str
    text: str
    own: str
    other: str
    by: str
    by_id: str


class ProfileOut(BaseModel):
    """A source in figures."""

    id: str
    name: str
    statements: int
    read: int = Field(description="How many of its statements were looked at for what follows.")
    documents: int
    acts: dict[str, int]
    quotations: dict[str, int]
    certainties: dict[str, int]
    periods: dict[str, int] = Field(description="Statements by month of publication.")
    words: list[CountedOut]
    claims: list[CountedOut]
    through: list[CountedOut] = Field(description="Who stands next to it on the way to the reader.")
    handed_on: int = Field(description="Statements of others that it relays or prints.")
    unnamed: int = Field(description="How many of these are of unnamed sources.")
    contradicted: list[ContradictionOut]
    corrected: int
    retracted: int

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
        documents=7,
        acts={"assert": 10, "decline": 2},
        quotations={"direct": 1, "indirect": 9, "mixed": 2},
        certainties={"certain": 12},
        periods={"2024-05": 12},
        words=(Counted(id="photograph", name="photographs", statements=4),),
        claims=(Counted(id="65750f3b2a20aea21037", name="that it is looking into the reports", statements=2),),
        through=(Counted(id="the-daily-1f2e3d4c", name="The Daily", statements=9),),
        handed_on=1,
        unnamed=0,
        contradicted=(),
        corrected=0,
        retracted=1,
    )
)
"""The example of the reference."""

"""Everything that can go wrong on purpose, as one tree.

KgError
├── InputError            what was given can't be read as an article
│   ├── MissingInputError     there is no such file
│   ├── NotTextError          bytes that are not text in a known encoding
│   ├── EmptyTextError        no words in it
│   ├── TooLargeError         larger than the limit
│   ├── MetadataError         front matter or an option that can't be understood
│   ├── AuthorityError        an authority file that can't be used
│   ├── UnknownFormatError    a format that isn't supported
│   ├── MissingExtraError     a format whose libraries are not installed
│   ├── UnreadableError       bytes that are not what they should be, or take too long or too much to read
│   └── FetchError            an address that can't be read, or must not be
├── SpanError             a span that does not fit its text
├── StoreError            the store can't be used
│   ├── NotAStoreError        the folder holds something else
│   ├── StoreLockedError      another process writes to it
│   └── StoreWriteError       the disk refused
│       └── RefusedError          the server answered that it makes no such change
├── RdfError              RDF that can't be parsed or is not ours
├── QueryError            a query that can't be parsed, is not allowed, or failed
│   ├── AnswerFormatError     its answer does not come in a form that was asked for
│   ├── AnswerTooLargeError   its answer is larger than is allowed
│   ├── QueryMemoryError      it takes more memory than is allowed
│   ├── QueryTimeError        it takes longer than is allowed
│   └── BusyError             as many queries as can be are being answered
├── NotFoundError         no such document, statement, source or judgement
├── JudgementError        a judgement that can't be made
└── VerificationError     the store does not hold what it should

Each message says what was wrong, where, and what to do.
"""


class KgError(Exception):
    """Base of all errors that this program raises on purpose."""

    exit_status = 1


class InputError(KgError):
    """What was given can't be read as an article."""

    exit_status = 3


class MissingInputError(InputError):
    """There is no such file."""


class NotTextError(InputError):
    """The bytes are not text in an encoding that is known."""


class EmptyTextError(InputError):
    """There are no words to read."""


class TooLargeError(InputError):
    """The input is larger than the limit."""


class MetadataError(InputError):
    """Front matter, or an option that overrules it, can't be understood."""


class AuthorityError(InputError):
    """An authority file can't be read, or says what can't be."""


class UnknownFormatError(InputError):
    """The format asked for, or found, isn't supported."""


class MissingExtraError(InputError):
    """The libraries that read this are an extra, which is not installed."""


class UnreadableError(InputError):
    """The bytes are not what they should be, or reading them takes more time or memory than is allowed."""


class FetchError(InputError):
    """An address can't be read, or must not be."""


class SpanError(KgError):
    """A span does not fit the text it points into."""


class StoreError(KgError):
    """The store can't be used."""

    exit_status = 4


class NotAStoreError(StoreError):
    """The folder is not a store."""


class StoreLockedError(StoreError):
    """Another process writes to the store."""


class StoreWriteError(StoreError):
    """The store could not be written."""


class RefusedError(StoreWriteError):
    """The server answered that it does not make a change: it has made none of it."""


class RdfError(KgError):
    """RDF that can't be parsed, or isn't in this project's form."""

    exit_status = 5


class QueryError(KgError):
    """A query that can't be parsed, isn't allowed, or failed."""

    exit_status = 6


class AnswerFormatError(QueryError):
    """The answer to this form of query does not come in any form that was asked for."""


class AnswerTooLargeError(QueryError):
    """The answer to a query has more rows or bytes than is allowed."""


class QueryMemoryError(QueryError):
    """A query takes more memory than is allowed."""


class QueryTimeError(QueryError):
    """A query takes longer than is allowed."""


class BusyError(QueryError):
    """As many queries as can be are being answered, and as many as may wait are waiting."""


class NotFoundError(KgError):
    """There is no such document, statement, source or judgement."""

    exit_status = 7


class JudgementError(KgError):
    """A judgement that can't be made, or not beside those that stand."""

    exit_status = 9


class VerificationError(KgError):
    """The store does not hold what it should."""

    exit_status = 8

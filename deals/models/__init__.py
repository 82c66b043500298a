"""The tables of the record. No logic beyond constraints, ``clean()`` and ``__str__``.

``base``: the record columns every fact row has; ``actors``: parties, people, materials, instruments;
``record``: deals, rounds, agreements, commitments, countermeasures; ``facts``: what is said of them, dated
and superseded, never edited; ``backing``: sources, citations, evidence, contradictions; ``desk``: the
editors' work.
"""

from .actors import Instrument, Material, Party, PartyAlias, Person, Product
from .backing import (
    Citation,
    CitedSource,
    Contradiction,
    ContradictionValue,
    Evidence,
    EvidenceVerdict,
)
from .desk import HandEntry, Note, Proposal, ReferenceRecord, ReviewPolicy, SecondCoding
from .facts import (
    CommitmentLink,
    CommitmentTerms,
    Condition,
    Coverage,
    Delegate,
    Event,
    MeasureLink,
    Rate,
    Readout,
    Status,
    StatusStatement,
)
from .record import Agreement, AgreementParty, Commitment, Countermeasure, Deal, Round

__all__ = [
    "Agreement",
    "AgreementParty",
    "Citation",
    "CitedSource",
    "Commitment",
    "CommitmentLink",
    "CommitmentTerms",
    "Condition",
    "Contradiction",
    "ContradictionValue",
    "Countermeasure",
    "Coverage",
    "Deal",
    "Delegate",
    "Event",
    "Evidence",
    "EvidenceVerdict",
    "HandEntry",
    "Instrument",
    "Material",
    "MeasureLink",
    "Note",
    "Party",
    "PartyAlias",
    "Person",
    "Product",
    "Proposal",
    "Rate",
    "Readout",
    "ReferenceRecord",
    "ReviewPolicy",
    "Round",
    "SecondCoding",
    "Status",
    "StatusStatement",
]

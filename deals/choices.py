"""Every controlled word of the record, once.

The stored value is a stable code; the label is what readers see. Lists named in the project's vocabulary
are closed: a new word here needs a migration and an entry in docs/decisions.md.
"""

from django.db import models


class PartyKind(models.TextChoices):
    STATE = "state", "state"
    UNION = "union", "union"
    TERRITORY = "territory", "customs territory"
    AUTHORITY = "authority", "authority"
    COMPANY = "company", "company"


class Confidence(models.TextChoices):
    HIGH = "high", "high"
    MEDIUM = "medium", "medium"
    LOW = "low", "low"


class DatePrecision(models.TextChoices):
    DAY = "day", "day"
    MONTH = "month", "month"
    YEAR = "year", "year"
    INTERVAL = "interval", "between two days"
    UNKNOWN = "unknown", "unknown"


class AgreementForm(models.TextChoices):
    TREATY = "treaty", "treaty"
    FRAMEWORK = "framework", "framework"
    MOU = "mou", "memorandum of understanding"
    ACTION_PLAN = "action_plan", "action plan"
    JOINT_STATEMENT = "joint_statement", "joint statement"
    ARRANGEMENT = "arrangement", "joint arrangement, separate texts"
    UNDERSTANDING = "understanding", "unpublished understanding"
    OUTCOMES = "outcomes", "outcomes, separate texts"


class Binding(models.TextChoices):
    YES = "yes", "binding"
    NO = "no", "not binding"
    UNSTATED = "unstated", "not stated"


class RoundKind(models.TextChoices):
    TALKS = "talks", "talks"
    LEADERS_CONTACT = "leaders_contact", "leaders' contact"
    CONFIRMATION = "confirmation", "confirmation"


class InstrumentKind(models.TextChoices):
    ANNOUNCEMENT = "announcement", "announcement"
    ORDER = "order", "order"
    PROCLAMATION = "proclamation", "proclamation"
    REGULATION = "regulation", "regulation"
    NOTICE = "notice", "notice"
    LETTER = "letter", "letter to companies"
    STATEMENT = "statement", "statement"
    JOINT_STATEMENT = "joint_statement", "joint statement"
    TREATY = "treaty", "treaty"


class Modality(models.TextChoices):
    SHALL = "shall", "shall"
    WILL = "will", "will"
    AGREED = "agreed", "agreed"
    DECIDED = "decided", "decided"
    DONE = "done", "done"
    CONDITIONAL = "conditional", "conditional"
    EXPECTED = "expected", "expected"
    THREATENS = "threatens", "threatens"
    DENIES = "denies", "denies"


class Action(models.TextChoices):
    SUSPEND = "SUSPEND", "suspend"
    LIFT = "LIFT", "lift"
    REDUCE = "REDUCE", "reduce"
    MAINTAIN = "MAINTAIN", "maintain"
    APPROVE = "APPROVE", "approve"
    REVIEW = "REVIEW", "review"
    REFUSE = "REFUSE", "refuse"
    RESUME = "RESUME", "resume"
    STOP = "STOP", "stop"
    CONTROL = "CONTROL", "control"
    PURCHASE = "PURCHASE", "purchase"
    EXTEND = "EXTEND", "extend"
    ESTABLISH = "ESTABLISH", "establish"
    ADJUST = "ADJUST", "adjust"
    IMPOSE = "IMPOSE", "impose"
    LIST = "LIST", "list"
    EXPAND = "EXPAND", "expand"
    RETALIATE = "RETALIATE", "retaliate"


class Object(models.TextChoices):
    """What an act is about, as the codebook lists it. Columns take other codes as well: the rules read finer ones."""

    TARIFF = "tariff", "tariffs"
    TARIFF_EXCLUSION = "tariff_exclusion", "tariff exclusions"
    EXPORT_CONTROL = "export_control", "export controls"
    LICENCES = "licences", "export licences"
    RARE_EARTHS = "rare_earths", "rare-earth supplies"
    ENTITY_LIST = "entity_list", "entity listings"
    CHEMICALS = "chemicals", "chemicals"
    INVESTIGATION = "investigation", "investigations"
    PORT_FEE = "port_fee", "port fees"
    COUNTERMEASURES = "countermeasures", "countermeasures"
    RESTRICTIVE_MEASURES = "restrictive_measures", "restrictive measures"
    PURCHASES = "purchases", "purchases"
    INVESTMENT = "investment", "investment"
    MECHANISM = "mechanism", "consultation mechanism"
    MARKET_ACCESS = "market_access", "market access"
    TRADE = "trade", "trade"


def object_words(code: str) -> str:
    """Return what an object's code is called; of a code that is on no list, the code without its marks."""
    return str(Object(code).label) if code in Object.values else code.replace("_", " ")


class MeasureKind(models.TextChoices):
    EXPORT_CONTROL = "export_control", "export control"
    LICENSING = "licensing", "licensing"
    TARIFF = "tariff", "tariff"
    QUOTA = "quota", "quota"
    LISTING = "listing", "entity listing"
    INVESTIGATION = "investigation", "investigation"
    PORT_FEE = "port_fee", "port fee"
    VISA = "visa", "visa measure"
    SANCTION = "sanction", "sanction"
    BAN = "ban", "ban"


class ConditionRelation(models.TextChoices):
    ONCE = "once", "once"
    IF = "if", "if"
    MUTUAL = "mutual", "same step by the other side"


class CommitmentRelation(models.TextChoices):
    RESTATES = "restates", "restates"
    NARROWS = "narrows", "narrows"
    WIDENS = "widens", "widens"
    RENEWS = "renews", "renews"
    REPLACES = "replaces", "replaces"
    TWIN = "twin", "the same step by the other side"


class MeasureRelation(models.TextChoices):
    ANSWERS = "answers", "answers"
    AMENDS = "amends", "amends"
    SUSPENDS = "suspends", "suspends"
    REPLACES = "replaces", "replaces"


class EventKind(models.TextChoices):
    ROUND = "round", "round"
    LEADERS = "leaders", "leaders' contact"
    AGREEMENT = "agreement", "agreement"
    STATEMENT = "statement", "statement"
    CORRECTION = "correction", "text changed"
    ANNOUNCED = "announced", "announced"
    EFFECTIVE = "effective", "took effect"
    SUSPENDED = "suspended", "suspended"
    EXTENDED = "extended", "extended"
    LIFTED = "lifted", "lifted"
    LAPSED = "lapsed", "ran out"
    LICENSING = "licensing", "licensing"
    RESTATED = "restated", "restated"
    FULFILLED = "fulfilled", "reported done"
    BREACHED = "breached", "reported broken"
    DENIED = "denied", "denied"
    DISPUTED = "disputed", "disputed"
    COURT = "court", "court decision"
    IMPLEMENTATION = "implementation", "put into effect"
    DEADLINE = "deadline", "date set by a text"


class StatusAspect(models.TextChoices):
    """Said, in force and done are three things; a status speaks of one of the last two."""

    FORCE = "force", "in force"
    VERIFICATION = "verification", "verified"


class StatusCode(models.TextChoices):
    # aspect "force", for measures, agreements and commitments
    ANNOUNCED = "announced", "announced, not in force"
    IN_FORCE = "in_force", "in force"
    PARTLY_SUSPENDED = "partly_suspended", "partly suspended"
    SUSPENDED = "suspended", "suspended"
    LIFTED = "lifted", "lifted"
    LAPSED = "lapsed", "lapsed"
    WITHDRAWN = "withdrawn", "withdrawn"
    SUPERSEDED = "superseded", "superseded"
    # aspect "verification", for commitments
    NOT_VERIFIED = "not_verified", "not verified"
    CLAIMED = "claimed", "claimed by one side"
    IN_PROGRESS = "in_progress", "in progress"
    PARTLY_KEPT = "partly_kept", "partly kept"
    KEPT = "kept", "kept"
    DISPUTED = "disputed", "disputed"
    BREACHED = "breached", "breached"


FORCE_CODES = (
    StatusCode.ANNOUNCED,
    StatusCode.IN_FORCE,
    StatusCode.PARTLY_SUSPENDED,
    StatusCode.SUSPENDED,
    StatusCode.LIFTED,
    StatusCode.LAPSED,
    StatusCode.WITHDRAWN,
    StatusCode.SUPERSEDED,
)
VERIFICATION_CODES = (
    StatusCode.NOT_VERIFIED,
    StatusCode.CLAIMED,
    StatusCode.IN_PROGRESS,
    StatusCode.PARTLY_KEPT,
    StatusCode.KEPT,
    StatusCode.DISPUTED,
    StatusCode.BREACHED,
)


class ReadoutKind(models.TextChoices):
    JOINT_STATEMENT = "joint_statement", "joint statement"
    READOUT = "readout", "readout"
    REMARKS = "remarks", "remarks"
    FACT_SHEET = "fact_sheet", "fact sheet"
    ORDER = "order", "order"
    REPORT = "report", "reported by the press"
    NONE = "none", "no text published"


class MaterialGroup(models.TextChoices):
    LIGHT = "light", "light rare earth"
    MEDIUM = "medium", "medium rare earth"
    HEAVY = "heavy", "heavy rare earth"
    OTHER_RARE_EARTH = "other_rare_earth", "rare earth, neither light nor heavy"
    NOT_RARE_EARTH = "not_rare_earth", "not a rare earth"


class CodeSystem(models.TextChoices):
    ELEMENT = "element", "element symbol"
    HS = "hs", "HS code"
    CONTROL_LIST = "control_list", "control-list code"


class Stance(models.TextChoices):
    SUPPORTS = "supports", "supports"
    DISPUTES = "disputes", "disputes"


class Verdict(models.TextChoices):
    INTACT = "intact", "intact"
    MOVED = "moved", "moved"
    ALTERED = "altered", "altered"
    DELETED = "deleted", "deleted"


class ProposalAction(models.TextChoices):
    NEW_COMMITMENT = "new_commitment", "new commitment"
    NEW_COUNTERMEASURE = "new_countermeasure", "new countermeasure"
    NEW_CONDITION = "new_condition", "new condition"
    NEW_EVENT = "new_event", "new event"
    ADD_EVIDENCE = "add_evidence", "evidence for a known record"


class ProposalState(models.TextChoices):
    PENDING = "pending", "pending"
    SECOND = "second", "waits for a second person"
    ACCEPTED = "accepted", "accepted"
    MERGED = "merged", "merged"
    DISPUTED = "disputed", "disputed"
    REJECTED = "rejected", "rejected"
    REOPENED = "reopened", "reopened: the words changed"


class HandKind(models.TextChoices):
    QUOTE = "quote", "quote pinned by hand"
    STATUS = "status", "status entered by hand"
    CORRECTION = "correction", "correction"
    NOTE = "note", "note for readers"
    EDIT = "edit", "change of a record's prose"
    SHOWN = "shown", "record to be published"


class HandState(models.TextChoices):
    WAITING = "waiting", "waits for a second person"
    ACCEPTED = "accepted", "accepted"
    DECLINED = "declined", "declined"
    WITHDRAWN = "withdrawn", "withdrawn by its author"
    REOPENED = "reopened", "reopened: the words changed"
    TAKEN_BACK = "taken_back", "taken back"


HAND_OPEN = (HandState.WAITING, HandState.REOPENED)  # entries that wait for a decision


class RejectReason(models.TextChoices):
    WRONG_SPAN = "wrong_span", "wrong span"
    NOT_A_COMMITMENT = "not_a_commitment", "not a commitment or measure"
    WRONG_PARTY = "wrong_party", "wrong party"
    DUPLICATE = "duplicate", "duplicate"
    OLD_NEWS = "old_news", "old news"
    OTHER = "other", "other"

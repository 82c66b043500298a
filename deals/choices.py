"""Every controlled word of the record, once.

The stored value is a stable code; the label is what readers see. Lists named in the project's vocabulary
are closed: a new word here needs a migration and an entry in docs/decisions.md.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartyKind(models.TextChoices):
    STATE = "state", _("state")
    UNION = "union", _("union")
    TERRITORY = "territory", _("customs territory")
    AUTHORITY = "authority", _("authority")
    COMPANY = "company", _("company")


class Confidence(models.TextChoices):
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class DatePrecision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    INTERVAL = "interval", _("between two days")
    UNKNOWN = "unknown", _("unknown")


class AgreementForm(models.TextChoices):
    TREATY = "treaty", _("treaty")
    FRAMEWORK = "framework", _("framework")
    MOU = "mou", _("memorandum of understanding")
    ACTION_PLAN = "action_plan", _("action plan")
    JOINT_STATEMENT = "joint_statement", _("joint statement")
    ARRANGEMENT = "arrangement", _("joint arrangement, separate texts")
    UNDERSTANDING = "understanding", _("unpublished understanding")
    OUTCOMES = "outcomes", _("outcomes, separate texts")


class Binding(models.TextChoices):
    YES = "yes", _("binding")
    NO = "no", _("not binding")
    UNSTATED = "unstated", _("not stated")


class RoundKind(models.TextChoices):
    TALKS = "talks", _("talks")
    LEADERS_CONTACT = "leaders_contact", _("leaders' contact")
    CONFIRMATION = "confirmation", _("confirmation")


class InstrumentKind(models.TextChoices):
    ANNOUNCEMENT = "announcement", _("announcement")
    ORDER = "order", _("order")
    PROCLAMATION = "proclamation", _("proclamation")
    REGULATION = "regulation", _("regulation")
    NOTICE = "notice", _("notice")
    LETTER = "letter", _("letter to companies")
    STATEMENT = "statement", _("statement")
    JOINT_STATEMENT = "joint_statement", _("joint statement")
    TREATY = "treaty", _("treaty")


class Modality(models.TextChoices):
    SHALL = "shall", _("shall")
    WILL = "will", _("will")
    AGREED = "agreed", _("agreed")
    DECIDED = "decided", _("decided")
    DONE = "done", _("done")
    CONDITIONAL = "conditional", _("conditional")
    EXPECTED = "expected", _("expected")
    THREATENS = "threatens", _("threatens")
    DENIES = "denies", _("denies")


class Action(models.TextChoices):
    SUSPEND = "SUSPEND", _("suspend")
    LIFT = "LIFT", _("lift")
    REDUCE = "REDUCE", _("reduce")
    MAINTAIN = "MAINTAIN", _("maintain")
    APPROVE = "APPROVE", _("approve")
    REVIEW = "REVIEW", _("review")
    REFUSE = "REFUSE", _("refuse")
    RESUME = "RESUME", _("resume")
    STOP = "STOP", _("stop")
    CONTROL = "CONTROL", _("control")
    PURCHASE = "PURCHASE", _("purchase")
    EXTEND = "EXTEND", _("extend")
    ESTABLISH = "ESTABLISH", _("establish")
    ADJUST = "ADJUST", _("adjust")
    IMPOSE = "IMPOSE", _("impose")
    LIST = "LIST", _("list")
    EXPAND = "EXPAND", _("expand")
    RETALIATE = "RETALIATE", _("retaliate")


class Object(models.TextChoices):
    """What an act is about, as the codebook lists it. Columns take other codes as well: the rules read finer ones."""

    TARIFF = "tariff", _("tariffs")
    TARIFF_EXCLUSION = "tariff_exclusion", _("tariff exclusions")
    EXPORT_CONTROL = "export_control", _("export controls")
    LICENCES = "licences", _("export licences")
    RARE_EARTHS = "rare_earths", _("rare-earth supplies")
    ENTITY_LIST = "entity_list", _("entity listings")
    CHEMICALS = "chemicals", _("chemicals")
    INVESTIGATION = "investigation", _("investigations")
    PORT_FEE = "port_fee", _("port fees")
    COUNTERMEASURES = "countermeasures", _("countermeasures")
    RESTRICTIVE_MEASURES = "restrictive_measures", _("restrictive measures")
    PURCHASES = "purchases", _("purchases")
    INVESTMENT = "investment", _("investment")
    MECHANISM = "mechanism", _("consultation mechanism")
    MARKET_ACCESS = "market_access", _("market access")
    TRADE = "trade", _("trade")


def object_words(code: str) -> str:
    """Return what an object's code is called; of a code that is on no list, the code without its marks."""
    return str(Object(code).label) if code in Object.values else code.replace("_", " ")


class MeasureKind(models.TextChoices):
    EXPORT_CONTROL = "export_control", _("export control")
    LICENSING = "licensing", _("licensing")
    TARIFF = "tariff", _("tariff")
    QUOTA = "quota", _("quota")
    LISTING = "listing", _("entity listing")
    INVESTIGATION = "investigation", _("investigation")
    PORT_FEE = "port_fee", _("port fee")
    VISA = "visa", _("visa measure")
    SANCTION = "sanction", _("sanction")
    BAN = "ban", _("ban")


class ConditionRelation(models.TextChoices):
    ONCE = "once", _("once")
    IF = "if", _("if")
    MUTUAL = "mutual", _("same step by the other side")


class CommitmentRelation(models.TextChoices):
    RESTATES = "restates", _("restates")
    NARROWS = "narrows", _("narrows")
    WIDENS = "widens", _("widens")
    RENEWS = "renews", _("renews")
    REPLACES = "replaces", _("replaces")
    TWIN = "twin", _("the same step by the other side")


class MeasureRelation(models.TextChoices):
    ANSWERS = "answers", _("answers")
    AMENDS = "amends", _("amends")
    SUSPENDS = "suspends", _("suspends")
    REPLACES = "replaces", _("replaces")


class EventKind(models.TextChoices):
    ROUND = "round", _("round")
    LEADERS = "leaders", _("leaders' contact")
    AGREEMENT = "agreement", _("agreement")
    STATEMENT = "statement", _("statement")
    CORRECTION = "correction", _("text changed")
    ANNOUNCED = "announced", _("announced")
    EFFECTIVE = "effective", _("took effect")
    SUSPENDED = "suspended", _("suspended")
    EXTENDED = "extended", _("extended")
    LIFTED = "lifted", _("lifted")
    LAPSED = "lapsed", _("ran out")
    LICENSING = "licensing", _("licensing")
    RESTATED = "restated", _("restated")
    FULFILLED = "fulfilled", _("reported done")
    BREACHED = "breached", _("reported broken")
    DENIED = "denied", _("denied")
    DISPUTED = "disputed", _("disputed")
    COURT = "court", _("court decision")
    IMPLEMENTATION = "implementation", _("put into effect")
    DEADLINE = "deadline", _("date set by a text")


class StatusAspect(models.TextChoices):
    """Said, in force and done are three things; a status speaks of one of the last two."""

    FORCE = "force", _("in force")
    VERIFICATION = "verification", _("verified")


class StatusCode(models.TextChoices):
    # aspect "force", for measures, agreements and commitments
    ANNOUNCED = "announced", _("announced, not in force")
    IN_FORCE = "in_force", _("in force")
    PARTLY_SUSPENDED = "partly_suspended", _("partly suspended")
    SUSPENDED = "suspended", _("suspended")
    LIFTED = "lifted", _("lifted")
    LAPSED = "lapsed", _("lapsed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SUPERSEDED = "superseded", _("superseded")
    # aspect "verification", for commitments
    NOT_VERIFIED = "not_verified", _("not verified")
    CLAIMED = "claimed", _("claimed by one side")
    IN_PROGRESS = "in_progress", _("in progress")
    PARTLY_KEPT = "partly_kept", _("partly kept")
    KEPT = "kept", _("kept")
    DISPUTED = "disputed", _("disputed")
    BREACHED = "breached", _("breached")


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
    JOINT_STATEMENT = "joint_statement", _("joint statement")
    READOUT = "readout", _("readout")
    REMARKS = "remarks", _("remarks")
    FACT_SHEET = "fact_sheet", _("fact sheet")
    ORDER = "order", _("order")
    REPORT = "report", _("reported by the press")
    NONE = "none", _("no text published")


class MaterialGroup(models.TextChoices):
    LIGHT = "light", _("light rare earth")
    MEDIUM = "medium", _("medium rare earth")
    HEAVY = "heavy", _("heavy rare earth")
    OTHER_RARE_EARTH = "other_rare_earth", _("rare earth, neither light nor heavy")
    NOT_RARE_EARTH = "not_rare_earth", _("not a rare earth")


class CodeSystem(models.TextChoices):
    ELEMENT = "element", _("element symbol")
    HS = "hs", _("HS code")
    CONTROL_LIST = "control_list", _("control-list code")


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("supports")
    DISPUTES = "disputes", _("disputes")


class Verdict(models.TextChoices):
    INTACT = "intact", _("intact")
    MOVED = "moved", _("moved")
    ALTERED = "altered", _("altered")
    DELETED = "deleted", _("deleted")


class ProposalAction(models.TextChoices):
    NEW_COMMITMENT = "new_commitment", _("new commitment")
    NEW_COUNTERMEASURE = "new_countermeasure", _("new countermeasure")
    NEW_CONDITION = "new_condition", _("new condition")
    NEW_EVENT = "new_event", _("new event")
    ADD_EVIDENCE = "add_evidence", _("evidence for a known record")


class ProposalState(models.TextChoices):
    PENDING = "pending", _("pending")
    SECOND = "second", _("waits for a second person")
    ACCEPTED = "accepted", _("accepted")
    MERGED = "merged", _("merged")
    DISPUTED = "disputed", _("disputed")
    REJECTED = "rejected", _("rejected")
    REOPENED = "reopened", _("reopened: the words changed")


class HandKind(models.TextChoices):
    QUOTE = "quote", _("quote pinned by hand")
    STATUS = "status", _("status entered by hand")
    CORRECTION = "correction", _("correction")
    NOTE = "note", _("note for readers")
    EDIT = "edit", _("change of a record's prose")
    SHOWN = "shown", _("record to be published")


class HandState(models.TextChoices):
    WAITING = "waiting", _("waits for a second person")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")
    REOPENED = "reopened", _("reopened: the words changed")
    TAKEN_BACK = "taken_back", _("taken back")


HAND_OPEN = (HandState.WAITING, HandState.REOPENED)  # entries that wait for a decision


class RejectReason(models.TextChoices):
    WRONG_SPAN = "wrong_span", _("wrong span")
    NOT_A_COMMITMENT = "not_a_commitment", _("not a commitment or measure")
    WRONG_PARTY = "wrong_party", _("wrong party")
    DUPLICATE = "duplicate", _("duplicate")
    OLD_NEWS = "old_news", _("old news")
    OTHER = "other", _("other")

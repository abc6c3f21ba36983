"""What an association is and does, roles and rights of its people, and the states of what they ask for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition


class LegalForm(models.TextChoices):
    """How the association exists in law."""

    REGISTERED = "registered", _("registered association")
    UNREGISTERED = "unregistered", _("unregistered group")
    FOUNDATION = "foundation", _("foundation")
    RELIGIOUS = "religious", _("religious community")


class Signing(models.TextChoices):
    """How the association is signed for, as its rules say (Yhdistyslaki 503/1989 §36)."""

    ALONE = "alone", _("one person alone")
    TWO = "two", _("two persons together")


class Status(models.TextChoices):
    """The association's state in the register."""

    ACTIVE = "active", _("active")
    DISSOLVED = "dissolved", _("dissolved")
    # It was the same as another one, which now has all that belonged to it; its address leads there.
    MERGED = "merged", _("merged into another")


class Role(models.TextChoices):
    """A person's role in an association."""

    CHAIR = "chair", _("chair")
    SECRETARY = "secretary", _("secretary")
    TREASURER = "treasurer", _("treasurer")
    SIGNATORY = "signatory", _("signatory")
    CONTACT = "contact", _("contact person")
    MEMBER = "member", _("member")


class Area(models.TextChoices):
    """What a person may do for the association, area by area."""

    PROFILE = "profile", _("profile")
    GRANTS = "grants", _("grants")
    # Handing in what binds the association. Whoever only has "grants" prepares it.
    SIGNING = "signing", _("signing")
    VENUES = "venues", _("venues")
    EVENTS = "events", _("events")
    MESSAGES = "messages", _("messages")
    # Who has it is a main user: invites others, gives rights, hands over to a new board.
    PEOPLE = "people", _("people and rights")


# What a role starts with; the association may change it per person. A plain member reads and does nothing.
DEFAULT_AREAS: dict[Role, frozenset[Area]] = {
    Role.CHAIR: frozenset(Area),
    Role.SECRETARY: frozenset(Area),
    Role.TREASURER: frozenset({Area.GRANTS, Area.SIGNING, Area.MESSAGES}),
    Role.SIGNATORY: frozenset({Area.GRANTS, Area.SIGNING, Area.VENUES, Area.EVENTS}),
    Role.CONTACT: frozenset({Area.PROFILE, Area.VENUES, Area.EVENTS, Area.MESSAGES}),
    Role.MEMBER: frozenset(),
}


class SupportKind(models.TextChoices):
    """The kinds of support that the city gives (domain.md: also in kind)."""

    MONEY = "money", _("money")
    PREMISES = "premises", _("premises")
    STAFF = "staff", _("staff hours")
    GOODS = "goods", _("goods")


class Language(models.TextChoices):
    """In which languages the activity is held."""

    FI = "fi", _("Finnish")
    SV = "sv", _("Swedish")
    EN = "en", _("English")
    FINNISH_SIGN = "fsl", _("Finnish sign language")
    RU = "ru", _("Russian")
    UK = "uk", _("Ukrainian")
    ET = "et", _("Estonian")
    AR = "ar", _("Arabic")
    KU = "ku", _("Kurdish")
    FA = "fa", _("Persian")
    SO = "so", _("Somali")
    VI = "vi", _("Vietnamese")
    TH = "th", _("Thai")
    ES = "es", _("Spanish")


class Accessibility(models.TextChoices):
    """What makes the activity accessible."""

    STEP_FREE = "step_free", _("step-free access")
    TOILET = "toilet", _("accessible toilet")
    PARKING = "parking", _("accessible parking space")
    INDUCTION_LOOP = "induction_loop", _("induction loop")
    SIGN_LANGUAGE = "sign_language", _("sign-language interpretation")
    EASY_LANGUAGE = "easy_language", _("easy language")
    ASSISTANT = "assistant", _("a personal assistant gets in free of charge")
    QUIET = "quiet", _("a quiet space")


class Weekday(models.IntegerChoices):
    """Days as ISO 8601 counts them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class ContactKind(models.TextChoices):
    """Ways to reach the association."""

    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("telephone")
    POST = "post", _("postal address")


class LinkKind(models.TextChoices):
    """Where a link leads."""

    WEBSITE = "website", _("web site")
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    YOUTUBE = "youtube", "YouTube"
    TIKTOK = "tiktok", "TikTok"
    SIGN_UP = "sign_up", _("sign up for the activity")
    OTHER = "other", _("other page")


class DocumentKind(models.TextChoices):
    """Documents that are verified once and used until they expire."""

    RULES = "rules", _("rules")
    ACCOUNTS = "accounts", _("annual accounts")
    AUDIT = "audit", _("auditor's report")
    MINUTES = "minutes", _("minutes of a meeting")
    PLAN = "plan", _("plan of activities")
    BUDGET = "budget", _("budget")


class DocumentState(models.TextChoices):
    """Whether the city has looked at a document."""

    AWAITING = "awaiting", _("awaits verification")
    VERIFIED = "verified", _("verified")
    REJECTED = "rejected", _("rejected")
    REMOVED = "removed", _("removed")


DOCUMENT_WORKFLOW = {
    "verify": Transition(
        frozenset({DocumentState.AWAITING, DocumentState.REJECTED}),
        DocumentState.VERIFIED,
        "associations.verify_document",
        "associations.document_verified",
        _("Verify"),
    ),
    "reject": Transition(
        frozenset({DocumentState.AWAITING, DocumentState.VERIFIED}),
        DocumentState.REJECTED,
        "associations.verify_document",
        "associations.document_rejected",
        _("Reject"),
    ),
    "remove": Transition(
        frozenset({DocumentState.AWAITING, DocumentState.VERIFIED, DocumentState.REJECTED}),
        DocumentState.REMOVED,
        "associations.edit_document",
        "associations.document_removed",
        _("Remove"),
    ),
}


class ClaimState(models.TextChoices):
    """Where a request to act for an association stands."""

    SUBMITTED = "submitted", _("awaits verification")
    MORE_ASKED = "more_asked", _("the city has asked for more")
    VERIFIED = "verified", _("verified")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


_OPEN_CLAIM = frozenset({ClaimState.SUBMITTED, ClaimState.MORE_ASKED})

CLAIM_WORKFLOW = {
    "verify": Transition(
        frozenset({ClaimState.SUBMITTED}),
        ClaimState.VERIFIED,
        "associations.handle_claim",
        "associations.claim_verified",
        _("Verify"),
    ),
    "ask_more": Transition(
        frozenset({ClaimState.SUBMITTED}),
        ClaimState.MORE_ASKED,
        "associations.handle_claim",
        "associations.claim_more_asked",
        _("Ask for more"),
    ),
    "answer": Transition(
        frozenset({ClaimState.MORE_ASKED}),
        ClaimState.SUBMITTED,
        "associations.edit_claim",
        "associations.claim_answered",
        _("Answer"),
    ),
    "reject": Transition(
        _OPEN_CLAIM, ClaimState.REJECTED, "associations.handle_claim", "associations.claim_rejected", _("Reject")
    ),
    "withdraw": Transition(
        _OPEN_CLAIM, ClaimState.WITHDRAWN, "associations.edit_claim", "associations.claim_withdrawn", _("Withdraw")
    ),
}


class HandoverState(models.TextChoices):
    """A handover changes dated rows when it is made, so nothing has to run on its day."""

    MADE = "made", _("made")
    CANCELLED = "cancelled", _("cancelled")


HANDOVER_WORKFLOW = {
    "cancel": Transition(
        frozenset({HandoverState.MADE}),
        HandoverState.CANCELLED,
        "associations.edit_handover",
        "associations.handover_cancelled",
        _("Cancel the handover"),
    ),
}


class Part(models.TextChoices):
    """The parts of the operating model, cooperation methods one by one (domain.md)."""

    GRANTS = "grants", _("grants")
    PARTNERSHIPS = "partnerships", _("partnership procedure")
    VENUES = "venues", _("venue cooperation")
    EVENTS = "events", _("event cooperation")
    LIAISON = "liaison", _("association liaison work")
    CYCLE = "cycle", _("annual cycle")
    COMMUNICATIONS = "communications", _("communications")


class Organ(models.TextChoices):
    """In what an employee or a close relative holds a seat (Hallintolaki 434/2003 §28)."""

    BOARD = "board", _("board")
    COUNCIL = "council", _("council or delegation")
    MANAGER = "manager", _("executive director or manager")
    AUDITOR = "auditor", _("auditor or operations inspector")
    OTHER = "other", _("another organ")


class ImportState(models.TextChoices):
    """Where an import of register data stands."""

    READING = "reading", _("the file is being read")
    READY = "ready", _("ready to be looked at")
    RUNNING = "running", _("being carried out")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("failed")


class RowAction(models.TextChoices):
    """What a row of the file would do, or did, to the register."""

    NEW = "new", _("new association")
    CHANGE = "change", _("changes")
    SAME = "same", _("no change")
    ERROR = "error", _("error")


class PairState(models.TextChoices):
    """What became of a suspected duplicate."""

    OPEN = "open", _("suspected")
    DISMISSED = "dismissed", _("not the same")
    MERGED = "merged", _("merged")


class PairReason(models.TextChoices):
    """Why two associations are taken for one."""

    NUMBER = "number", _("the same number")
    NAME = "name", _("a similar name")


class QueueKind(models.TextChoices):
    """What waits for an employee's eyes."""

    CLAIM = "claims", _("requests to act for an association")
    DOCUMENT = "documents", _("documents")
    ACCOUNT = "accounts", _("bank accounts")
    NAME = "names", _("doubtful names")
    HANDOVER = "handovers", _("handovers")


class Facet(models.TextChoices):
    """By what the directory is narrowed; the letter stands before each value in an association's facets."""

    SECTOR = "s", _("Sector")
    DISTRICT = "d", _("District")
    WEEKDAY = "w", _("Weekday")
    TARGET_GROUP = "g", _("For whom")
    LANGUAGE = "l", _("Language of the activity")
    ACCESSIBILITY = "a", _("Accessibility")
    WELCOMES_NEW = "n", _("New members")


# How they are called in addresses.
FACET_NAMES: dict[str, Facet] = {
    "toimiala": Facet.SECTOR,
    "alue": Facet.DISTRICT,
    "paiva": Facet.WEEKDAY,
    "kohderyhma": Facet.TARGET_GROUP,
    "kieli": Facet.LANGUAGE,
    "esteettomyys": Facet.ACCESSIBILITY,
    "uudet": Facet.WELCOMES_NEW,
}


class ProfilePart(models.TextChoices):
    """The themes of the profile, each on a page of its own."""

    TEXTS = "texts", _("texts")
    BASICS = "basics", _("basic facts")
    TIMES = "times", _("weekly times")
    PLACES = "places", _("meeting places")
    ACCESSIBILITY = "accessibility", _("accessibility")
    CONTACTS = "contacts", _("contact ways")
    LINKS = "links", _("links")
    LOGO = "logo", _("logo")

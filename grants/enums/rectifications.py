"""States of requests for rectification, and grounds on which a decision is corrected."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.workflow import Transition


class RectificationState(models.TextChoices):
    """Where a request for rectification (oikaisuvaatimus) stands."""

    RECEIVED = "received", _("received")
    DECIDED = "decided", _("decided")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = RectificationState

RECTIFICATION_WORKFLOW = {
    "decide": Transition(
        frozenset({S.RECEIVED}),
        S.DECIDED,
        "grants.decide_rectification",
        "grants.rectification_decided",
        _("Decide on the request"),
    ),
    "withdraw": Transition(
        frozenset({S.RECEIVED}),
        S.WITHDRAWN,
        "grants.withdraw_rectification",
        "grants.rectification_withdrawn",
        _("Withdraw the request"),
    ),
}


class RectificationOutcome(models.TextChoices):
    """How a request for rectification was decided."""

    CHANGED = "changed", _("the decision is changed")
    KEPT = "kept", _("the decision isn't changed")
    NOT_EXAMINED = "not_examined", _("the request isn't examined")


class Channel(models.TextChoices):
    """How a request came."""

    PORTAL = "portal", _("in the portal")
    EMAIL = "email", _("by e-mail")
    LETTER = "letter", _("by letter")
    OFFICE = "office", _("at the office")


class CorrectionGround(models.TextChoices):
    """What the law lets an authority correct in its own decision (Hallintolaki 434/2003 §§50–51)."""

    WRITING = "writing", _("a plain slip of the pen or of reckoning (Hallintolaki 434/2003 §51)")
    FACTS = "facts", _("it stands on wrong or missing facts, on a plainly wrong use of law, or new facts came up (§50)")
    PROCEDURE = "procedure", _("there was an error in how the decision came about (§50)")


class Consent(models.TextChoices):
    """Why a correction may be to the association's harm (Hallintolaki 434/2003 §50)."""

    AGREED = "agreed", _("the association has agreed")
    OWN_DOING = "own_doing", _("the error is plain and comes from what the association did itself")

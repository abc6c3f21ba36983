"""What a decision must hold (Hallintolaki 434/2003 §§44–46). Pure: looks at the object and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal.workflow import Refused

if TYPE_CHECKING:
    from portal.decisions.models import Decision


class Incomplete(Refused):
    """A decision that lacks something that the law asks. ``sentences`` says what, one sentence each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def missing(decision: Decision) -> list[str]:
    """What the decision lacks, as sentences in the active language; empty when it is complete.

    Hallintolaki §44: authority and time, parties, reasons and provisions applied, exact outcome, whom to ask; §45:
    reasons; §46: how to ask for rectification.
    """
    name, email, phone = (str(decision.contact.get(key, "")).strip() for key in ("name", "email", "phone"))
    parties = [str(party.get("name", "")).strip() for party in decision.parties]
    asked = [
        (decision.title, _("The decision has no title.")),
        (decision.authority, _("The decision doesn't name the authority that makes it.")),
        (decision.case_number, _("The decision has no case number.")),
        (decision.decided_at, _("The decision has no date.")),
        (decision.decider_label, _("The decision doesn't name who makes it.")),
        (parties and all(parties), _("The decision doesn't name its parties.")),
        (decision.outcome, _("The decision doesn't say what is decided.")),
        (decision.reasons, _("The decision gives no reasons.")),
        (decision.basis, _("The decision doesn't name the provisions that it applies.")),
        (name and (email or phone), _("The decision doesn't say who gives more information, with address or number.")),
        (decision.rectification, _("The decision doesn't say how to ask for rectification.")),
    ]
    return [sentence for given, sentence in asked if not (given.strip() if isinstance(given, str) else given)]

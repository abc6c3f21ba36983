"""How to ask for rectification, in the decision's language and frozen with it (Kuntalaki 410/2015 ch. 16)."""

from __future__ import annotations

from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.decisions.enums import Way
from portal.decisions.models import AppealRule
from portal.translated import in_language


def day_text(day: date) -> str:
    """A day as decisions write it in the active language: 9.4.2026, in English 9 April 2026."""
    if translation.get_language() == "en":
        return date_format(day, "j F Y")
    return f"{day.day}.{day.month}.{day.year}"


def _known(way: str, days: int) -> str:
    """The sentence on when the party is taken to know the decision."""
    if way == Way.LETTER:
        return _(
            "A party is taken to have received a decision sent by letter on day %(days)d from the day of sending, "
            "unless something else is shown (Hallintolaki 434/2003 §59)."
        ) % {"days": days}
    if way == Way.E_NOTICE:
        return _(
            "A party is taken to have received a decision sent as an ordinary electronic notice on day %(days)d from "
            "the day of sending, unless something else is shown (laki sähköisestä asioinnista 13/2003 §19)."
        ) % {"days": days}
    if way == Way.SERVICE:
        return _(
            "A party has received a decision by verifiable service on the day that the certificate of service shows "
            "(Hallintolaki 434/2003 §60)."
        )
    return _(
        "A decision is taken to be known on day %(days)d from the day when it was published on the public network "
        "(Kuntalaki 410/2015 §§139–140)."
    ) % {"days": days}


def write(
    *,
    to: str,
    address: str,
    email: str,
    rule: AppealRule,
    members: AppealRule,
    last_day: date | None,
    language: str,
) -> str:
    """The instruction as paragraphs separated by empty lines, in the given language.

    ``to`` is the authority that rectifies, ``rule`` the one of the party's way of notification, ``members`` the one of
    online publication, which starts the period of the municipality's members. Without ``last_day`` (the day of
    service isn't known yet) the text gives the number of days only.
    """
    with translation.override(language):
        paragraphs = [
            _(
                "Whoever is dissatisfied with this decision may ask in writing for its rectification. The decision "
                "can't be appealed against to a court before that (Kuntalaki 410/2015 §134)."
            ),
            _(
                "Rectification may be asked for by the party whom the decision concerns or whose right, duty or "
                "interest it directly affects, and by a member of the municipality (Kuntalaki 410/2015 §137)."
            ),
            _("The request is made to: %(authority)s.") % {"authority": to},
            _(
                "The request must be made within %(days)d days of the day when the decision became known. That day "
                "isn't counted. (%(basis)s)"
            )
            % {"days": rule.period_days, "basis": in_language(rule, "basis", language)},
            _known(rule.way, rule.deemed_days),
        ]
        if last_day is not None:
            paragraphs.append(
                _("For the parties to whom this decision was sent, the last day to ask for rectification is %(day)s.")
                % {"day": day_text(last_day)}
            )
        if rule.way != Way.ONLINE:
            paragraphs.append(
                _(
                    "A member of the municipality is taken to know the decision on day %(days)d from the day when it "
                    "was published on the public network (Kuntalaki 410/2015 §140)."
                )
                % {"days": members.deemed_days}
            )
        paragraphs += [
            _(
                "The request must arrive on the last day of the period at the latest, before the office closes. If the "
                "last day is a holiday, Independence Day, May Day, Christmas Eve, Midsummer Eve or a Saturday, the "
                "request may still be made on the next working day."
            ),
            _(
                "The request says: which decision is to be rectified, what is to be changed in it and on what grounds; "
                "and the name, municipality, postal address, telephone number and e-mail address of whoever asks. It "
                "is signed by whoever asks, a legal representative or an agent; an electronic message needs no "
                "signature if it shows who sent it and its content isn't in doubt."
            ),
            _("Address: %(address)s") % {"address": ", ".join(part for part in (to, address, email) if part)},
        ]
    return "\n\n".join(paragraphs)

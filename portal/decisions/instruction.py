"""How to ask for rectification or to appeal, in the decision's language, frozen with it (Kuntalaki 410/2015 ch. 16)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.decisions.enums import Remedy, Way
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


def write_appeal(
    *,
    to: str,
    address: str,
    email: str,
    rule: AppealRule,
    members: AppealRule,
    last_day: date | None,
    language: str,
) -> str:
    """The same for a decision on a request for rectification: the municipal appeal to the administrative court ``to``.

    Kuntalaki 410/2015 §§135, 137, 140; laki oikeudenkäynnistä hallintoasioissa 808/2019 §§13, 15, 16.
    """
    with translation.override(language):
        paragraphs = [
            _(
                "Whoever is dissatisfied with this decision on a request for rectification may appeal against it to "
                "the administrative court (Kuntalaki 410/2015 §135). A request for rectification can't be made again."
            ),
            _(
                "Whoever made the request for rectification may appeal. Where the decision was changed because of the "
                "request, the party whom the decision concerns and a member of the municipality may appeal too "
                "(Kuntalaki 410/2015 §137)."
            ),
            _(
                "An appeal may be made on the grounds that the decision came about in a wrong order, that the "
                "authority went beyond its powers, or that the decision is otherwise against the law "
                "(Kuntalaki 410/2015 §135)."
            ),
            _("The appeal is made to: %(court)s.") % {"court": to},
            _(
                "The appeal must be made within %(days)d days of the day when the decision became known. That day "
                "isn't counted. (%(basis)s)"
            )
            % {"days": rule.period_days, "basis": in_language(rule, "basis", language)},
            _known(rule.way, rule.deemed_days),
        ]
        if last_day is not None:
            paragraphs.append(
                _("For the parties to whom this decision was sent, the last day to appeal is %(day)s.")
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
                "The appeal must arrive at the court on the last day of the period at the latest, before the office "
                "closes. If the last day is a holiday, Independence Day, May Day, Christmas Eve, Midsummer Eve or a "
                "Saturday, the appeal may still be made on the next working day."
            ),
            _(
                "The appeal says: which decision is appealed against, what is to be changed in it and on what grounds; "
                "and the name, contact details and postal address of whoever appeals. With it go this decision, a "
                "proof of the day when it became known, and the documents that are relied on (808/2019 §§15–16)."
            ),
            _("The court may charge a fee for the proceedings (tuomioistuinmaksulaki 1455/2015)."),
            _("Address: %(address)s") % {"address": ", ".join(part for part in (to, address, email) if part)},
        ]
    return "\n\n".join(paragraphs)


class Writer(Protocol):
    """What writes an instruction."""

    def __call__(
        self,
        *,
        to: str,
        address: str,
        email: str,
        rule: AppealRule,
        members: AppealRule,
        last_day: date | None,
        language: str,
    ) -> str:
        """The instruction's text."""


WRITERS: Mapping[Remedy, Writer] = {Remedy.RECTIFICATION: write, Remedy.APPEAL: write_appeal}

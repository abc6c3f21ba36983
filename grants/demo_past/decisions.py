"""The decision on an application of the past, as grants.services.deciding and portal.decisions would have made it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from grants import rules
from grants.demo_texts.wishes import Wish
from grants.models import Application
from portal import clock
from portal.accounts.models import User
from portal.decisions import dates, diary, instruction
from portal.decisions.enums import Way
from portal.decisions.models import AppealRule, Decision
from portal.translated import in_language
from portal.ui import formats

# When the daily job takes published versions down.
MORNING = time(3, 15)


def decision_row(application: Application, wish: Wish, decider: User, at: datetime) -> Decision:
    """The unsaved decision with the periods that ran from its day; taken down where its time is over."""
    call, association = application.call, application.association
    day = clock.local(at).date()
    rule, members = (AppealRule.objects.for_day(way, day) for way in (Way.E_NOTICE, Way.ONLINE))
    notified = dates.notified_on(day, Way.E_NOTICE, rule)
    last_day = dates.last_day(notified, rule)
    take_down_on = max(last_day, dates.last_day(dates.notified_on(day, Way.ONLINE, members), members)) + timedelta(1)
    over = take_down_on <= clock.today()
    contact = {key: settings.CITY_CONTACT[key] for key in ("name", "email", "phone", "address")}
    with translation.override(wish.language):
        name = in_language(association, "name", wish.language)
        title = f"{in_language(call, 'title', wish.language)}: {name}"
        outcome = _outcome(name, wish, application)
        return Decision(
            subject_type=application._meta.label_lower,
            subject_id=str(application.pk),
            title=title,
            authority=call.authority,
            case_number=application.case_number,
            section_series=call.authority,
            section=diary.section(call.authority, day),
            section_year=day.year,
            decided_at=at,
            decided_by=decider,
            decider_label=str(decider),
            decider_title=_("decision maker"),
            parties=[{"name": name, "role": _("applicant"), "identifier": association.register_number}],
            outcome=outcome,
            reasons=application.proposal_reasons,
            basis=in_language(call, "basis", wish.language),
            contact=contact,
            language=wish.language,
            way=Way.E_NOTICE,
            sent_on=day,
            notified_on=notified,
            last_day=last_day,
            rectification=instruction.write(
                to=call.authority,
                address=contact["address"],
                email=contact["email"],
                rule=rule,
                members=members,
                last_day=last_day,
                language=wish.language,
            ),
            published_title="" if over else title,
            published_text="" if over else rules.published_text(outcome, application.public_reasons),
            published_at=at,
            take_down_on=take_down_on,
            taken_down_at=clock.at(take_down_on, MORNING) if over else None,
        )


def _outcome(name: str, wish: Wish, application: Application) -> str:
    if wish.given:
        return _("%(association)s is granted %(sum)s for: %(purpose)s.") % {
            "association": name,
            "sum": formats.money(wish.given * 100),
            "purpose": wish.purpose.rstrip("."),
        }
    return _("%(association)s is not granted the sum applied for, %(sum)s.") % {
        "association": name,
        "sum": formats.money(application.requested_cents or 0),
    }

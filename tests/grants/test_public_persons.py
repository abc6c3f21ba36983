"""What everybody reads of awards and decisions names nobody, before the appeal period is over and after it.

Kuntalaki 410/2015 §140: what is published of a decision holds only such personal data as is needed, and is taken down
when the appeal period has ended (cases.md 22).
"""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client, TestCase
from django.urls import reverse

from associations.models import Association
from grants.enums import Channel
from grants.models import Application, Award, Call, Principles, Sample
from grants.queries.awards import TOPICS
from grants.services import applying, deciding, messaging, paying, recovering, rectifying, report_review, reviewing
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting, system
from portal.decisions import services as decisions
from portal.decisions.models import Decision
from portal.feedback import services as feedbacks
from portal.ui import pagecache
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for
from tests.factories.privacy import feedback
from tests.url_table import TABLE

pytestmark = pytest.mark.django_db

# Stands in every text that isn't for everybody.
NAMED = "Pirkkaliisa Nimellinen, pirkkaliisa@koti.example, 040 765 4321"
PERSONAL = ("Pirkkaliisa", "Nimellinen", "koti.example", "765 4321", "Meikäläinen", "people.example")
PUBLIC_REASONS = "Hakemus vastaa hyvin perusteita."


def matter() -> Application:
    """A paid grant about which people wrote of people, and of which everything is told that is told to everybody."""
    report = grants.reported_call(**grants.terms())
    association = AssociationFactory.create(name_fi="Kuoro Selkämeren Sointu ry", slug="sointu")
    application = grants.full_draft(report, association, plan=NAMED)
    treasurer = acting_for(application.started_by, association)
    officer, director = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.DECISION_MAKER)
    application = _handed_in(application, treasurer)
    with acting(as_employee(officer)):
        application = reviewing.take_into_review(application=application)
        messaging.send(application=application, text=NAMED)
        scores = dict.fromkeys(application.call.criteria.all(), (5, NAMED))
        reviewing.give_review(application=application, scores=scores)
        application = reviewing.propose(
            application=application,
            amount_cents=50_000,
            reasons=NAMED,
            public_purpose="Kuoron vuosi",
            public_reasons=PUBLIC_REASONS,
        )
    with acting(as_employee(director)):
        application = deciding.decide(application=application, reasons=NAMED)
    with acting(as_employee(officer)):
        rectifying.record(
            application=application,
            channel=Channel.LETTER,
            arrived_on=clock.today(),
            asked=NAMED,
            grounds=NAMED,
            by_member=True,
            asker_name=NAMED[:22],
        )
    with acting(treasurer):
        payout = paying.accept(payout=application.award.payout, account=grants.verified_account(association))
    grants.sent(grants.batch(payout))
    handed_in = grants.handed_in(application.award.reports.with_matter().get(), done=NAMED, effect=NAMED)
    with acting(as_employee(officer)):
        report_review.accept(report=handed_in, summary="Konsertti pidettiin.")
    grants.sample(report)
    _recovered(application, treasurer)
    return Application.objects.get(pk=application.pk)


def _handed_in(application: Application, treasurer: Any) -> Application:
    with acting(treasurer):
        return applying.submit(application=application, arrived_at=clock.now(), language="fi")


def _recovered(application: Application, treasurer: Any) -> None:
    found = grants.recovery(application.award.payout)
    type(found).objects.filter(pk=found.pk).update(reasons=NAMED)
    with acting(treasurer):
        recovering.answer(recovery=found, text=NAMED, arrived_at=clock.now())
    grants.recovered(found)


def addresses(application: Application) -> dict[str, str]:
    """Every address that a visitor gets 200 from, by the table that the house holds against what is served."""
    association: Association = application.association
    world: Any = SimpleNamespace(
        mine=association,
        decided=application,
        call=Call.objects.get(),
        in_force=Principles.objects.create(
            title_fi="Avustusperiaatteet",
            text_fi="Näin avustuksista päätetään.",
            adopted_by="Kaupunginvaltuusto",
            valid_from=clock.today() - timedelta(days=30),
            state="published",
            published_at=clock.now(),
        ),
        sample=Sample.objects.get(),
        feedback=feedback(),
        people={},
    )
    assert feedbacks.token(world.feedback)
    found = {}
    for name, row in TABLE.items():
        if row.results["anonymous"] == 200 and row.method == "get":
            found[name] = reverse(name, kwargs=row.arguments(world))
    return found


def read(found: dict[str, str], language: str = "fi") -> dict[str, str]:
    """What a visitor gets from each, in the language where the address has one."""
    client = Client()
    told = {}
    for name, address in found.items():
        page = client.get(address.replace("/fi/", f"/{language}/", 1))
        # A machine address without anything to give is no page.
        assert page.status_code in (200, 404, 429), (name, page.status_code)
        content = b"".join(page.streaming_content) if page.streaming else page.content  # type: ignore[attr-defined]
        told[name] = content.decode("utf-8", "replace")
    return told


def naming(told: dict[str, str]) -> dict[str, list[str]]:
    """Which of them name somebody of the matter."""
    found = {name: [word for word in PERSONAL if word in text] for name, text in told.items()}
    return {name: words for name, words in found.items() if words}


def anew() -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        pagecache.bump(*TOPICS)


def test_no_public_address_names_a_person_of_the_matter_before_or_after_the_appeal_period():
    application = matter()
    found = addresses(application)
    award = Award.objects.get()
    people = User.objects.filter(last_name__startswith="Meikäläinen").count()
    assert people >= 4
    assert {"grants:award_detail", "grants:award_list", "grants:award_feed", "awards_csv", "awards_giving"} <= set(
        found
    )
    anew()
    for language in ("fi", "sv"):
        told = read(found, language)
        assert naming(told) == {}
        # It is these pages that tell of the matter at all.
        assert "Kuoron vuosi" in told["grants:award_detail"]
        assert PUBLIC_REASONS in told["grants:award_detail"]
        assert application.case_number in told["awards_csv"]
    # The list for everybody is what it is because of the public texts, not because nothing was written.
    assert Decision.objects.about(application).get().reasons == NAMED

    end = max(decision.take_down_on for decision in Decision.objects.all() if decision.take_down_on)
    with time_machine.travel(clock.at(end, clock.local(clock.now()).time()) + timedelta(days=1), tick=False):
        anew()
        # Also where the job is late.
        late = read(found)
        assert PUBLIC_REASONS not in "".join(late.values())
        with acting(system("test")):
            assert decisions.take_down_due(clock.today()) == 2
        anew()
        after = read(found)
    assert naming(after) == {}
    assert PUBLIC_REASONS not in "".join(after.values())
    # What was granted, to whom and for what stays.
    for name in ("grants:award_detail", "grants:award_list", "awards_csv", "awards_giving"):
        assert award.purpose in after[name], name
    assert not Decision.objects.exclude(published_title="", published_text="").exists()

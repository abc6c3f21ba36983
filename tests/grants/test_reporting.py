"""A use report from the first word to acceptance: written, handed in, returned, completed, accepted."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.http import Http404

from associations.enums import Area, Role
from associations.models import Membership
from grants import rules
from grants.enums import ReportState
from grants.models import ReportAnswer, ReportReturn, ReportSubmission, UseReport
from grants.services import paying, report_reminding, report_review, reporting
from portal import clock, matters
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.dated.models import DatedValue
from portal.files.models import StoredFile
from portal.journal.models import Event
from portal.outbox import rendering
from portal.outbox.models import Message as Mail
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member
from tests.files.made import PDF
from tests.grants.reports import TYPED, actor, city, of, page, parts, seen, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_a_report_from_the_first_word_to_acceptance():
    report = grants.awaited()
    client, officer = of(report), employee(StaffRole.GRANT_OFFICER)
    known = seen(client, report)
    half = client.post(page(report), {**known, "done": "Pidimme konsertin.", "save": ""})
    assert (half.status_code, parts(report)) == (302, {"done": "Pidimme konsertin."})
    early = client.get(page(report, "laheta/"))
    assert "What came of it for residents?" in early.content.decode()
    assert 'name="seal"' not in early.content.decode()
    known = seen(client, report)
    receipt = {"files": SimpleUploadedFile("kuitti.pdf", PDF)}
    done = client.post(page(report), {**known, **TYPED, **receipt, "check": ""})
    assert done.headers["Location"] == page(report, "laheta/")
    through = client.get(page(report, "laheta/"))
    assert "€1,000.00" in through.content.decode().replace("\xa0", "")
    with time_machine.travel(clock.now(), tick=False):
        sent = client.post(page(report, "laheta/"), {"seal": through.context["seal"]})
    assert sent.headers["Location"] == page(report)

    report = stored(report)
    assert (report.state, report.used_cents, report.unspent_cents, report.deviates) == ("handed_in", 50_000, 0, False)
    submission = report.submissions.get()
    assert rules.digest(submission.content) == submission.sha256
    (costs,) = [table for table in submission.content_json["figures"] if table["key"] == "costs"]
    assert [(row["name"]["fi"], row["budget_cents"], row["actual_cents"]) for row in costs["rows"]] == [
        ("Tilat", 100_000, 100_000),
        ("Palkat", 50_000, 50_000),
        ("Matkat", 10_050, 10_050),
    ]
    mail = Mail.objects.get(kind="grants.report_received")
    assert (mail.recipient, mail.context["sha256"]) == (report.award.application.started_by, submission.sha256)
    verbs = Event.objects.about(report.award.application).values_list("verb", flat=True)
    assert "grants.report_handed_in" in verbs
    assert submission.sha256 in client.get(page(report)).content.decode()

    desk = client_for(officer, city=True)
    assert f"/en/kaupunki/selvitykset/{report.pk}/" in desk.get("/en/omat/").content.decode()
    handled = desk.get(city(report)).content.decode()
    assert "Kylä lauloi." in handled
    assert "kuitti.pdf" in handled
    (file,) = StoredFile.objects.of(report)
    assert desk.get(file.get_absolute_url()).status_code == 200
    form = desk.get(city(report, "hyvaksy/"))
    assert form.context["form"].initial["summary"] == "Pidimme konsertin."
    sent_form = {"summary": "Kuoro piti konsertin.", "confirmed": "on", "version": report.version}
    assert desk.post(city(report, "hyvaksy/"), {**sent_form, "confirmed": ""}).status_code == 200
    assert desk.post(city(report, "hyvaksy/"), sent_form).status_code == 302
    report = stored(report)
    assert (report.state, report.public_summary, report.accepted_by) == ("accepted", "Kuoro piti konsertin.", officer)
    assert Mail.objects.get(kind="grants.report_accepted").context["summary"] == "Kuoro piti konsertin."
    assert "Kuoro piti konsertin." in client.get(page(report)).content.decode()


def test_what_is_sent_back_is_completed_and_handed_in_again():
    report = grants.handed_in(explained="")
    officer = employee(StaffRole.GRANT_OFFICER)
    desk, client = client_for(officer), of(report)
    day = clock.today() + timedelta(days=14)
    sent = {"item_1": "Liitä kuitit.", "item_2": "Ketkä esiintyivät?", "due_on": f"{day:%d.%m.%Y}"}
    assert desk.post(city(report, "palauta/"), {**sent, "version": report.version}).status_code == 302
    report = stored(report)
    assert (report.state, report.awaited_on, report.asked_on) == ("returned", day, clock.today())
    assert ReportReturn.objects.get().items == ["Liitä kuitit.", "Ketkä esiintyivät?"]
    mail = Mail.objects.get(kind="grants.report_returned")
    assert "Ketkä esiintyivät?" in rendering.letter(mail).text
    edit = client.get(page(report)).content.decode()
    assert "Liitä kuitit." in edit
    known = seen(client, report)
    assert (
        client.post(page(report), {**known, **TYPED, "effect": "Kylä lauloi ja tanssi.", "check": ""}).status_code
        == 302
    )
    seal = client.get(page(report, "laheta/")).context["seal"]
    client.post(page(report, "laheta/"), {"seal": seal})
    report = stored(report)
    assert report.state == "handed_in"
    first, second = report.submissions.all()
    assert (first.number, second.number) == (1, 2)
    assert ("tanssi" in first.content, "tanssi" in second.content) == (False, True)
    assert Mail.objects.filter(kind="grants.report_received").count() == 2
    assert "Liitä kuitit." in desk.get(city(report)).content.decode()


def test_only_somebody_with_the_right_to_sign_hands_in_and_others_prepare():
    report = grants.written(grants.awaited())
    helper = member(report.award.association, Role.MEMBER)
    Membership.objects.filter(user=helper).update(areas=[Area.GRANTS])
    client = of(report, helper)
    assert client.post(page(report), {**seen(client, report), **TYPED, "save": ""}).status_code == 302
    through = client.get(page(report, "laheta/"))
    assert 'name="seal"' not in through.content.decode()
    assert str(report.award.application.started_by) in through.content.decode()
    assert client.post(page(report, "laheta/"), {"seal": through.context["seal"]}).status_code == 403
    assert stored(report).state == ReportState.DRAFT


def test_handing_in_twice_is_once_with_one_receipt():
    report = grants.written(grants.awaited())
    client = of(report)
    seal = client.get(page(report, "laheta/")).context["seal"]
    answers = [client.post(page(report, "laheta/"), {"seal": seal}).headers["Location"] for _ in range(2)]
    assert answers == [page(report)] * 2
    assert ReportSubmission.objects.count() == 1
    assert Mail.objects.filter(kind="grants.report_received").count() == 1


def test_what_was_changed_after_it_was_read_through_isnt_handed_in():
    report = grants.written(grants.awaited())
    client = of(report)
    seal = client.get(page(report, "laheta/")).context["seal"]
    with actor(report):
        done = report.answers.get(key="done")
        reporting.save(report=report, values={"done": "Muuta."}, versions={"done": done.version})
    refused = client.post(page(report, "laheta/"), {"seal": seal})
    assert refused.status_code == 422
    assert "Read it again" in refused.content.decode()
    assert refused.context["seal"] != seal
    assert stored(report).state == ReportState.DRAFT


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"done": ""}, "What was done with the grant?"),
        ({"used": ""}, "How much of the grant was used?"),
        ({"reached": ""}, "How many people did it reach?"),
        ({"table-costs": ""}, "Kysymys costs"),
        # Money that is left, and a figure that is far off, are explained.
        ({"used": 49_999}, "Why did something turn out otherwise"),
        ({"table-costs": {"rows": {**grants.CAME_TO["rows"], "row-tilat": [110_001]}, "own": []}}, "Why did"),
        ({"table-costs": {**grants.CAME_TO, "own": [{"name": "Uusi", "cells": [1]}]}}, "Why did"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_handed_in(given: dict[str, Any], missing: str):
    report = grants.awaited()
    written = {**{"done": "Tehtiin.", "effect": "Vaikutti.", "reached": 1, "used": 50_000}, **given}
    with actor(report):
        reporting.save(report=report, values={"table-costs": grants.CAME_TO, **written}, versions={})
        seal = reporting.written(report).seal
        with pytest.raises(Refused, match=r"One thing is missing: .*") as refusal:
            reporting.hand_in(report=report, seal=seal, arrived_at=clock.now(), language="fi")
    assert missing in str(refusal.value)
    assert not ReportSubmission.objects.exists()


def test_zero_people_and_nothing_used_are_answers():
    report = grants.handed_in(reached=0, used=0, explained="Konsertti peruttiin.")
    assert (report.used_cents, report.unspent_cents, report.deviates) == (0, 50_000, True)


def test_what_stands_out_is_flagged_by_the_rule_of_its_day():
    DatedValue.objects.create(
        name="grants.report_deviation_percent", value=20, valid_from=clock.today(), reason="Päätös"
    )
    off = {"rows": {**grants.CAME_TO["rows"], "row-tilat": [115_000]}, "own": []}
    within = grants.handed_in(**{"table-costs": off})
    assert not within.deviates
    DatedValue.objects.update(value=5)
    desk = client_for(employee(StaffRole.GRANT_OFFICER))
    # What was judged by one rule isn't judged anew by the next.
    assert "Something stands out" not in desk.get(city(within)).content.decode()
    beyond = grants.handed_in(explained="Vuokra nousi.", **{"table-costs": off})
    assert beyond.deviates
    said = desk.get(city(beyond)).content.decode()
    assert "differs from the budget by more than 5 %" in said
    assert "wasn’t used" not in said


def test_an_interim_report_may_have_money_left_but_not_more_than_the_budget():
    report = grants.awaited(grants.reported_call(interim_months=3), kind="interim")
    half = {"rows": {"row-tilat": [40_000], "row-palkat": [0]}, "own": []}
    found = grants.handed_in(report, used=20_000, **{"table-costs": half})
    assert (found.deviates, found.unspent_cents) == (False, 30_000)
    over = grants.written(
        grants.awaited(grants.reported_call(interim_months=3), kind="interim"),
        **{"table-costs": {"rows": {"row-tilat": [120_000]}, "own": []}},
    )
    with actor(over):
        assert any("Why did" in one for one in reporting.missing(reporting.written(over)))


def test_a_late_report_is_taken_and_seen_to_be_late():
    report = grants.awaited()
    with time_machine.travel(clock.now() + timedelta(days=220), tick=False):
        assert stored(report).is_late
        found = grants.handed_in(report)
        assert (found.deviates, found.came_late) == (True, True)
        said = client_for(employee(StaffRole.GRANT_OFFICER)).get(city(found)).content.decode()
    assert "by which it was due" in said


def test_the_last_moment_of_the_day_in_helsinki_is_in_time():
    report = grants.written(grants.awaited())
    last = clock.at(report.awaited_on, time(23, 59, 59))
    with actor(report):
        seal = reporting.written(report).seal
        found = reporting.hand_in(report=report, seal=seal, arrived_at=last, language="fi")
    assert (found.came_late, found.deviates) == (False, False)


def test_the_summary_begins_with_the_associations_words_and_fits():
    report = grants.handed_in(done="Kuoro lauloi.\n\n" + "Ja lauloi. " * 100)
    summary = report_review.summary_of(report.submissions.get())
    assert summary.startswith("Kuoro lauloi. Ja lauloi.")
    assert len(summary) == 600
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        with pytest.raises(Refused, match="600"):
            report_review.accept(report=report, summary="x" * 601)
        with pytest.raises(Refused, match="Write a summary"):
            report_review.accept(report=report, summary=" \n")
        with pytest.raises(Stale):
            report_review.accept(report=report, summary="Lauloi.", version=report.version - 1)
    assert stored(report).state == "handed_in"


def test_what_was_accepted_or_sent_back_is_handled_no_more():
    report = grants.handed_in()
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        day = clock.today() + timedelta(days=5)
        for items, due in (((), day), (["x"] * 21, day), (["Kuitti"], clock.today())):
            with pytest.raises(Refused):
                report_review.send_back(report=report, items=items, due_on=due)
        report_review.accept(report=report, summary="Lauloi.")
        with pytest.raises(Refused):
            report_review.send_back(report=report, items=["Kuitti"], due_on=day)
        with pytest.raises(Refused):
            report_review.accept(report=report, summary="Taas.")
    with actor(report), pytest.raises(Refused, match="handed in already"):
        reporting.save(report=report, values={"done": "Muu."}, versions={})
    client = of(report)
    assert client.post(page(report), {"done": "Muu.", "save": ""}).status_code == 200
    assert parts(report)["done"] == "Pidimme konsertin."


def test_who_may_read_or_handle_what():
    draft, waits = grants.awaited(), grants.handed_in()
    stranger = member(AssociationFactory.create())
    with acting(acting_for(stranger, stranger.memberships.get().association)), pytest.raises(Http404):
        reporting.save(report=draft, values={"done": "x"}, versions={})
    with acting(as_employee(employee(StaffRole.AUDITOR))), pytest.raises(PermissionDenied):
        report_review.accept(report=waits, summary="x")
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))), pytest.raises(PermissionDenied):
        reporting.save(report=draft, values={"done": "x"}, versions={})
    grants.written(draft, done="Salainen luonnos")
    said = client_for(employee(StaffRole.GRANT_OFFICER)).get(city(draft)).content.decode()
    assert "Salainen luonnos" not in said
    ex = draft.award.application.started_by
    client = of(draft, ex)
    assert client.get(page(draft)).status_code == 200
    yesterday = clock.today() - timedelta(days=1)
    Membership.objects.filter(user=ex).update(ends_on=yesterday)
    assert client.get(page(draft)).status_code == 404
    assert client.post(page(draft), {"done": "Kosto.", "save": ""}).status_code == 404
    assert client.post(page(draft, "laheta/"), {"seal": ""}).status_code == 404


def test_the_desk_says_what_is_owed_and_whose_turn_it_is():
    far = grants.awaited(grants.reported_call(report_months=12))
    with actor(far) as who:
        (matter,) = [one for one in matters.of(who) if one.url.endswith("/selvitys/")]
    assert not matter.yours
    assert matter.due is not None
    assert clock.local(matter.due).date() == far.awaited_on
    UseReport.objects.filter(pk=far.pk).update(awaited_on=clock.today() + timedelta(days=60))
    with actor(far) as who:
        (matter,) = [one for one in matters.of(who) if one.url.endswith("/selvitys/")]
    assert (matter.yours, matter.note) == (True, "Use report to hand in")


@pytest.mark.parametrize("table", ["grants_reportsubmission", "grants_reportreturn"])
def test_the_database_lets_nobody_change_what_was_handed_in_or_sent_back(table: str):
    for order in (f"DELETE FROM {table}", f"UPDATE {table} SET report_id = 1"):  # noqa: S608
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(order)


@pytest.mark.parametrize(
    "values",
    [
        {"state": "accepted"},
        {"state": "handed_in", "handed_in_at": None},
        {"public_summary": "Ennen aikojaan"},
        {"used_cents": -1},
    ],
)
def test_the_database_ties_each_state_to_what_belongs_to_it(values: dict[str, Any]):
    report = grants.handed_in()
    with pytest.raises(IntegrityError), transaction.atomic():
        UseReport.objects.filter(pk=report.pk).update(**values)
    with pytest.raises(IntegrityError, match="report_once"), transaction.atomic():
        UseReport.objects.create(
            award=report.award, kind="final", due_on=clock.today(), awaited_on=clock.today(), asked_on=clock.today()
        )
    assert ReportAnswer.objects.filter(report=report).exists()


def test_nothing_is_asked_of_a_grant_that_wasnt_taken_or_was_revoked():
    declined, revoked, taken = grants.awaited(), grants.awaited(), grants.awaited()
    matter = declined.award.application
    with acting(acting_for(matter.started_by, matter.association)):
        paying.decline(payout=declined.award.payout, reason="Emme ehdi.")
    type(revoked.award).objects.filter(pk=revoked.award_id).update(revoked_on=revoked.award.decided_on)
    assert list(UseReport.objects.awaited()) == [taken]
    after = taken.awaited_on + timedelta(days=1)
    assert list(UseReport.objects.late(after)) == [taken]
    report_reminding.remind(after)
    assert set(Mail.objects.filter(kind="grants.report_reminder").values_list("subject_id", flat=True)) == {
        str(taken.pk)
    }

"""The city's list of use reports, and whom a tie shuts out of them (cases.md 22)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from associations.enums import Role
from associations.models import Membership, Tie
from grants.models import SampleMember, UseReport
from grants.services import report_review
from portal import clock, matters, policy
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.files import services as files
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory
from tests.files.made import PDF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = "/en/kaupunki/selvitykset/"


def listed(part: str = "") -> list[int]:
    client = client_for(employee(StaffRole.GRANT_OFFICER))
    page = client.get(LIST, {"part": part} if part else {})
    assert page.context["page"].paginator.count == len(page.context["rows"])
    return sorted(int(row.key) for row in page.context["rows"])


def test_each_part_of_the_list_has_what_it_says():
    of = grants.reported_call()
    coming, late, waits, off, back, done = (grants.awaited(of) for _number in range(6))
    UseReport.objects.filter(pk=late.pk).update(awaited_on=clock.today() - timedelta(days=1))
    grants.handed_in(waits)
    grants.handed_in(off, used=100, explained="Peruttiin.")
    grants.handed_in(back)
    grants.handed_in(done)
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        report_review.send_back(report=back, items=["Kuitti"], due_on=clock.today() + timedelta(days=9))
        report_review.accept(report=done, summary="Tehtiin.")
    sample = grants.sample(of)
    SampleMember.objects.filter(sample=sample, award=waits.award).update(place=1)
    found = {part: listed(part) for part in ("", "awaited", "late", "returned", "accepted", "deviates", "sample")}
    assert found == {
        "": sorted([waits.pk, off.pk]),
        "awaited": sorted([coming.pk, late.pk, back.pk]),
        "late": [late.pk],
        "returned": [back.pk],
        "accepted": [done.pk],
        "deviates": [off.pk],
        "sample": [waits.pk],
    }
    assert listed("all") == sorted(row.pk for row in (coming, late, waits, off, back, done))
    # What isn't offered is as good as nothing, also a name of a column.
    assert listed("award__association") == found[""]


def test_the_row_says_what_stands_out_and_what_was_drawn():
    of = grants.reported_call()
    report = grants.handed_in(grants.awaited(of), used=0, explained="Peruttiin.")
    SampleMember.objects.filter(sample=grants.sample(of)).update(place=1)
    said = client_for(employee(StaffRole.GRANT_OFFICER)).get(LIST).content.decode()
    row = said[said.index("<tbody>") : said.index("</tbody>")]
    assert "stands out" in row
    assert "in the sample" in row
    handled = client_for(employee(StaffRole.GRANT_OFFICER)).get(f"{LIST}{report.pk}/").content.decode()
    assert "drawn to be audited" in handled


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_many_it_shows(rows: int, django_assert_num_queries: Any):
    of = grants.reported_call()
    for _number in range(rows):
        grants.handed_in(grants.awaited(of))
    client = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
    client.get(LIST)
    # The session, the person, their roles, for whom they act; saved views, how many, the keys, the rows.
    with django_assert_num_queries(8):
        page = client.get(LIST)
    assert len(page.context["rows"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_report_costs_the_same_however_often_it_was_returned(rows: int, django_assert_num_queries: Any):
    report = grants.handed_in()
    for _number in range(rows):
        with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
            report_review.send_back(report=report, items=["Kuitti"], due_on=clock.today() + timedelta(days=9))
        grants.handed_in(report)
    client = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
    client.get(f"{LIST}{report.pk}/")
    # 4; the report, what was handed in, the application's submissions, the returns, the samples, and changes.
    with django_assert_num_queries(10):
        page = client.get(f"{LIST}{report.pk}/")
    assert page.content.decode().count("Handed in before") == rows


@pytest.mark.parametrize(
    "bind",
    [
        lambda user, association: Tie.objects.create(user=user, association=association),
        lambda user, association: Tie.objects.create(user=user, association=association, relative=True),
        lambda user, association: Membership.objects.create(association=association, user=user, role=Role.MEMBER),
    ],
    ids=["their own seat", "a relative's", "a role"],
)
def test_who_is_tied_never_meets_the_report(bind: Any):
    mine = AssociationFactory.create(name_fi="Oma Kuoro ry", slug="oma-kuoro")
    of = grants.reported_call()
    barred, other = grants.handed_in(grants.awaited(of, mine)), grants.handed_in(grants.awaited(of))
    paper = files.store(PDF, name="kuitti.pdf", kind="document", parent=barred)
    sample = grants.sample(of, size=2)
    for place, member in enumerate(sample.members.all(), 1):
        SampleMember.objects.filter(pk=member.pk).update(place=place)
    officer = employee(StaffRole.GRANT_OFFICER)
    client = client_for(officer, city=True)
    day = clock.today() + timedelta(days=9)
    doors = {
        f"{LIST}{barred.pk}/": {},
        f"{LIST}{barred.pk}/hyvaksy/": {"summary": "x", "confirmed": "on"},
        f"{LIST}{barred.pk}/palauta/": {"item_1": "x", "due_on": f"{day:%d.%m.%Y}"},
        paper.get_absolute_url(): {},
    }
    assert [client.get(path).status_code for path in doors] == [200] * 4
    bind(officer, mine)
    for part in ("", "all", "sample"):
        page = client.get(LIST, {"part": part})
        assert [row.key for row in page.context["rows"]] == [str(other.pk)]
        assert page.context["page"].paginator.count == 1
    assert [client.get(path).status_code for path in doors] == [404] * 4
    assert [client.post(path, data).status_code for path, data in list(doors.items())[1:3]] == [404, 404]
    drawn = client.get(f"/en/kaupunki/otannat/{sample.pk}/").context["drawn"]
    assert [row.case_number for row in drawn] == [other.award.application.case_number]
    with acting(as_employee(officer)) as actor:
        assert [one.url for one in matters.of(actor) if "selvitykset" in one.url] == [
            f"/fi/kaupunki/selvitykset/{other.pk}/".replace("/fi/", "/en/")
        ]
        assert list(policy.visible(UseReport)) == [other]
        with pytest.raises(Http404):
            report_review.accept(report=barred, summary="x")
        with pytest.raises(Http404):
            report_review.send_back(report=barred, items=["x"], due_on=day)
    assert UseReport.objects.get(pk=barred.pk).state == "handed_in"

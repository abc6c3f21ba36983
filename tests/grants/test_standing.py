"""What the public register tells of awards after their decision: declined, changed, recovered, what came of them."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client, TestCase

from grants.enums import ChangeKind, Consent, CorrectionGround, RectificationOutcome
from grants.models import Award, Payout, Recovery
from grants.queries.standing import AS_DECIDED, standings
from grants.services import changing, collecting, correcting, paying, rectifying, report_review
from grants.services.sittings import Sitting
from grants.views import open_data
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.ui.budget import Budget
from portal.ui.downloads import A_MINUTE
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import acting_for

pytestmark = pytest.mark.django_db

LIST, FEED = "/en/avustukset/myonnetyt/", "/en/avustukset/myonnetyt.atom"
CSV, GIVING = "/avoin-data/avustukset.csv", "/avoin-data/avustukset.json"


@pytest.fixture(autouse=True)
def _fresh_budgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_data, "csv_downloads", Budget(A_MINUTE))
    monkeypatch.setattr(open_data, "giving_downloads", Budget(A_MINUTE))


def declined() -> Award:
    award: Award = grants.decided().award
    application = award.application
    with acting(acting_for(application.started_by, application.association)):
        paying.decline(payout=award.payout, reason="Emme tarvitse.")
    return award


def corrected(award: Award, cents: int) -> Award:
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        correcting.correct(
            application=award.application,
            cents=cents,
            reasons="Uusi syy.",
            public_purpose="Kuoron nuotit",
            ground=CorrectionGround.FACTS,
            corrects="Summa oli väärä.",
            consent=Consent.AGREED,
        )
    award.refresh_from_db()
    return award


def rectified(award: Award, outcome: str, cents: int | None = None) -> Award:
    found = grants.rectification(award.application)
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        rectifying.decide(
            rectification=found,
            outcome=outcome,
            cents=cents,
            reasons="Perustelut.",
            sitting=Sitting("Sivistyslautakunta"),
        )
    award.refresh_from_db()
    return award


def recovered(cents: int = 20_000) -> Recovery:
    return grants.recovered(cents=cents)


def written_off(cents: int = 20_000) -> Recovery:
    found = recovered(cents)
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        return collecting.write_off(recovery=found, reason="Yhdistys on purkautunut.")


def in_csv() -> list[dict[str, str]]:
    return list(csv.DictReader(b"".join(Client().get(CSV)).decode().splitlines(keepends=True)))


def in_package() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(b"".join(Client().get(GIVING)), parse_float=Decimal)["grants"]
    return found


def today() -> str:
    return clock.today().isoformat()


def test_a_declined_award_is_marked_everywhere_and_in_no_sum():
    other, award = grants.decided(amount_cents=40_050).award, declined()
    page = Page(Client().get(LIST))
    assert "2 awards, €400.50 in all" in page.text
    assert "The association declined the grant on" in page.text
    assert "granted €500.00" in page.text
    detail = Page(Client().get(f"{LIST}{award.pk}/"))
    for words in ("The association declined the grant on", "Holds now", "€0.00", "Sum granted", "€500.00"):
        assert words in detail.text
    assert "declined" not in Page(Client().get(f"{LIST}{other.pk}/")).text
    row = {one["id"]: one for one in in_csv()}[str(award.pk)]
    assert (row["amount_awarded"], row["amount_in_force"], row["declined_on"]) == ("500.00", "0.00", today())
    grant = next(one for one in in_package() if one["url"].endswith(f"/{award.pk}/"))
    assert grant["amountAwarded"] == 0
    assert grant["description"].startswith("Kuoron nuotit. ")
    feed = ET.fromstring(Client().get(FEED).content)  # noqa: S314 - our own
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    said = {one.findtext("{*}id"): (one.findtext("{*}title"), one.findtext("{*}summary")) for one in entries}
    title, summary = said[f"https://portal.test{LIST}{award.pk}/"]
    assert str(title).endswith(": €0.00")
    assert "declined" in str(summary)
    # The first page names only what stands.
    assert f"/en/avustukset/myonnetyt/{award.pk}/" not in Page(Client().get("/en/")).addresses
    assert f"/en/avustukset/myonnetyt/{other.pk}/" in Page(Client().get("/en/")).addresses


def test_a_corrected_award_says_when_it_was_changed_and_sums_follow():
    award = corrected(grants.decided().award, 30_000)
    detail = Page(Client().get(f"{LIST}{award.pk}/"))
    assert "The decision was corrected on" in detail.text
    assert "€300.00" in detail.text
    assert "Holds now" not in detail.text
    assert "1 award, €300" in Page(Client().get(LIST)).text
    (row,) = in_csv()
    assert (row["amount_in_force"], row["changed_on"], row["change"]) == ("300.00", today(), "corrected")


@pytest.mark.parametrize(
    ("outcome", "cents", "said"),
    [
        (RectificationOutcome.CHANGED, 45_000, "rectified"),
        (RectificationOutcome.KEPT, None, ""),
        (RectificationOutcome.NOT_EXAMINED, None, ""),
    ],
)
def test_a_request_for_rectification_marks_the_award_where_it_changed_it(outcome: str, cents: int | None, said: str):
    award = rectified(grants.decided(amount_cents=40_000).award, outcome, cents)
    (row,) = in_csv()
    assert (row["change"], row["changed_on"]) == (said, today() if said else "")
    text = Page(Client().get(f"{LIST}{award.pk}/")).text
    assert ("after a request for rectification" in text) is bool(said)


def test_a_correction_is_told_also_when_a_later_request_changed_nothing():
    award = rectified(corrected(grants.decided().award, 30_000), RectificationOutcome.KEPT)
    assert standings()[award.pk].changed == "corrected"


def test_another_purpose_is_told_as_the_associations_own_wish():
    change = grants.change_request(grants.decided(), kind=ChangeKind.PURPOSE)
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        changing.approve(change=change, reasons="Sopii.", public_purpose="Konserttimatka")
    assert "at the association’s request" in Page(Client().get(f"{LIST}{change.award_id}/")).text
    assert in_csv()[0]["change"] == "changed"


def test_what_is_recovered_is_taken_from_the_sums():
    found = recovered(20_000)
    assert found.award.amount_cents == 50_000
    page = Page(Client().get(LIST))
    assert "1 award, €300" in page.text
    assert "€200.00 of the grant was decided to be recovered on" in page.text
    detail = Page(Client().get(f"{LIST}{found.award_id}/")).text
    assert "Holds now" in detail
    assert "€300.00" in detail
    (row,) = in_csv()
    named = ("amount_awarded", "amount_in_force", "amount_recovered", "recovered_on", "amount_written_off")
    assert [row[name] for name in named] == ["500.00", "300.00", "200.00", today(), ""]
    assert in_package()[0]["amountAwarded"] == 300


def test_what_is_written_off_is_told_and_still_taken_from_the_sums_as_in_the_ledger():
    found = written_off(20_000)
    assert (
        "Of what was to be recovered, €200.00 was written off on" in Page(Client().get(f"{LIST}{found.award_id}/")).text
    )
    (row,) = in_csv()
    assert (row["amount_in_force"], row["amount_written_off"], row["written_off_on"]) == ("300.00", "200.00", today())


def test_a_hearing_about_a_recovery_is_nobody_elses_business():
    found = grants.recovery()
    assert standings() == {}
    assert "recover" not in Page(Client().get(f"{LIST}{found.award_id}/")).text


def test_what_came_of_an_award_stands_with_it_once_the_report_is_accepted():
    report = grants.handed_in()
    assert "What came of it" not in Page(Client().get(f"{LIST}{report.award_id}/")).text
    assert in_csv()[0]["use_summary"] == ""
    assert "relatedDocument" not in in_package()[0]
    officer = employee(StaffRole.GRANT_OFFICER)
    with TestCase.captureOnCommitCallbacks(execute=True), acting(as_employee(officer)):
        report_review.accept(report=report, summary="Konsertissa kävi 120 kuulijaa.")
    page = Page(Client().get(f"{LIST}{report.award_id}/"))
    assert "What came of it" in page.text
    assert "Konsertissa kävi 120 kuulijaa." in page.text
    assert in_csv()[0]["use_summary"] == "Konsertissa kävi 120 kuulijaa."
    assert in_package()[0]["relatedDocument"] == [
        {
            "title": "Käyttöselvitys",
            "description": "Konsertissa kävi 120 kuulijaa.",
            "url": f"https://portal.test/fi/avustukset/myonnetyt/{report.award_id}/",
        }
    ]


def test_the_list_the_files_and_the_years_have_one_sum():
    declined()
    corrected(grants.decided().award, 33_333)
    recovered(12_345)
    shown = Client().get(LIST).context
    in_file = sum(Decimal(row["amount_in_force"]) for row in in_csv())
    in_json = sum(grant["amountAwarded"] for grant in in_package())
    assert in_file * 100 == in_json * 100 == shown["cents"] == 33_333 + 50_000 - 12_345
    assert shown["page"].paginator.count == 3


def test_what_happened_is_read_in_two_queries_however_much_it_is(django_assert_num_queries: Any):
    for _number in range(2):
        declined()
        recovered()
        keys = list(Award.objects.values_list("pk", flat=True))
        with django_assert_num_queries(2):
            assert set(standings(keys)) == set(keys)
    assert AS_DECIDED.holds(7) == 7


def test_a_list_with_history_asks_as_much_for_many_rows_as_for_two(django_assert_num_queries: Any):
    reader = client_for(UserFactory.create())
    for _number in range(2):
        declined()
        recovered()
        reader.get(LIST)
        # The session, the person, their staff roles, those for whom they may act; the awards' keys, the
        # awards and what was recovered of them.
        with django_assert_num_queries(7):
            reader.get(LIST)


def test_an_award_that_waits_to_be_accepted_holds():
    award = grants.decided().award
    Payout.objects.filter(award=award).update(accept_by=clock.today() - timedelta(days=1))
    assert "1 award, €500" in Page(Client().get(LIST)).text

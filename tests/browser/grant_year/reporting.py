"""The association is reminded, tells how the money was used, and the city accepts it; then the matter is closed."""

from __future__ import annotations

from datetime import timedelta

from associations.models import Support
from grants.enums import ReportState
from grants.models import UseReport
from portal import clock
from portal.ui import formats
from tests.browser.grant_year.walking import PAPER, Year, answer

DAYS_BEFORE = 20
EFFECT = {
    "fi": "Yhdistykseen tuli kaksitoista uutta laulajaa.",
    "sv": "Föreningen fick tolv nya sångare.",
    "en": "Twelve new singers joined the association.",
}


def remind(year: Year) -> None:
    """Days before the report is due a mail comes by itself."""
    due = UseReport.objects.get().awaited_on
    year.later((due - timedelta(days=DAYS_BEFORE) - clock.today()).days)
    year.daily("grants.remind_of_reports")
    mails = year.new_mails(year.treasurer)
    assert any(formats.day(due, year.language) in answer(mail) for mail in mails), [mail["Subject"] for mail in mails]


def report(year: Year) -> None:
    """The treasurer fills in the figures beside the budget, attaches a receipt and hands the report in."""
    treasurer = year.person(year.treasurer)
    treasurer.go(year.matter).press(f'main a[href$="{year.matter}selvitys/"]')
    page = treasurer.page
    given = year.application.award.amount_cents
    treasurer.fill(
        done=EFFECT[year.language], effect=EFFECT[year.language], reached="120", used=f"{given // 100},{given % 100:02}"
    )
    for cell in page.locator('main form input[name*="-row-"]').all():
        cell.fill("1000")
    treasurer.fill(explained=EFFECT[year.language])
    page.set_input_files('main input[type="file"]', PAPER)
    treasurer.press('button[name="check"]').reads(EFFECT[year.language], "liite.pdf")
    treasurer.press("main form[data-once] button[type=submit]")
    assert UseReport.objects.get().state == ReportState.HANDED_IN
    assert year.new_mails(year.treasurer)


def accept(year: Year) -> None:
    """An officer holds the report against the budget and accepts it with a summary for everybody."""
    officer = year.person(year.officers[1])
    found = UseReport.objects.get()
    officer.go("/kaupunki/selvitykset/?part=handed_in").press(f'tbody a[href$="{found.pk}/"]')
    officer.reads(EFFECT[year.language]).press('main a[href$="/hyvaksy/"]')
    officer.fill(summary=EFFECT[year.language]).tick("confirmed").save()
    assert UseReport.objects.get().state == ReportState.ACCEPTED
    assert year.new_mails(year.treasurer)


def closed(year: Year, *, reported: bool) -> None:
    """Nobody waits for anybody: the award stands in the register, and its sum in the association's ledger."""
    treasurer = year.person(year.treasurer).go(year.matter)
    assert not treasurer.page.locator("main .notice-warning").count(), treasurer.text()
    if not reported:
        treasurer.told("No use report is asked of this grant.")
    award = year.application.award
    sum_given = formats.money(award.amount_cents, year.language)
    visitor = year.person().go("/avustukset/myonnetyt/").press(f'main a[href$="/myonnetyt/{award.pk}/"]')
    visitor.reads(year.application.case_number, sum_given, *([EFFECT[year.language]] if reported else []))
    officer = year.person(year.officers[0]).go(f"/kaupunki/yhdistykset/{year.association.pk}/")
    officer.reads(sum_given)
    entries = Support.objects.filter(association=year.association)
    assert sum(entry.value_cents for entry in entries) == award.amount_cents

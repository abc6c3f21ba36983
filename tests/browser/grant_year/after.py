"""What may come after a decision: a request for rectification, a change, a recovery."""

from __future__ import annotations

from datetime import timedelta

from associations.models import Support
from grants.enums import (
    ChangeKind,
    ChangeState,
    RecoveryGround,
    RecoveryState,
    RectificationOutcome,
    RectificationState,
)
from grants.models import ChangeRequest, Recovery, Rectification
from portal import clock
from portal.decisions.models import Decision
from portal.ui import formats
from tests.browser.grant_year.deciding import letter
from tests.browser.grant_year.walking import PAPER, Year

WHY = {"fi": "Jäsenmäärämme oli väärin.", "sv": "Vårt medlemsantal var fel.", "en": "Our number of members was wrong."}


def rectification(year: Year) -> None:
    """The association asks for more, a committee changes the decision, and its new version arrives."""
    before = year.application.award.amount_cents
    why = WHY[year.language]
    treasurer = year.person(year.treasurer).go(year.matter).press('main a[href$="/oikaisu/"]')
    treasurer.fill(asked=why, grounds=why)
    treasurer.page.set_input_files('main input[type="file"]', PAPER)
    treasurer.save()
    found = Rectification.objects.get()
    recorder = year.person(year.recorder).go("/kaupunki/oikaisut/").press(f'tbody a[href$="/{found.pk}/"]')
    recorder.reads(why, "liite.pdf").press('main a[href$="/paata/"]')
    recorder.tick("outcome", RectificationOutcome.CHANGED).fill(
        amount=f"{before // 100 - 100},00",
        reasons=why,
        authority="Sivistyslautakunta",
        meeting_on=formats.day(clock.today(), "fi"),
        minutes_section="§ 45",
    )
    recorder.tick("confirmed").save()
    found.refresh_from_db()
    assert found.state == RectificationState.DECIDED
    assert year.application.award.amount_cents == before - 100_00
    assert Decision.objects.count() == 2
    year.done()
    letter(year)


def change(year: Year) -> None:
    """The association asks to use the money for something else and to report later; the city agrees."""
    why = WHY[year.language]
    treasurer = year.person(year.treasurer).go(year.matter).press('main a[href$="/muutos/"]')
    due = year.report.awaited_on + timedelta(days=30)
    treasurer.tick("kind", ChangeKind.PURPOSE).fill(asked=why, grounds=why, report_day=formats.day(due, "fi"))
    treasurer.save()
    found = ChangeRequest.objects.get()
    decider = year.person(year.decider).go("/kaupunki/muutokset/").press(f'tbody a[href$="/{found.pk}/"]')
    decider.reads(why).press('main a[href$="/paata/"]')
    decider.tick("outcome", ChangeState.APPROVED).fill(public_purpose=why, reasons=why)
    decider.tick("confirmed").save()
    found.refresh_from_db()
    assert (found.state, year.report.awaited_on) == (ChangeState.APPROVED, due)
    assert year.application.public_purpose == why
    assert Decision.objects.count() == 2
    year.done()
    letter(year)


def recovery(year: Year) -> None:
    """A part was used for something else: the association is heard, it is decided, and paid back in two parts."""
    why = WHY[year.language]
    officer = year.person(year.officers[0]).go(year.handling).press('main a[href*="/perinnat/uusi/"]')
    officer.tick("ground", RecoveryGround.OTHER_USE).fill(amount="400,00", reasons=why).tick("confirmed").save()
    found = Recovery.objects.get()
    year.done()
    assert year.new_mails(year.treasurer)
    treasurer = year.person(year.treasurer).go(year.matter).press('main a[href$="/perinta/"]')
    treasurer.reads(why).fill(answer=why)
    treasurer.page.set_input_files('main input[type="file"]', PAPER)
    treasurer.save()
    decider = year.person(year.decider).go("/kaupunki/perinnat/").press(f'tbody a[href$="/{found.pk}/"]')
    decider.reads("liite.pdf").press('main a[href$="/paata/"]')
    decider.tick("outcome", "recover").fill(
        amount="300,00", instalments="2", first_due=formats.day(clock.today() + timedelta(days=40), "fi"), reasons=why
    )
    decider.tick("confirmed").save()
    found.refresh_from_db()
    assert found.state == RecoveryState.DECIDED
    year.done()
    assert year.new_mails(year.treasurer)
    treasurer.go(f"{year.matter}perinta/").reads(formats.money(150_00, year.language))
    year.later(30)
    for cents, state in ((150_00, RecoveryState.DECIDED), (150_00, RecoveryState.COLLECTED)):
        officer = year.person(year.officers[0]).go(f"/kaupunki/perinnat/{found.pk}/")
        officer.press('main a[href$="/suoritus/"]').fill(amount=f"{cents // 100},00").save()
        found.refresh_from_db()
        assert found.state == state
    entries = Support.objects.filter(association=year.association)
    award = year.application.award
    assert sum(entry.value_cents for entry in entries) == award.amount_cents - 300_00
    officer.go(f"/kaupunki/yhdistykset/{year.association.pk}/").reads(formats.money(-300_00, year.language))

"""The city scores, shares the money, gathers a list and decides; the letter arrives."""

from __future__ import annotations

import io

import pikepdf

from grants.enums import ApplicationState, CallKind, ListState
from grants.models import Allocation, DecisionList
from portal import clock
from portal.ui import formats
from tests.browser.grant_year.walking import Year, answer

# Who sits decides by a meeting; the others are officeholders.
MEETS = {CallKind.PARTNERSHIP}


def review(year: Year) -> None:
    """One officer takes the application; as many as the call wants score it without seeing each other's points."""
    first, second = (year.person(officer) for officer in year.officers)
    first.go("/kaupunki/avustukset/").press(f'tbody a[href$="{year.application.pk}/"]')
    first.press('form[action$="/kasittelyyn/"] button')
    for number, officer in enumerate((first, second)[: year.call.scores_needed]):
        officer.go(year.handling)
        assert "Tarttuu hyvin" not in officer.text()
        officer.press('a[href$="/pisteet/"]')
        for field in officer.page.locator('input[type="number"]').all():
            field.fill(str(4 + number % 2))
        for field in officer.page.locator("main form textarea").all():
            field.fill("Tarttuu hyvin perusteisiin.")
        officer.save()
    first.go(year.handling).reads("Tarttuu hyvin")


def share(year: Year) -> None:
    """The officer looks at the ranking, tries what each model would give, and makes the proposals of one."""
    officer = year.person(year.officers[0])
    officer.go(f"/kaupunki/haut/{year.call.pk}/jarjestys/").reads(year.name).press('a[href$="/jako/"]')
    officer.press('main tbody a[href*="model="]').press('a[href*="/vahvista/"]').save()
    year.done()
    made = Allocation.objects.get()
    officer.go(f"/kaupunki/haut/jaot/{made.pk}/").told("The proposals have been made.")
    assert year.application.state == ApplicationState.PROPOSED


def decide(year: Year) -> None:
    """The proposals go on a list, which the decision maker reads and decides; the association gets its letter."""
    officer, decider = year.person(year.officers[0]), year.person(year.decider)
    officer.go("/kaupunki/paatoslistat/").press(f'a[href$="/uusi/{year.call.pk}/"]')
    meets = year.call.kind in MEETS
    if meets:
        officer.fill(meeting_on=formats.day(clock.today(), "fi"))
    officer.save().press('a[href$="/esita/"]').save()
    decider.go("/kaupunki/paatoslistat/").press("tbody a").press('a[href$="/paata/"]')
    if meets:
        decider.fill(minutes_section="§ 45")
    decider.tick("confirmed").save()
    year.done()
    assert DecisionList.objects.get().state == ListState.DECIDED
    assert year.application.state == ApplicationState.GRANTED
    decider.go(decider.path).reads(year.name)
    # The letter is sealed by the work that the decision asked for.
    year.done()
    letter(year)


def letter(year: Year) -> None:
    """A mail about the decision has come, and its document opens from the portal, in the association's language."""
    mails = year.new_mails(year.treasurer)
    assert any(f"/{year.language}{year.matter}" in answer(mail) for mail in mails), [mail["Subject"] for mail in mails]
    treasurer = year.person(year.treasurer).go(year.matter)
    content = treasurer.download('.decision a[href^="/tiedostot/"]')
    with pikepdf.open(io.BytesIO(content)) as document:
        assert str(document.Root.Lang) == f"{year.language}-FI"

"""A call is copied from last year's and published; the association fills in its form and hands it in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from playwright.sync_api import expect

from grants.enums import ApplicationState, CallKind, CallState, QuestionKind
from grants.models import Call, Question
from portal import clock
from portal.ui import formats
from tests.browser.grant_year.walking import PAPER, SAVE, Person, Year, answer

OPEN_DAYS = 20
APPROPRIATION: dict[str, str] = {CallKind.START_UP: "4 000,00"}
# By when the use is reported: months after the decision, or nothing.
REPORTS: dict[str, str] = {kind: "6" for kind in CallKind if kind != CallKind.START_UP}

PURPOSES = {
    CallKind.OPERATING: (
        "Kuoron harjoitukset ja konsertit",
        "Körens övningar och konserter",
        "Rehearsals and concerts",
    ),
    CallKind.PROJECT: ("Lauluryhmä uusille porilaisille", "Sånggrupp för nya invånare", "A choir for newcomers"),
    CallKind.EVENT: ("Rantalaulajaiset Kirjurinluodossa", "Allsång vid stranden", "Singing by the shore"),
    CallKind.PARTNERSHIP: ("Laulua palvelutaloihin viikoittain", "Sång på serviceboenden", "Songs in care homes"),
    CallKind.LIGHT: ("Kuoron uudet nuotit", "Nya noter åt kören", "New scores for the choir"),
    CallKind.START_UP: ("Yhdistyksen rekisteröinti", "Registrering av föreningen", "Registering the association"),
}
SENTENCE = {
    "fi": "Laulamme yhdessä joka tiistai, ja mukaan pääsee kuka tahansa.",
    "sv": "Vi sjunger tillsammans varje tisdag, och alla får vara med.",
    "en": "We sing together every Tuesday, and anybody may join.",
}
DAYS = {"day": 120, "starts": 120, "ends": 300}


def purpose(kind: str, language: str) -> str:
    """What the grant is applied for, in the language of the applicant."""
    return PURPOSES[CallKind(kind)][("fi", "sv", "en").index(language)]


def build(year: Year) -> None:
    """An officer copies last year's call, corrects its texts, days and money, and publishes it."""
    officer = year.person(year.officers[0])
    today = clock.today()
    officer.go("/kaupunki/haut/").press(f'tbody a[href$="/haut/{year.before.pk}/"]').press('a[href$="/kopioi/"]')
    officer.fill(
        opens_on=formats.day(today - timedelta(days=1), "fi"),
        closes_on=formats.day(today + timedelta(days=OPEN_DAYS), "fi"),
    ).save()
    made = Call.objects.exclude(pk=year.before.pk).get()
    assert made.questions.count() == year.before.questions.count()
    before, now = year.before.opens_at.year, today.year + 1
    titles = {
        f"title_{language}": getattr(made, f"title_{language}").replace(str(before), str(now))
        for language in ("fi", "sv", "en")
    }
    officer.press('a[href$="/tiedot/"]').fill(
        **titles,
        appropriation_cents=APPROPRIATION.get(made.kind, "60 000,00"),
        report_months=REPORTS.get(made.kind, ""),
    ).save()
    officer.press('a[href$="/julkaise/"]').press(SAVE)
    made.refresh_from_db()
    assert made.state == CallState.PUBLISHED
    assert str(now) in made.title_fi
    visitor = year.person().go("/avustukset/").press(f'main a[href$="/avustukset/{made.pk}/"]')
    visitor.reads(titles[f"title_{year.language}"])


def apply(year: Year) -> None:
    """The treasurer fills in the form with all that it asks; who signs hands it in, and a receipt arrives."""
    treasurer = year.person(year.treasurer)
    treasurer.go(f"/avustukset/{year.call.pk}/").press('form[action$="/hae/"] button')
    _fill_in(year, treasurer)
    treasurer.press('button[name="check"]').reads(purpose(year.call.kind, year.language))
    if year.call.de_minimis:
        treasurer.press('main a[href$="/vahamerkitys/"]').tick("activity", "yes").tick("got", "none").save()
    treasurer.save()
    if year.association.signing == "two":
        assert year.application.state == ApplicationState.SIGNED
        year.person(year.chair).go(year.matter).press('a[href$="/tarkista/"]').reads("Tarja Tilinen").save()
    assert year.application.state == ApplicationState.SUBMITTED
    year.done()
    treasurer.go(year.matter).reads(year.application.case_number)
    receipts = year.new_mails(year.treasurer)
    assert len(receipts) == 1
    assert year.application.case_number in answer(receipts[0])
    assert treasurer.download('main a[href^="/tiedostot/"][href$=".pdf"], main a[href^="/tiedostot/"]')[:5] == b"%PDF-"


def _fill_in(year: Year, treasurer: Person) -> None:
    given: dict[str, Any] = {}
    for question in year.call.questions.select_related("asked_if"):
        if question.asked_if is None or set(given.get(question.asked_if.key, ())) & set(question.asked_if_values):
            given[question.key] = _answer(year, treasurer, question)


def _answer(year: Year, treasurer: Person, question: Question) -> list[str]:
    """Answer one question as its kind asks it; the chosen alternatives come back."""
    page, key = treasurer.page, question.key
    texts: dict[str, str] = {
        QuestionKind.TEXT: purpose(year.call.kind, year.language) if key == "purpose" else SENTENCE[year.language],
        QuestionKind.LONG_TEXT: SENTENCE[year.language],
        QuestionKind.NUMBER: "40",
        QuestionKind.MONEY: "1 500",
        QuestionKind.DATE: formats.day(_day(key), "fi"),
    }
    if question.kind in texts:
        treasurer.fill(**{key: texts[question.kind]})
    elif question.kind == QuestionKind.TABLE:
        treasurer.fill(**_table(question))
    elif question.kind == QuestionKind.FILE and question.required:
        _attach(treasurer, key)
    elif question.kind in {QuestionKind.CHOICE, QuestionKind.CHOICES}:
        # What more is asked after it is asked then.
        asked = [value for one in question.decides.all() for value in one.asked_if_values]
        chosen = asked[:1] or [question.options[0]["key"]]
        treasurer.tick(key, chosen[0])
        return chosen
    elif question.kind == QuestionKind.AMOUNT_CHOICE:
        treasurer.tick(key, str(max(year.call.amounts_cents)))
    elif question.kind == QuestionKind.DECLARATION and question.required:
        treasurer.tick(key)
    elif question.kind == QuestionKind.BANK_ACCOUNT:
        # The only account is chosen already.
        assert page.locator(f'[name="{key}"]').is_checked()
    return []


def _day(key: str) -> date:
    return clock.today() + timedelta(days=DAYS.get(key, 30))


def _table(question: Question) -> dict[str, str]:
    """A budget whose income meets its costs: each column comes to 6 000 euros."""
    rows = [option["key"] for option in question.options]
    sums = [f"{1000 if place else 7000 - 1000 * len(rows)}" for place, _key in enumerate(rows)]
    return {
        f"{question.key}-row-{key}-{at}": said
        for key, said in zip(rows, sums, strict=True)
        for at, _column in enumerate(question.columns)
    }


def _attach(treasurer: Person, key: str) -> None:
    treasurer.page.set_input_files(f'[name="{key}"]', PAPER)
    if treasurer.js:
        # It is saved by itself.
        expect(treasurer.page.locator(f'[data-answer="{key}"] [data-attached] a')).to_have_text(PAPER["name"])

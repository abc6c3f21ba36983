"""An officer builds a call from nothing, tries its form and publishes it; residents see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from grants.enums import CallKind, CallState, QuestionKind, TableRole
from grants.models import Call
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.ui import formats
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.test_path import Walk
from tests.factories.accounts import employee
from tests.files.made import PDF

pytestmark = pytest.mark.django_db(transaction=True)

WALKS = [(NARROW, "fi"), (WIDE, "sv"), (WIDE, "en")]
TITLES = {"title_fi": "Toiminta-avustus 2027", "title_sv": "Verksamhetsbidrag 2027", "title_en": "Operating grant 2027"}


@transaction.atomic
def officer_in(language: str) -> User:
    """An officer who builds calls."""
    return employee(StaffRole.GRANT_OFFICER, language=language)


@dataclass
class Asked:
    """A question as the officer makes it; the key is what the portal makes of the Finnish words."""

    kind: QuestionKind
    key: str
    texts: dict[str, str]
    chosen: dict[str, str] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()


KINDS = [
    Asked(QuestionKind.TEXT, "tarkoitus", {"label_fi": "Tarkoitus", "label_sv": "Ändamål", "label_en": "Purpose"}),
    Asked(QuestionKind.LONG_TEXT, "kuvaus", {"label_fi": "Kuvaus", "max_length": "4000"}, ticked=("carries_over",)),
    Asked(QuestionKind.NUMBER, "jasenia", {"label_fi": "Jäseniä", "lowest": "1", "highest": "5000"}),
    Asked(QuestionKind.MONEY, "summa", {"label_fi": "Summa", "highest": "20000"}, ticked=("is_requested_sum",)),
    Asked(QuestionKind.DATE, "alkaa", {"label_fi": "Alkaa"}),
    Asked(
        QuestionKind.CHOICE,
        "talkoita",
        {"label_fi": "Talkoita", "options_fi": "Kyllä\nEi", "options_sv": "Ja\nNej", "options_en": "Yes\nNo"},
    ),
    Asked(QuestionKind.CHOICES, "ryhmat", {"label_fi": "Ryhmät", "options_fi": "Lapset\nNuoret\nIkäihmiset"}),
    Asked(QuestionKind.DECLARATION, "tiedot-oikein", {"label_fi": "Tiedot oikein"}),
    Asked(
        QuestionKind.TABLE,
        "menot",
        {"label_fi": "Menot", "options_fi": "Tilat\nPalkat", "columns_fi": "Toteutunut\nTalousarvio", "own_rows": "2"},
        {"table_role": TableRole.COSTS},
    ),
    Asked(QuestionKind.FILE, "saannot", {"label_fi": "Säännöt", "most_files": "2"}, {"document_kind": "rules"}),
    Asked(QuestionKind.BANK_ACCOUNT, "tili", {"label_fi": "Tili"}),
]
# A sum of the call's own can't stand beside a sum that the applicant names.
assert {one.kind for one in KINDS} == set(QuestionKind) - {QuestionKind.AMOUNT_CHOICE}


def save(walk: Walk) -> Walk:
    """Press the button of the page's form."""
    return walk.press("main form button[type=submit]")


def started(walk: Walk, language: str) -> Call:
    """Start a call and fill in its facts."""
    today = clock.today()
    walk.go(f"/{language}/kaupunki/haut/").press('a[href$="/haut/uusi/"]')
    walk.fill(
        title_fi=TITLES["title_fi"],
        opens_on=formats.day(today - timedelta(days=1), "fi"),
        opens_clock="9.00",
        closes_on=formats.day(today + timedelta(days=30), "fi"),
        closes_clock="15.00",
    )
    walk.page.select_option('[name="kind"]', CallKind.OPERATING)
    save(walk)
    # What is missing is told at once, and again on the page that would publish.
    assert walk.page.locator(".notice-warning li").count() > 5
    walk.press('a[href$="/julkaise/"]')
    assert walk.page.locator("main form").count() == 0
    walk.page.go_back()
    walk.press('a[href$="/tiedot/"]').fill(
        **TITLES,
        summary_fi="Avustus yhdistyksen vuoteen.",
        terms_fi="Rekisteröity yhdistys voi hakea.",
        basis_fi="Kuntalaki 410/2015 1 §",
        authority="Porin kaupunki, sivistystoimiala",
        rectifier_fi="Porin kaupunki, sivistyslautakunta",
        rectifier_sv="Björneborgs stad, bildningsnämnden",
        rectifier_en="City of Pori, Education Committee",
        appropriation_cents="60 000,00",
        share_percent="60",
        scores_needed="2",
    )
    save(walk)
    return Call.objects.get()


def ask(walk: Walk, one: Asked) -> None:
    """Add a question to the last section."""
    page = walk.page
    walk.press('a[href$="/kysymykset/uusi/"]')
    page.select_option('[name="kind"]', one.kind)
    page.select_option('[name="section"]', index=1)
    # Only what matters for the kind is asked.
    with_lines = one.kind in {QuestionKind.CHOICE, QuestionKind.CHOICES, QuestionKind.TABLE}
    expect(page.locator('[name="options_fi"]')).to_be_visible(visible=with_lines)
    expect(page.locator('[name="document_kind"]')).to_be_visible(visible=one.kind == QuestionKind.FILE)
    walk.fill(**one.texts)
    for name, value in one.chosen.items():
        page.select_option(f'[name="{name}"]', value)
    for name in one.ticked:
        page.check(f'[name="{name}"]')
    save(walk.look())


def ask_after_the_choice(walk: Walk, call: Call) -> None:
    """Add a question that is asked only of those who say yes."""
    page = walk.page
    deciding = call.questions.get(key="talkoita").pk
    walk.press('a[href$="/kysymykset/uusi/"]').fill(label_fi="Ketkä auttavat?")
    page.select_option('[name="section"]', index=1)
    yes = page.locator(f'[name="asked_if_values"][value="{deciding}:kylla"]')
    expect(yes).to_be_hidden()
    page.select_option('[name="asked_if"]', str(deciding))
    save(walk.look())
    # Without an answer after which it is asked it can't be saved.
    assert page.locator("#error-summary li").count() == 1
    yes.check()
    save(walk)


@pytest.mark.parametrize(("width", "language"), WALKS)
def test_an_officer_builds_a_call_and_publishes_it(width: int, language: str, open_page: OpenPage):
    officer = Walk(open_page(officer_in(language), width=width, language=language), True)
    page = officer.page
    call = started(officer, language)

    # The form: a heading, a question of every kind, one of them asked only after an answer.
    officer.press('a[href$="/osiot/uusi/"]').fill(label_fi="Toiminta", label_sv="Verksamhet", label_en="Activity")
    save(officer)
    for one in KINDS:
        ask(officer, one)
    ask_after_the_choice(officer, call)
    assert list(call.questions.values_list("kind", "key")) == [
        *((one.kind, one.key) for one in KINDS),
        (QuestionKind.TEXT, "ketka-auttavat"),
    ]
    assert not call.questions.filter(section=None).exists()
    officer.press('a[href$="/perusteet/uusi/"]').fill(label_fi="Vaikutus hyvinvointiin", weight="3", max_points="10")
    save(officer)
    assert page.locator(".notice-warning").count() == 0

    # The form as an applicant has it: what hangs on an answer waits for it, and a table adds up.
    officer.press('a[href$="/kokeile/"]')
    hanging = page.locator('[data-answer="ketka-auttavat"]')
    expect(hanging).to_be_hidden()
    page.check('[name="talkoita"][value="kylla"]')
    expect(hanging).to_be_visible()
    page.check('[name="talkoita"][value="ei"]')
    expect(hanging).to_be_hidden()
    page.check('[name="talkoita"][value="kylla"]')
    sums = page.locator('[data-answer="menot"] tfoot output')
    page.locator('[name="menot-row-tilat-1"]').press_sequentially("1 234,50")
    page.locator('[name="menot-row-palkat-1"]').press_sequentially("100")
    together = formats.money(133_450, language)
    assert sums.all_text_contents() == [formats.money(0, language), together]
    officer.fill(tarkoitus="Kuoron vuosi", jasenia="0").look()
    page.set_input_files('[name="saannot"]', {"name": "saannot.pdf", "mimeType": "application/pdf", "buffer": PDF})
    save(officer)
    # A fault is told as to an applicant; the sums that the server makes are those of the page.
    assert page.locator("#error-summary li").count() == 1
    assert sums.all_text_contents() == [formats.money(0, language), together]
    expect(hanging).to_be_visible()
    save(officer.fill(jasenia="48", alkaa="1.2.2027"))
    assert page.locator(".notice-success").count() == 1
    officer.press(f'main .actions a[href$="/kaupunki/haut/{call.pk}/"]')

    # Until it is published nobody else sees it; then everyone does.
    title = TITLES[f"title_{language}"]
    resident = Walk(open_page(width=width, language=language), True).go(f"/{language}/avustukset/")
    assert title not in resident.text()
    save(officer.press('a[href$="/julkaise/"]'))
    call.refresh_from_db()
    assert call.state == CallState.PUBLISHED
    officer.press(f'a[href$="/{language}/avustukset/{call.pk}/"]')
    assert title in officer.text()
    resident.go(f"/{language}/avustukset/").press(f'main a[href$="/avustukset/{call.pk}/"]')
    for words in (
        title,
        "Vaikutus hyvinvointiin",
        "Rekisteröity yhdistys voi hakea.",
        formats.euros(6_000_000, language),
    ):
        assert words in resident.text()

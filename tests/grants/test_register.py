"""The public register of awards: what is found, how it is ordered and summed, and the page of an award."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
import time_machine
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from associations.enums import Status
from associations.models import Association, District, Sector
from associations.services import facets
from grants.enums import AimKind, CallKind, PrinciplesState
from grants.models import Aim, Award, Call, Principles
from grants.queries.awards import TOPICS
from grants.services import deciding, reviewing
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.decisions import services as decisions
from portal.decisions.models import Decision
from portal.files import services as files
from portal.ui import pagecache
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory
from tests.files.made import PDF

pytestmark = pytest.mark.django_db

LIST = "/fi/avustukset/myonnetyt/"


def award(association: Association, call: Call, cents: int = 50_000, **fields: Any) -> Award:
    """An award as the services make it, then with the given facts."""
    made = grants.decided(call, cents, association).award
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    return made


@pytest.fixture
def three() -> dict[str, Award]:
    """Three awards of two years, categories, sectors and districts."""
    sport, culture = Sector.objects.get(slug="liikunta"), Sector.objects.get(slug="kulttuuri")
    chess = AssociationFactory.create(name_fi="Shakkikerho Musta Ratsu ry", slug="shakki", sector=sport)
    choir = AssociationFactory.create(
        name_fi="Kuoro Selkämeren Sointu ry", name_sv="Kören Klang rf", slug="kuoro", sector=culture
    )
    choir.districts.add(District.objects.order_by("pk")[0])
    facets.refresh([chess.pk, choir.pk])
    light, project = grants.call(), grants.call(kind=CallKind.PROJECT, title_fi="Hankeavustus", title_en="Project")
    made = {
        "tables": award(chess, light, 50_000, decided_on=date(2025, 3, 1), purpose="Pöydät puistoon"),
        "notes": award(choir, light, 40_050, decided_on=date(2026, 2, 1), purpose="Kuoron nuotit"),
        "tour": award(choir, project, 30_000, decided_on=date(2026, 9, 1), purpose="Kiertue 100 % kouluissa"),
    }
    return made


def anew() -> None:
    """What was kept of pages is old, as after any change that is committed."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        pagecache.bump(*TOPICS)


def shown(query: str = "", path: str = LIST) -> list[str]:
    """The purposes that the list shows, in order."""
    page = Client().get(f"{path}?{query}")
    assert page.status_code == 200
    return [row.purpose for row in page.context["awards"]]


NOTES, TABLES, TOUR = "Kuoron nuotit", "Pöydät puistoon", "Kiertue 100 % kouluissa"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        *[
            ("", [TOUR, NOTES, TABLES]),
            ("vuosi=2025", [TABLES]),
            ("vuosi=2026", [TOUR, NOTES]),
            ("year=2025", [TABLES]),
        ],
        *[("luokka=project", [TOUR]), ("luokka=light", [NOTES, TABLES]), ("toimiala=liikunta", [TABLES])],
        *[("yhdistys=kuoro", [TOUR, NOTES]), ("yhdistys=kuoro&luokka=light", [NOTES])],
        *[("vuosi=2025&toimiala=kulttuuri", [])],
        *[("jarjestys=vanhin", [TABLES, NOTES, TOUR]), ("jarjestys=suurin", [TABLES, NOTES, TOUR])],
        *[("jarjestys=pienin", [TOUR, NOTES, TABLES]), ("jarjestys=nimi", [TOUR, NOTES, TABLES])],
    ],
)
def test_filters_and_orders(query: str, expected: list[str], three: dict[str, Award]):
    assert shown(query) == expected


def test_by_call_and_by_district(three: dict[str, Award]):
    assert shown(f"haku={three['tour'].call_id}") == [TOUR]
    assert shown(f"alue={District.objects.order_by('pk')[0].slug}") == [TOUR, NOTES]
    assert shown(f"alue={District.objects.order_by('pk')[1].slug}") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *[("shakkikerho", [TABLES]), ("SHAKKI", [TABLES]), ("shaki", [TABLES]), ("kören", [TOUR, NOTES])],
        *[("nuotit", [NOTES]), ("PÖYDÄT", [TABLES]), ("kuoro kiertue", [TOUR]), ("kiertue puistoon", [])],
        *[("selkämeren nuotit", [NOTES]), ("lentokone", [])],
    ],
)
def test_words_are_looked_for_in_names_and_purposes(words: str, expected: list[str], three: dict[str, Award]):
    assert shown(urlencode({"q": words})) == expected


def test_the_sums_of_what_is_found(three: dict[str, Award]):
    page = Page(Client().get("/en/avustukset/myonnetyt/"))
    assert "3 awards, €1,200.50 in all" in page.text
    assert "1 award, €500" in Page(Client().get("/en/avustukset/myonnetyt/?vuosi=2025")).text
    for title in ("Granted by year", "Granted by category", "Granted by sector"):
        assert title in page.text
    # Each chart says the same in its table.
    assert page.elements.count("svg") - page.elements.count("use") == 3
    for words in ("2025 €500", "2026 €700.50", "Light grant €900.50", "Project grant €300", "Culture €700.50"):
        assert words in page.text


def test_one_bar_is_no_chart(three: dict[str, Award]):
    text = Page(Client().get("/en/avustukset/myonnetyt/?yhdistys=shakki")).text
    assert "In figures" not in text


def test_sums_are_those_of_the_awards_to_the_cent(three: dict[str, Award]):
    assert Client().get(LIST).context["cents"] == sum(one.amount_cents for one in Award.objects.all())


def test_a_new_award_is_in_the_sums_at_once(three: dict[str, Award], django_capture_on_commit_callbacks: Any):
    assert "3 awards" in Page(Client().get("/en/avustukset/myonnetyt/")).text
    with django_capture_on_commit_callbacks(execute=True):
        grants.decided(grants.call())
    assert "4 awards" in Page(Client().get("/en/avustukset/myonnetyt/")).text


def test_a_long_register_has_pages(three: dict[str, Award], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("grants.views.register.AWARDS_PER_PAGE", 2)
    assert [shown("page=1"), shown("page=2"), shown("page=99"), shown("page=x")] == [
        *[[TOUR, NOTES], [TABLES], [TABLES], [TOUR, NOTES]]
    ]
    assert "?luokka=light&amp;page=2" not in Client().get(f"{LIST}?luokka=light").content.decode()
    grants.decided(three["notes"].call)
    anew()
    # The filters stay in the links to the other pages.
    assert "?luokka=light&amp;page=2" in Client().get(f"{LIST}?luokka=light").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        *[
            "jarjestys=application__proposal_reasons",
            "jarjestys=decision__decided_by",
            "jarjestys=-pk",
            "luokka=secret",
        ],
        *["vuosi=1999", "vuosi=%00", "haku=999999999999999999999", "haku=-1", "toimiala=%27%3B--", "alue=%F0%9F%98%80"],
        *["yhdistys=poissa", "yhdistys=%00", "application__proposal_reasons=salaisuus", "decision__decider_label=Aino"],
    ],
)
def test_what_is_not_offered_narrows_and_orders_nothing(query: str, three: dict[str, Award]):
    """cases.md 23: the private fields of application and decision are no filters and no orders."""
    page = Client().get(f"{LIST}?{query}")
    assert [row.purpose for row in page.context["awards"]] == [TOUR, NOTES, TABLES]
    assert page.context["chips"] == []
    assert b"field-error" not in page.content


@pytest.mark.parametrize(
    "words",
    [
        *["' OR 1=1 --", "%", "_", "\\", "((((((((((((", "a" * 80, "!!! ???", "'; DROP TABLE grants_award; --"],
        *["a*b:c&d|e!", "ja", "\u200b\u202e", "x" * 5000, "\x00", "ä" * 79 + "%", "<script>alert(1)</script>"],
    ],
)
def test_hostile_words_find_or_refuse_and_never_break(words: str, three: dict[str, Award]):
    """cases.md 31: at most 80 characters and five words reach the database."""
    response = Client().get(f"{LIST}?{urlencode({'q': words})}")
    assert response.status_code == 200
    assert Award.objects.count() == 3
    assert Page(response).inline_scripts == 0
    assert b"<script>alert" not in response.content


def test_signs_of_patterns_are_letters_of_the_search(three: dict[str, Award]):
    three["notes"].purpose = "Kuoron nuotit_"
    three["notes"].save()
    assert shown(urlencode({"q": "nuotit_"})) == ["Kuoron nuotit_"]
    assert shown(urlencode({"q": "n_otit"})) == []


def test_words_that_are_too_long_are_told_so(three: dict[str, Award]):
    page = Page(Client().get(f"/en/avustukset/myonnetyt/?{urlencode({'q': 'x' * 81})}"))
    assert "The text is too long" in page.text


def test_what_is_asked_is_told_in_the_readers_language_and_as_things_are_now(three: dict[str, Award]):
    call = three["tour"].call

    def told(language: str) -> str:
        return Page(Client().get(f"/{language}/avustukset/myonnetyt/?haku={call.pk}")).text

    assert "Avustushaku: Hankeavustus" in told("fi")
    assert "Call: Project" in told("en")
    call.title_fi = "Hankkeiden haku"
    call.save()
    anew()
    assert "Avustushaku: Hankkeiden haku" in told("fi")
    # A call from which nothing is left isn't offered any more, and is as good as none.
    Award.objects.filter(call=call).update(revoked_on=clock.today())
    anew()
    assert "Avustushaku: " not in told("fi")


def test_nothing_granted_and_nothing_found_are_said():
    assert "Nothing has been granted yet" in Page(Client().get("/en/avustukset/myonnetyt/")).text
    grants.decided()
    anew()
    text = Page(Client().get("/en/avustukset/myonnetyt/?q=lentokone")).text
    assert "No award fits" in text


def test_an_association_without_a_public_profile_has_no_link(three: dict[str, Award]):
    Association.objects.filter(slug="shakki").update(status=Status.DISSOLVED)
    Association.objects.filter(slug="kuoro").update(name_doubt="U+202E", name_fi="Kuoro\u202e ry")
    response = Client().get(LIST)
    addresses = Page(response).addresses
    assert [address for address in addresses if address.startswith("/fi/yhdistykset/") and len(address) > 16] == []
    # A name that no officer has looked at shows what is hidden in it (cases.md 32).
    assert "Kuoro[U+202E] ry" in Page(response).text
    assert "\u202e" not in response.content.decode()
    page = Client().get(three["notes"].get_absolute_url())
    assert "Kuoro[U+202E] ry" in Page(page).text
    assert "/fi/yhdistykset/kuoro/" not in Page(page).addresses


def test_the_list_asks_as_much_for_three_rows_as_for_one(django_assert_num_queries: Any):
    reader = client_for(UserFactory.create())
    for rows in (1, 3):
        while Award.objects.count() < rows:
            grants.decided(grants.call())
        anew()
        for query in ("", "?luokka=light", "?luokka=light&jarjestys=nimi&q=kuoron"):
            reader.get(LIST + query)
            # The session, the person, their staff roles, whom they may act for; the awards' keys, the awards,
            # what was recovered of them.
            with django_assert_num_queries(7):
                reader.get(LIST + query)


def test_a_first_look_at_a_search_costs_at_most_sixteen_queries(three: dict[str, Award]):
    anew()
    with CaptureQueriesContext(connection) as asked:
        Client().get(f"{LIST}?q=kuoron+nuotit&vuosi=2026&yhdistys=kuoro&jarjestys=suurin")
    assert len(asked) <= 16


def publish(public_reasons: str = "Nuotit palvelevat koko kuoroa.", **fields: Any) -> Award:
    """An award whose decision is published with these reasons."""
    application = grants.in_review(**fields)
    first, second = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.GRANT_OFFICER)
    for officer in (first, second):
        grants.score(application, officer)
    with acting(as_employee(first)):
        application = reviewing.propose(
            application=application,
            amount_cents=50_000,
            reasons="Hakijan Maija Salainen kertoi hyvin.",
            public_purpose="Kuoron nuotit",
            public_reasons=public_reasons,
        )
    decider = employee(StaffRole.DECISION_MAKER, first_name="Pirkko", last_name="Ratkaisija-Testi")
    with acting(as_employee(decider)):
        return deciding.decide(application=application, reasons="Hakijan Maija Salainen kertoi hyvin.").award


def test_the_page_of_an_award_has_its_facts_and_the_published_reasons():
    call = grants.call(summary_en="A small grant.")
    rules = Principles.objects.create(
        **{"title_fi": "Periaatteet 2020", "text_fi": "Tuetaan.", "valid_from": date(2020, 1, 1)},
        **{"state": PrinciplesState.PUBLISHED, "published_at": clock.now()},
    )
    Principles.objects.create(
        **{"title_fi": "Tulevat", "text_fi": "Tuetaan.", "valid_from": clock.today() + timedelta(days=9)},
        **{"state": PrinciplesState.PUBLISHED, "published_at": clock.now()},
    )
    call.aims.add(Aim.objects.create(principles=rules, key="luonto", kind=AimKind.EMPHASIS, label_fi="Luonto"))
    award = publish(of=call)
    page = Page(Client().get(f"/en/avustukset/myonnetyt/{award.pk}/"))
    for words in (
        *("Kuoron nuotit", "Sum applied for", "Sum granted", "€500.00", "Light grant", "Luonto (emphasis)"),
        *("Porin kaupunki, sivistystoimiala", "A small grant.", "Periaatteet 2020", award.application.case_number),
        *("Nuotit palvelevat koko kuoroa.", "myönnetään"),
    ):
        assert words in page.text
    assert f"/en/avustukset/periaatteet/{rules.pk}/" in page.addresses
    assert "Tulevat" not in page.text
    assert {f"/en/yhdistykset/{award.association.slug}/", f"/en/avustukset/{call.pk}/"} <= set(page.addresses)
    assert f"/en/avustukset/myonnetyt/?yhdistys={award.association.slug}" in page.addresses


def test_reasons_that_nobody_checked_for_the_public_are_not_published():
    award = publish(public_reasons="")
    decision = Decision.objects.get()
    assert decision.published_text == decision.outcome
    assert "Maija" in decision.reasons
    assert "Maija" not in Client().get(award.get_absolute_url()).content.decode()


def test_after_the_appeal_period_the_facts_alone_remain():
    """Kuntalaki 410/2015 §140, also while the job is late and for a page that was kept."""
    award = publish()
    taken_down = Decision.objects.get().take_down_on
    assert taken_down is not None
    address, midnight = f"/en/avustukset/myonnetyt/{award.pk}/", clock.at(taken_down, time.min)
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
        assert "Nuotit palvelevat" in Client().get(address).content.decode()
    with time_machine.travel(midnight, tick=False):
        page = Client().get(address).content.decode()
        assert "Nuotit palvelevat" not in page
        assert "Sum granted" in page
        assert decisions.take_down_due(clock.today()) == 1
        assert "Nuotit palvelevat" not in Client().get(address).content.decode()


def test_a_text_that_a_correction_has_replaced_is_not_shown():
    award = publish()
    first = Decision.objects.get()
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        decisions.make(
            subject=award.application,
            title="Korjaus",
            authority="Porin kaupunki",
            case_number="1",
            decided_by=employee(StaffRole.DECISION_MAKER),
            parties=[{"name": "Kuoro", "role": "hakija"}],
            outcome="Myönnetään.",
            reasons="Syy.",
            basis="Kuntalaki",
            contact=first.contact,
            way=first.way,
            language="fi",
            previous=first,
            corrects="Kirjoitusvirhe.",
        )
    assert "Nuotit palvelevat" not in Client().get(award.get_absolute_url()).content.decode()


def test_a_published_document_is_linked_while_it_may_be_opened():
    award = publish()
    stored = files.store(PDF, name="julkaistu.pdf", kind="published", parent=Decision.objects.get())
    anew()
    assert f"/tiedostot/{stored.key}/" in Page(Client().get(award.get_absolute_url())).addresses
    assert Client().get(f"/tiedostot/{stored.key}/").status_code == 200


def test_no_person_is_on_any_public_page_of_an_award():
    award = publish(association=AssociationFactory.create(slug="kerho"))
    applicant = award.application.started_by
    people = ["Maija", "Pirkko", "Ratkaisija-Testi", applicant.last_name, applicant.email]
    paths = [
        *[LIST, f"{LIST}?q=maija", f"{LIST}{award.pk}/", "/fi/avustukset/myonnetyt.atom", "/fi/yhdistykset/kerho/"],
        *["/avoin-data/avustukset.csv", "/avoin-data/avustukset.json", "/fi/"],
    ]
    for path in paths:
        content = b"".join(Client().get(path)).decode()
        # What was typed stands in its field.
        found = [name for name in people if name in content.replace("?q=maija", "").replace('value="maija"', "")]
        assert (path, found) == (path, [])


@pytest.mark.parametrize("path", ["999999/", "99999999999999999999999/"])
def test_an_award_that_is_not_there_is_not_found(path: str):
    assert Client().get(LIST + path).status_code == 404


def test_the_page_of_an_award_costs_few_queries(django_assert_num_queries: Any):
    award = publish()
    reader = client_for(UserFactory.create())
    reader.get(award.get_absolute_url())
    # 4; the award with its parties, what became of it in two, its use, the decision and its document, the goals, the
    # principles of that day.
    with django_assert_num_queries(12):
        reader.get(award.get_absolute_url())


def test_the_profile_leads_to_the_awards_and_they_lead_back(three: dict[str, Award]):
    assert "/fi/avustukset/myonnetyt/?yhdistys=kuoro" in Page(Client().get("/fi/yhdistykset/kuoro/")).addresses
    assert "/fi/yhdistykset/kuoro/" in Page(Client().get(f"{LIST}?yhdistys=kuoro")).addresses
    chips = Client().get(f"{LIST}?yhdistys=kuoro&vuosi=2026").context["chips"]
    assert [(chip.text, chip.without) for chip in chips] == [
        ("Vuosi: 2026", "yhdistys=kuoro"),
        ("Kuoro Selkämeren Sointu ry", "vuosi=2026"),
    ]


def test_the_feed_tells_the_newest_awards(three: dict[str, Award]):
    response = Client().get("/sv/avustukset/myonnetyt.atom")
    atom = {"a": "http://www.w3.org/2005/Atom"}
    entries = ET.fromstring(response.content).findall("a:entry", atom)  # noqa: S314 - our own
    titles = [entry.findtext("a:title", namespaces=atom) for entry in entries]
    assert titles[:2] == ["Kören Klang rf: 300,00\xa0€", "Kören Klang rf: 400,50\xa0€"]
    assert (
        entries[0].findtext("a:id", namespaces=atom)
        == f"https://portal.test/sv/avustukset/myonnetyt/{three['tour'].pk}/"
    )


def test_every_award_is_in_the_map_of_the_site(three: dict[str, Award]):
    content = Client().get("/sitemap-myonnetyt-1.xml").content.decode()
    assert content.count("<url>") == 9
    assert f"<loc>https://portal.test/fi/avustukset/myonnetyt/{three['notes'].pk}/</loc>" in content


def test_the_proposal_begins_with_what_was_written_and_keeps_the_public_reasons():
    application = grants.proposed()
    officer = employee(StaffRole.GRANT_OFFICER)
    with acting(as_employee(officer)):
        reviewing.take_back(application=application, reason="Tarkennus.")
    client, path = client_for(officer), f"/en/kaupunki/avustukset/{application.pk}/esitys/"
    form = client.get(path).context["form"]
    assert [form[name].value() for name in ("reasons", "public_reasons")] == ["Hakemus vastaa perusteita."] * 2
    sent = {"amount": "500", "public_purpose": "Nuotit", "reasons": "Syy.", "public_reasons": "Kaikille."}
    assert client.post(path, sent).status_code == 302
    application.refresh_from_db()
    assert application.public_reasons == "Kaikille."
    decider = client_for(employee(StaffRole.DECISION_MAKER))
    assert "Kaikille." in decider.get(f"/en/kaupunki/avustukset/{application.pk}/paatos/").content.decode()

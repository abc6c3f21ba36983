"""The library of texts: kept in three languages, and taken into a form without losing what was typed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from associations.models import Tie
from grants import rules
from grants.enums import ApplicationState, PhraseKind, PhraseState
from grants.models import Application, CompletionRequest, Phrase
from grants.services import phrases
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.journal.models import Event
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIBRARY = "/en/kaupunki/tekstit/"
TEXTS = {"text_fi": "Liittäkää säännöt.", "text_sv": "Bifoga stadgarna.", "text_en": "Attach the rules."}


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def city(officer: User) -> Client:
    return client_for(officer, city=True)


def path(application: Application, tail: str) -> str:
    return f"/en/kaupunki/avustukset/{application.pk}/{tail}/"


def scored(**made: Any) -> Application:
    application = grants.in_review(**made)
    for points in (5, 4):
        grants.score(application, employee(StaffRole.GRANT_OFFICER), points)
    return application


def add(client: Client, address: str, *chosen: Phrase, **typed: Any) -> Any:
    sent = {**typed, "add_texts": "1"}
    for phrase in chosen:
        sent.setdefault(f"phrases_{phrase.kind}", []).append(phrase.pk)
    return client.post(address, sent)


# --- Keeping it ---


def test_a_text_is_added_changed_ended_and_taken_back(city: Client):
    assert city.post(f"{LIBRARY}uusi/", {"kind": "item", **TEXTS}).status_code == 302
    phrase = Phrase.objects.get()
    assert (phrase.kind, phrase.text_sv, phrase.state) == ("item", "Bifoga stadgarna.", "offered")
    changed = {**TEXTS, "text_fi": "Liittäkää voimassa olevat säännöt.", "version": phrase.version}
    assert city.post(f"{LIBRARY}{phrase.pk}/", changed).status_code == 302
    assert "Somebody else changed this" in city.post(f"{LIBRARY}{phrase.pk}/", changed).content.decode()
    city.post(f"{LIBRARY}{phrase.pk}/paata/")
    phrase.refresh_from_db()
    assert (phrase.state, phrase.text_fi) == (PhraseState.ENDED, "Liittäkää voimassa olevat säännöt.")
    assert list(city.get(LIBRARY).context["page"].object_list) == []
    assert list(city.get(f"{LIBRARY}?state=ended&kind=item").context["page"].object_list) == [phrase]
    city.post(f"{LIBRARY}{phrase.pk}/palauta/")
    assert list(city.get(f"{LIBRARY}?kind=item").context["page"].object_list) == [phrase]
    verbs = list(Event.objects.filter(verb__contains="phrase").order_by("pk").values_list("verb", flat=True))
    assert verbs == [f"grants.phrase_{act}" for act in ("added", "changed", "ended", "restored")]


@pytest.mark.parametrize("missing", TEXTS)
def test_a_text_is_in_all_three_languages(city: Client, officer: User, missing: str):
    response = city.post(f"{LIBRARY}uusi/", {"kind": "grant", **TEXTS, missing: " "})
    assert list(response.context["form"].errors) == [missing]
    with acting(as_employee(officer)):
        with pytest.raises(Refused, match="all three languages"):
            phrases.add_phrase(kind=PhraseKind.GRANT, texts={**TEXTS, missing: ""})
        with pytest.raises(IntegrityError), transaction.atomic():
            Phrase.objects.create(kind="grant", **{**TEXTS, missing: ""})


def test_a_kind_has_room_for_what_a_person_can_read_through(officer: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(phrases, "MOST", 2)
    first, _second = grants.phrase("a"), grants.phrase("b")
    with acting(as_employee(officer)):
        with pytest.raises(Refused, match="At most 2"):
            phrases.add_phrase(kind=PhraseKind.ITEM, texts=TEXTS)
        phrases.add_phrase(kind=PhraseKind.GRANT, texts=TEXTS)
        phrases.end_phrase(phrase=first)
        phrases.add_phrase(kind=PhraseKind.ITEM, texts=TEXTS)
        with pytest.raises(Refused, match="At most 2"):
            phrases.restore_phrase(phrase=first)
        with pytest.raises(Stale):
            phrases.change_phrase(phrase=first, texts=TEXTS, version=1)
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))), pytest.raises(PermissionDenied):
        phrases.add_phrase(kind=PhraseKind.REJECT, texts=TEXTS)


# --- Taking texts into a form ---


@pytest.mark.parametrize(("language", "lead"), [("fi", ""), ("sv", "sv: "), ("en", "en: ")])
def test_chosen_texts_fill_the_empty_places_in_the_applicants_language(city: Client, language: str, lead: str):
    application = grants.submitted(language=language)
    one, two = grants.phrase("Liittäkää säännöt."), grants.phrase("Eritelkää summa {requested}.")
    grants.phrase("Myönnetään.", PhraseKind.GRANT)
    grants.ended_phrase()
    address = path(application, "taydennys")
    offered = city.get(address).context["library"].form.fields
    assert [[key for key, _words in field.choices] for field in offered.values()] == [[str(one.pk), str(two.pk)]]
    response = add(city, address, one, two, item_2="Mikä tili?", due_on="ensi viikolla")
    form = response.context["form"]
    money = {"fi": "500,00", "sv": "500,00", "en": "€500.00"}[language]
    values = [str(form[f"item_{number}"].value() or "") for number in (1, 2, 3, 4)]
    assert values[:2] == [f"{lead}Liittäkää säännöt.", "Mikä tili?"]
    assert values[2].startswith(f"{lead}Eritelkää summa ")
    assert money in values[2]
    assert values[3] == ""
    # What was typed wrongly is still there, and nobody scolds before the form is sent.
    assert (form["due_on"].value(), form.faults) == ("ensi viikolla", [])
    assert response.context["library"].form.initial == {}
    assert f'<span lang="{language}">{lead}Liittäkää säännöt.</span>' in response.content.decode()
    assert CompletionRequest.objects.count() == 0


def test_what_finds_no_room_stays_ticked(city: Client):
    application, rows = grants.submitted(), [grants.phrase(f"Asia {number}.") for number in range(3)]
    typed = {f"item_{number}": f"Oma {number}" for number in range(1, 6)}
    response = add(city, path(application, "taydennys"), *rows, **typed)
    form = response.context["form"]
    assert [form[f"item_{number}"].value() for number in (1, 5, 6)] == ["Oma 1", "Oma 5", "Asia 0."]
    assert response.context["library"].form.initial == {"phrases_item": [str(row.pk) for row in rows[1:]]}
    assert response.content.decode().count(" checked") == 2


def test_reasons_get_the_texts_at_their_end_with_the_sums_and_the_score(city: Client):
    application = scored()
    grant = grants.phrase("Haettu {requested}, esitetään {sum}, pisteet {score}.", PhraseKind.GRANT)
    address = path(application, "esitys")
    typed = {"amount": "1 234,5", "public_purpose": "Nuotit", "reasons": "Alku.\n", "version": "1"}
    response = add(city, address, grant, **typed)
    form = response.context["form"]
    reasons = form["reasons"].value().replace("\xa0", " ")
    assert reasons == "Alku.\nHaettu 500,00 €, esitetään 1 234,50 €, pisteet 51,4."
    assert (form["amount"].value(), form["public_purpose"].value()) == ("1 234,5", "Nuotit")
    # The page is the one from which the officer started: what others did in between must still be noticed.
    assert 'name="version" value="1"' in response.content.decode()


def test_a_sum_that_cannot_be_read_leaves_its_place_and_the_place_is_not_sent(city: Client):
    application = scored()
    grant = grants.phrase("Esitetään {sum}.", PhraseKind.GRANT)
    address, typed = path(application, "esitys"), {"amount": "paljon", "public_purpose": "Nuotit", "reasons": ""}
    reasons = add(city, address, grant, **typed).context["form"]["reasons"].value()
    assert reasons == "Esitetään {sum}."
    sent = {"amount": "500", "public_purpose": "Nuotit", "reasons": reasons, "version": application.version}
    response = city.post(address, sent)
    assert "Write what belongs in the place of {sum}." in response.content.decode()
    application.refresh_from_db()
    assert application.state == ApplicationState.IN_REVIEW


def test_the_decision_offers_reasons_that_fit_the_proposal_and_wants_its_tick_anew():
    decider = client_for(employee(StaffRole.DECISION_MAKER), city=True)
    grant, reject = grants.phrase("Saa {sum}.", PhraseKind.GRANT), grants.phrase("Ei.", PhraseKind.REJECT)
    granted, refused = grants.proposed(), grants.proposed(amount_cents=0)
    assert decider.get(path(granted, "paatos")).context["library"].phrases == [grant]
    assert decider.get(path(refused, "paatos")).context["library"].phrases == [reject]
    # Also the other one's key is offered by nobody here (cases.md 23).
    response = add(decider, path(granted, "paatos"), grant, reject, reasons="Hyvä.", confirmed="on")
    form = response.context["form"]
    assert form["reasons"].value().replace("\xa0", " ") == "Hyvä.\nSaa 500,00 €."
    assert not form["confirmed"].value()
    assert Application.objects.get(pk=granted.pk).state == ApplicationState.PROPOSED


def test_ticked_texts_that_were_not_added_are_not_forgotten(city: Client):
    application, phrase = grants.submitted(), grants.phrase()
    soon = f"{clock.today() + timedelta(days=9):%d.%m.%Y}"
    sent = {"item_1": "Mikä tili?", "due_on": soon, "phrases_item": [phrase.pk]}
    response = city.post(path(application, "taydennys"), sent)
    assert "aren&#x27;t added yet" in response.content.decode()
    assert response.context["form"]["item_1"].value() == "Mikä tili?"
    assert CompletionRequest.objects.count() == 0
    assert city.post(path(application, "taydennys"), {**sent, "phrases_item": []}).status_code == 302


def test_adding_nothing_says_what_to_do_and_keeps_what_was_typed(city: Client):
    grants.phrase()
    response = add(city, path(grants.submitted(), "taydennys"), item_1="Mikä tili?")
    assert "Tick the texts first" in response.content.decode()
    assert response.context["form"]["item_1"].value() == "Mikä tili?"


def test_without_texts_the_forms_have_no_library(city: Client):
    assert "Add from the library" not in city.get(path(grants.submitted(), "taydennys")).content.decode()


def test_what_was_sent_stays_when_its_text_changes(city: Client, officer: User):
    application, phrase = grants.submitted(), grants.phrase("Liittäkää säännöt.")
    text = add(city, path(application, "taydennys"), phrase).context["form"]["item_1"].value()
    soon = f"{clock.today() + timedelta(days=9):%d.%m.%Y}"
    city.post(path(application, "taydennys"), {"item_1": text, "due_on": soon})
    with acting(as_employee(officer)):
        phrases.change_phrase(phrase=phrase, texts=TEXTS)
        phrases.end_phrase(phrase=Phrase.objects.get())
    assert CompletionRequest.objects.get().items.get().text == "Liittäkää säännöt."


def test_a_barred_officer_adds_nothing(city: Client, officer: User):
    application, phrase = grants.submitted(), grants.phrase()
    Tie.objects.create(user=officer, association=application.association)
    assert add(city, path(application, "taydennys"), phrase).status_code == 404


# --- Places in a text (cases.md 27) ---


@pytest.mark.parametrize("text", ["{x.__init__}", "{sum.__class__}", "{sum!r}", "{0}", "{{sum", "%(sum)s", "{ sum }"])
def test_what_is_no_place_stays_literal(text: str):
    assert rules.filled(text, {"sum": "1"}) == text


def test_hostile_texts_are_inert_on_the_page(city: Client):
    text = "<script>alert(1)</script> {x.__init__}"
    phrase = grants.phrase(text)
    response = add(city, path(grants.submitted(), "taydennys"), phrase)
    assert response.context["form"]["item_1"].value() == text
    assert "<script>alert" not in response.content.decode()
    assert "<script>alert" not in city.get(LIBRARY).content.decode()


@given(
    st.lists(st.sampled_from(["{sum}", "{requested}", "{score}", "{other}", "a", "{", "}", "ä "])).map("".join),
    st.dictionaries(st.sampled_from(rules.PLACES), st.sampled_from(["1,00", "{score}", "{sum}", "\\1"])),
)
def test_places_are_filled_once_and_nothing_else_changes(text: str, values: dict[str, str]):
    expected, rest = "", text
    while rest:
        name = next((name for name in rules.PLACES if rest.startswith(f"{{{name}}}")), None)
        if name is None:
            expected, rest = expected + rest[0], rest[1:]
        else:
            expected, rest = expected + values.get(name, f"{{{name}}}"), rest[len(name) + 2 :]
    assert rules.filled(text, values) == expected
    assert set(rules.places(text)) == {f"{{{name}}}" for name in rules.PLACES if f"{{{name}}}" in text}

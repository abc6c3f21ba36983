"""How a form is arranged, what of it is kept, and what a draft begins with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from associations.enums import Part
from grants.enums import AimKind, CallKind, CallState, PrinciplesState, QuestionKind, TableRole
from grants.models import Aim, Application, Call, Principles, Question, Section
from grants.services import applying, building, copying, drafting, parts, publishing, reviewing
from portal import clock, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def officer() -> User:
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def call(officer: User) -> Call:
    """A draft with everything; its sections are "Toiminta" and "Raha"."""
    return grants.full_call(state=CallState.DRAFT)


def keys(call: Call) -> list[str]:
    return list(Question.objects.filter(call=call).order_by("order", "pk").values_list("key", flat=True))


def test_questions_stand_in_the_order_of_their_sections(call: Call, officer: User):
    plan, money = call.sections.all()
    with acting(as_employee(officer)):
        parts.move_section(section=money, up=True)
        assert keys(call)[:2] == ["costs", "income"]
        purpose = call.questions.get(key="purpose")
        parts.move_question(question=purpose, up=True)
        # The first of its section: there is nothing above it.
        assert keys(call).index("purpose") == 7
        parts.move_question(question=purpose, up=False)
        assert keys(call)[7:9] == ["plan", "purpose"]
        values = {"label_fi": "Uusi", "kind": QuestionKind.TEXT, "section_id": money.pk}
        new = parts.save_question(call=call, question=None, values=values)
        assert keys(call)[6:8] == ["true", "uusi"]
        parts.remove_section(section=money)
    new.refresh_from_db()
    assert new.section is None
    # What has no section stands before all sections.
    assert keys(call)[0] == "costs"
    assert not Section.objects.filter(pk=money.pk).exists()
    assert plan.questions.count() == 7


def test_no_move_may_put_a_question_before_what_it_hangs_on(call: Call, officer: User):
    plan, money = call.sections.all()
    asked = call.questions.get(key="helpers")
    Question.objects.filter(key="account").update(asked_if=asked, asked_if_values=["kylla"])
    before = keys(call)
    with acting(as_employee(officer)):
        with pytest.raises(Refused, match="hang on a choice"):
            parts.move_section(section=money, up=True)
        with pytest.raises(Refused, match="hang on a choice"):
            parts.remove_section(section=Section.objects.get(pk=money.pk))
        values: dict[str, Any] = {"label_fi": asked.label_fi, "kind": asked.kind, "options": asked.options}
        with pytest.raises(Refused, match="hang on a choice"):
            parts.save_question(call=call, question=asked, values={**values, "section_id": money.pk})
    assert keys(call) == before
    assert [section.label_fi for section in call.sections.all()] == [plan.label_fi, money.label_fi]


def test_a_published_form_keeps_a_version_for_each_correction_and_none_for_nothing(call: Call, officer: User):
    Call.objects.filter(pk=call.pk).update(summary_fi="Avustus.")
    with acting(as_employee(officer)):
        publishing.publish(call=Call.objects.get())
        section = call.sections.all()[0]
        assert call.form_versions.count() == 1
        parts.save_section(call=call, section=section, values={"label_fi": "Vuosi", "help_fi": section.help_fi})
        parts.save_section(call=call, section=section, values={"label_fi": "Vuosi", "help_fi": section.help_fi})
        building.edit_call(call=call, values={"summary_sv": "Understöd."})
        for wrong in (
            lambda: parts.save_section(call=call, section=None, values={"label_fi": "Uusi"}),
            lambda: parts.move_section(section=section, up=False),
            lambda: parts.remove_section(section=section),
        ):
            with pytest.raises(Refused, match="only its texts"):
                wrong()
    assert [row.number for row in call.form_versions.order_by("number")] == [1, 2]
    first, second = call.form_versions.order_by("number")
    assert "Toiminta" in first.content
    assert "Vuosi" in second.content


@pytest.mark.parametrize(
    ("rows", "word"), [("questions", "kysymykset"), ("sections", "osiot"), ("criteria", "perusteet")]
)
def test_taking_a_part_out_asks_first_and_is_refused_once_it_is_published(rows: str, word: str, officer: User):
    call = grants.full_call()
    row = getattr(call, rows).all()[0]
    client, path = client_for(officer, city=True), f"/fi/kaupunki/haut/{word}/{row.pk}/poista/"
    away = client.get(path, follow=True)
    assert (away.redirect_chain[-1][0], [str(one.level_tag) for one in away.context["messages"]]) == (
        f"/fi/kaupunki/haut/{call.pk}/",
        ["info"],
    )
    Call.objects.filter(pk=call.pk).update(state=CallState.DRAFT)
    page = client.get(path)
    assert (page.status_code, row.label_fi in page.content.decode()) == (200, True)
    assert getattr(call, rows).filter(pk=row.pk).exists()


def test_an_application_names_the_form_it_answered(officer: User):
    call = grants.call()
    early = grants.submitted(call)
    with acting(as_employee(officer)):
        question = call.questions.get(key="purpose")
        parts.save_question(call=call, question=question, values={"label_fi": "Mihin raha käytetään?"})
    late = grants.submitted(call, AssociationFactory.create())
    assert [row.form_version and row.form_version.number for row in (early, late)] == [1, 2]
    assert early.submissions.get().content_json["form_version"] == 1
    assert early.submissions.get().answers()[0]["label"]["fi"] == "Mihin avustusta haetaan?"


def test_a_copy_has_sections_tables_files_aims_and_reviewers(call: Call, officer: User):
    aim = Aim.objects.create(
        principles=Principles.objects.create(title_fi="Periaatteet", valid_from=clock.today()),
        **{"key": "luonto", "kind": AimKind.EMPHASIS, "label_fi": "Luonto"},
    )
    call.aims.set([aim])
    call.reviewers.set([officer])
    Call.objects.filter(pk=call.pk).update(share_percent=60, parts=[Part.GRANTS], while_lasts=True, awards_a_year=1)
    with acting(as_employee(officer)):
        made = copying.copy_call(call=Call.objects.get(), opens_at=call.opens_at, closes_at=call.closes_at)
    assert keys(made) == keys(call)
    assert [(row.section.label_fi if row.section else "") for row in made.questions.all()] == [
        row.section.label_fi if row.section else "" for row in call.questions.all()
    ]
    assert {row.section.call_id for row in made.questions.select_related("section") if row.section} == {made.pk}
    costs = made.questions.get(key="costs")
    assert (costs.table_role, len(costs.columns), costs.own_rows) == (TableRole.COSTS, 2, 2)
    assert made.questions.get(key="rules").document_kind == "rules"
    assert (made.share_percent, made.parts, made.while_lasts, made.awards_a_year) == (60, ["grants"], True, 1)
    assert (list(made.aims.all()), list(made.reviewers.all())) == ([aim], [officer])


def test_facts_of_a_call_are_set_on_its_page(call: Call, officer: User):
    principles = Principles.objects.create(
        **{"title_fi": "Periaatteet", "valid_from": clock.today(), "state": PrinciplesState.PUBLISHED},
        published_at=clock.now(),
    )
    other = Principles.objects.create(
        **{"title_fi": "Vanhat", "valid_from": clock.today(), "state": PrinciplesState.PUBLISHED},
        published_at=clock.now(),
    )
    mine = Aim.objects.create(principles=principles, key="luonto", kind=AimKind.EMPHASIS, label_fi="Luonto")
    theirs = Aim.objects.create(principles=other, key="luonto", kind=AimKind.EMPHASIS, label_fi="Luonto")
    client = client_for(officer)
    path = f"/en/kaupunki/haut/{call.pk}/tiedot/"
    form = client.get(path).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name not in ("aims", "reviewers", "parts")}
    sent |= {"principles": principles.pk, "parts": ["grants", "events"], "reviewers": [officer.pk], "version": 1}
    sent |= {"share_percent": "60", "awards_a_year": "1", "while_lasts": "on"}
    refused = client.post(path, {**sent, "aims": [theirs.pk]})
    assert refused.status_code == 200
    assert refused.context["form"].errors["aims"]
    assert client.post(path, {**sent, "aims": [mine.pk]}).status_code == 302
    call.refresh_from_db()
    assert (call.principles, list(call.aims.all()), list(call.reviewers.all())) == (principles, [mine], [officer])
    assert (call.share_percent, call.awards_a_year, call.while_lasts, call.parts) == (60, 1, True, ["grants", "events"])
    stranger = employee(StaffRole.AUDITOR)
    assert client.post(path, {**sent, "reviewers": [stranger.pk]}).context["form"].errors["reviewers"]


def test_only_the_named_reviewers_score(officer: User):
    application = grants.in_review()
    named, other = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.GRANT_OFFICER)
    application.call.reviewers.set([named])
    assert policy.allows("grants.score_application", application, as_employee(named))
    assert not policy.allows("grants.score_application", application, as_employee(other))
    page = client_for(other).get(reverse("grants:application_handle", args=[application.pk]))
    assert page.context["can_score"] is False
    application.call.reviewers.clear()
    assert policy.allows("grants.score_application", application, as_employee(other))


def test_a_continuous_call_ends_with_its_appropriation_and_drafts_are_told():
    call = grants.call(while_lasts=True, appropriation_cents=120_000)
    waiting = grants.draft(call, AssociationFactory.create())
    assert grants.decided(call, association=AssociationFactory.create()).call.is_open
    # 700 € are left: another 500 € fits, and then less than the smallest sum.
    second = grants.decided(call, association=AssociationFactory.create())
    call.refresh_from_db()
    assert second.pk
    assert call.exhausted_at is not None
    assert not call.is_open
    assert call not in Call.objects.open()
    assert call not in Call.objects.open_or_coming()
    with (
        acting(acting_for(waiting.started_by, waiting.association)),
        pytest.raises(applying.Late, match="used up"),
    ):
        applying.submit(application=waiting, arrived_at=clock.now(), language="fi")
    with acting(acting_for(waiting.started_by, waiting.association)), pytest.raises(Refused, match="isn't open"):
        drafting.start(call=call, association=AssociationFactory.create())


def test_a_call_with_a_closing_moment_alone_stays_open_when_the_money_is_gone():
    call = grants.call(appropriation_cents=50_000)
    grants.decided(call)
    call.refresh_from_db()
    assert (call.exhausted_at, call.is_open) == (None, True)


def test_no_more_awards_a_year_than_the_category_allows():
    association = AssociationFactory.create()
    grants.decided(grants.call(kind=CallKind.LIGHT), association=association)
    again = grants.call(awards_a_year=1)
    more = grants.call(awards_a_year=2)
    other_kind = grants.call(awards_a_year=1, kind=CallKind.EVENT)
    person = association.memberships.all()[0].user
    with acting(acting_for(person, association)):
        with pytest.raises(Refused, match="one grant of this kind a year"):
            drafting.start(call=again, association=association)
        assert drafting.start(call=more, association=association).pk
        assert drafting.start(call=other_kind, association=association).pk


def test_what_came_in_between_counts_when_it_is_handed_in():
    association = AssociationFactory.create()
    draft = grants.draft(grants.call(awards_a_year=1), association)
    grants.decided(grants.call(), association=association)
    with (
        acting(acting_for(draft.started_by, association)),
        pytest.raises(Refused, match="one grant of this kind a year"),
    ):
        applying.submit(application=draft, arrived_at=clock.now(), language="fi")


def answers(application: Application) -> dict[str, Any]:
    return {row.question.key: row.value for row in application.answers.select_related("question")}


def handed_in(call: Call, **given: Any) -> Application:
    """A submitted application to the full call, of an association of its own."""
    call.questions.filter(key="rules").update(required=False)
    application = grants.full_draft(call, **given)
    with acting(acting_for(application.started_by, application.association)):
        return applying.submit(application=application, arrived_at=clock.now(), language="fi")


def test_a_draft_begins_with_last_years_answer_where_the_officer_says_so():
    former = handed_in(grants.full_call())
    new = grants.full_call()
    other_kind = grants.full_call(kind=CallKind.PROJECT)
    with acting(acting_for(former.started_by, former.association)):
        assert answers(drafting.start(call=new, association=former.association)) == {"plan": "Harjoittelemme."}
        assert answers(drafting.start(call=other_kind, association=former.association)) == {}


def test_a_copy_fills_what_is_empty_and_says_nothing_for_others():
    former = handed_in(grants.full_call(), groups=["kylla", "ei"])
    new = grants.full_call()
    new.questions.filter(key="groups").update(options=[{"key": "ei", "fi": "Ei"}, {"key": "muu", "fi": "Muu"}])
    new.questions.filter(key="income").update(columns=[{"key": "a", "fi": "Vain yksi"}])
    person, association = former.started_by, former.association
    with acting(acting_for(person, association)):
        draft = drafting.start(call=new, association=association)
        drafting.save_answers(application=draft, values={"purpose": "Oma"}, versions={})
    client = client_for(person, association)
    path = f"/en/hakemukset/{draft.pk}/"
    assert b"Copy answers from an earlier application" in client.get(f"{path}muokkaa/").content
    assert client.post(f"{path}kopioi/", {"source": former.pk}).status_code == 302
    copied = answers(draft)
    assert copied["purpose"] == "Oma"
    assert copied["costs"] == grants.COSTS
    assert copied["groups"] == ["ei"]
    # What has to be declared or attached is never copied.
    assert copied.keys().isdisjoint({"true", "rules", "extra"})
    assert client.post(f"{path}kopioi/", {"source": handed_in(grants.full_call()).pk}).status_code == 200
    assert client.post(f"{path}kopioi/", {"source": "x"}).context["form"].errors


def test_another_associations_application_is_no_source():
    theirs = handed_in(grants.full_call())
    draft = grants.full_draft()
    client = client_for(draft.started_by, draft.association)
    page = client.post(f"/en/hakemukset/{draft.pk}/kopioi/", {"source": theirs.pk})
    assert page.status_code == 200
    assert page.context["form"].errors["source"]


@pytest.mark.parametrize("questions", [3, 80])
def test_form_check_and_matter_cost_the_same_however_much_is_asked(questions: int, django_assert_max_num_queries: Any):
    call = grants.full_call()
    section = call.sections.all()[0]
    for number in range(questions):
        Question.objects.create(
            **{"call": call, "key": f"lisa-{number}", "kind": QuestionKind.LONG_TEXT, "label_fi": f"Lisä {number}"},
            **{"section": section, "order": 200 + number},
        )
    given: dict[str, Any] = {f"lisa-{number}": "Teksti" for number in range(questions)}
    application = grants.full_draft(call, **given)
    client = client_for(application.started_by, application.association)
    for page in ("muokkaa/", "tarkista/", ""):
        path = f"/en/hakemukset/{application.pk}/{page}"
        client.get(path)
        with django_assert_max_num_queries(15):
            assert client.get(path).status_code == 200
    client.post(f"/en/hakemukset/{application.pk}/tallenna/", {"purpose": "Uusi", "purpose-version": "1.x"})
    call.questions.filter(key="rules").update(required=False)
    assert client.post(f"/en/hakemukset/{application.pk}/tarkista/").status_code == 302
    with django_assert_max_num_queries(15):
        assert client.get(f"/en/hakemukset/{application.pk}/").status_code == 200


def test_the_preparing_officer_is_who_took_it(officer: User):
    application = grants.submitted()
    with acting(as_employee(officer)):
        assert reviewing.take_into_review(application=application).handled_by == officer
    page = client_for(application.started_by, application.association).get(f"/en/hakemukset/{application.pk}/")
    assert f"{officer} prepares the matter".encode() in page.content


def test_a_call_tells_the_public_what_it_serves():
    call = grants.call(parts=[Part.GRANTS, Part.LIAISON], share_percent=60, awards_a_year=1, while_lasts=True)
    principles = Principles.objects.create(
        **{"title_fi": "Avustusperiaatteet", "valid_from": clock.today() - timedelta(days=1)},
        **{"state": PrinciplesState.PUBLISHED, "published_at": clock.now()},
    )
    call.aims.set([Aim.objects.create(principles=principles, key="luonto", kind=AimKind.GOAL, label_fi="Luonto")])
    Call.objects.filter(pk=call.pk).update(principles=principles)
    page = Client().get(f"/en/avustukset/{call.pk}/").content.decode()
    for told in ("Luonto", "association liaison work", "at most 60", "1 grant of this kind", "Avustusperiaatteet"):
        assert told in page

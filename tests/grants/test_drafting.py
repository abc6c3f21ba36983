"""A draft: who may write to it, what is copied from an earlier application, and what isn't."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import Http404

from associations.enums import Status
from grants import queries
from grants.enums import CallKind, QuestionKind
from grants.models import Answer, Application, Award, Call, Question
from grants.services import applying, drafting, limits
from portal import clock
from portal.actor import acting
from portal.workflow import Refused
from tests.factories import grants
from tests.factories.associations import AssociationFactory, account, acting_for, member
from tests.files.made import PDF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def values(application: Application) -> dict[str, Any]:
    return dict(application.answers.values_list("question__key", "value"))


def put(application: Application, key: str, value: Any) -> None:
    """An answer as an earlier call took it, whatever this one would."""
    Answer.objects.update_or_create(
        application=application,
        question=application.call.questions.get(key=key),
        defaults={"value": value, "saved_by": application.started_by, "saved_at": clock.now()},
    )


def handed_in(application: Application) -> Application:
    """As if submitted: copying looks at nothing but that."""
    Application.objects.filter(pk=application.pk).update(
        state="submitted",
        submitted_at=clock.now(),
        submitted_by=application.started_by,
        requested_cents=60_000,
        case_number=f"X/{application.pk}",
    )
    application.refresh_from_db()
    return application


def copied(former: Application, call: Call) -> dict[str, Any]:
    """What an empty draft of the same association to the call gets of the former application."""
    person, association = former.started_by, former.association
    with acting(acting_for(person, association)):
        draft = drafting.start(call=call, association=association)
        drafting.copy_answers(application=draft, source=former)
    return values(draft)


def test_a_dissolved_association_starts_nothing():
    association = AssociationFactory.create(status=Status.DISSOLVED)
    with acting(acting_for(member(association), association)), pytest.raises(Refused, match="dissolved"):
        drafting.start(call=grants.call(), association=association)
    assert not Application.objects.exists()


def test_nobody_else_writes_to_a_draft():
    application, stranger = grants.full_draft(), AssociationFactory.create()
    with acting(acting_for(member(stranger), stranger)):
        with pytest.raises((Http404, PermissionDenied)):
            drafting.save_answers(application=application, values={"purpose": "X"}, versions={"purpose": 1})
        extra = application.call.questions.get(key="extra")
        with pytest.raises((Http404, PermissionDenied)):
            drafting.attach(application=application, question=extra, content=ContentFile(PDF, "a.pdf"))
    assert values(application)["purpose"] == "Kuoron vuosi"


def test_a_file_comes_by_its_own_way_only():
    application = grants.full_draft()
    made_up = [{"key": "x", "name": "x.pdf", "size": 1, "sha256": "0" * 64}]
    with acting(acting_for(application.started_by, application.association)):
        saved = drafting.save_answers(application=application, values={"extra": made_up}, versions={})
    assert (saved, "extra" in values(application)) == ([], False)


def test_nobody_copies_from_another_association():
    theirs, ours = handed_in(grants.full_draft()), grants.full_draft()
    with acting(acting_for(ours.started_by, ours.association)), pytest.raises(Http404):
        drafting.copy_answers(application=ours, source=theirs)


def test_only_what_was_asked_alike_is_copied():
    former = handed_in(grants.full_draft(begins="2026-01-01"))
    put(former, "extra", [{"key": "x", "name": "x.pdf", "size": 1, "sha256": "0" * 64}])
    call = grants.full_call()
    call.questions.filter(key="begins").update(kind=QuestionKind.TEXT)
    found = copied(former, call)
    assert found.keys() == {"purpose", "plan", "helpers", "who", "costs", "sum", "account"}


def test_a_sum_that_is_no_longer_offered_is_not_copied():
    former = handed_in(grants.draft())
    assert copied(former, grants.call())["amount"] == "50000"
    assert "amount" not in copied(former, grants.call(amounts_cents=[20_000]))


def test_an_account_that_has_ended_is_not_copied():
    former = handed_in(grants.draft())
    bank = former.association.bank_accounts.get()
    assert copied(former, grants.call())["account"] == str(bank.pk)
    bank.ended_on = clock.today() - timedelta(days=1)
    bank.save(update_fields=["ended_on"])
    account(former.association)
    assert "account" not in copied(former, grants.call())


def test_alternatives_that_are_no_longer_offered_are_not_copied():
    former = handed_in(grants.full_draft(groups=["kylla", "ei"]))
    call = grants.full_call()
    call.questions.filter(key__in=["helpers", "groups"]).update(options=[{"key": "ei", "fi": "Ei"}])
    found = copied(former, call)
    assert ("helpers" in found, found["groups"]) == (False, ["ei"])


def test_a_table_is_copied_as_far_as_it_has_the_same_rows():
    own = [{"name": f"Rivi {at}", "cells": [None, 100]} for at in range(2)]
    former = handed_in(grants.full_draft(costs={**grants.COSTS, "own": own}))
    call = grants.full_call()
    row: Question = call.questions.get(key="costs")
    row.options, row.own_rows = row.options[:1], 1
    row.save(update_fields=["options", "own_rows"])
    assert copied(former, call)["costs"] == {"rows": {"tilat": [80_000, 100_000]}, "own": own[:1]}


def test_a_table_of_another_width_is_not_copied():
    former, call = handed_in(grants.full_draft()), grants.full_call()
    row = call.questions.get(key="costs")
    row.columns = row.columns[:1]
    row.save(update_fields=["columns"])
    assert "costs" not in copied(former, call)


def test_a_text_is_copied_as_far_as_there_is_room():
    former, call = handed_in(grants.full_draft()), grants.full_call()
    call.questions.filter(key="purpose").update(max_length=6)
    assert copied(former, call)["purpose"] == "Kuoron"


def test_only_what_carries_over_is_there_from_the_beginning():
    former = handed_in(grants.full_draft())
    with acting(acting_for(former.started_by, former.association)):
        draft = drafting.start(call=grants.full_call(), association=former.association)
    assert values(draft) == {"plan": "Harjoittelemme."}


@pytest.mark.parametrize(("key", "given"), [("helpers", "ehka"), ("groups", ["ei", "ehka"])])
def test_what_is_not_offered_is_not_handed_in(key: str, given: Any):
    call = grants.full_call()
    call.questions.filter(key="rules").update(required=False)
    application = grants.full_draft(call, **{key: given})
    with acting(acting_for(application.started_by, application.association)), pytest.raises(applying.Incomplete) as no:
        applying.submit(application=application, arrived_at=clock.now(), language="fi")
    assert no.value.keys == [key]


def test_a_stranger_gets_no_receipt_of_what_is_handed_in():
    application, stranger = grants.submitted(), AssociationFactory.create()
    with acting(acting_for(member(stranger), stranger)), pytest.raises(Http404):
        applying.submit(application=application, arrived_at=clock.now(), language="fi")


def test_a_sum_that_is_not_offered_is_not_handed_in():
    application = grants.draft(grants.call())
    Call.objects.update(amounts_cents=[20_000])
    with acting(acting_for(application.started_by, application.association)), pytest.raises(applying.Incomplete) as no:
        applying.submit(application=application, arrived_at=clock.now(), language="fi")
    assert no.value.keys == ["amount"]


def test_awards_of_the_same_kind_and_year_count():
    association = AssociationFactory.create()
    grants.decided(grants.call(), association=association)
    call = grants.call(awards_a_year=1)
    award, year = Award.objects.get(), clock.local(call.closes_at).year
    Award.objects.update(decided_on=date(year, 1, 15))
    with acting(acting_for(member(association), association)):
        with pytest.raises(Refused, match="one grant of this kind a year"):
            drafting.start(call=call, association=association)
        kind = award.call.kind
        Call.objects.filter(pk=award.call_id).update(kind=CallKind.PROJECT)
        limits.check_awards(call, association)
        Call.objects.filter(pk=award.call_id).update(kind=kind)
        Award.objects.update(decided_on=date(year - 1, 12, 31))
        assert drafting.start(call=call, association=association).call == call


def test_a_matter_is_not_there_for_a_stranger():
    application, stranger = grants.submitted(), AssociationFactory.create()
    with acting(acting_for(application.started_by, application.association)):
        assert queries.matter(application.pk) == application
    with acting(acting_for(member(stranger), stranger)), pytest.raises(Http404):
        queries.matter(application.pk)
    with acting(acting_for(member(stranger), stranger)), pytest.raises(Http404):
        queries.matter(0)

"""One source for "may": bars in every question, no misspelt permission, one answer for what isn't there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Q
from django.http import Http404

from associations.models import Association, Sector, Tie
from grants.models import Application, Review
from portal import policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import ANONYMOUS, Actor, acting, system
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    """A grant officer."""
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def application() -> Application:
    """A submitted application."""
    return grants.submitted()


def questions(application: Application, actor: Actor) -> dict[str, Any]:
    """Each way of asking, and its answer."""

    def outcome(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except (Http404, PermissionDenied) as refusal:
            return type(refusal)

    return {
        "visible": list(policy.visible(Application, actor)),
        "narrowed": list(policy.visible(Application.objects.filter(pk=application.pk), actor)),
        "allows": policy.allows("grants.view_application", application, actor),
        "require": outcome(lambda: policy.require("grants.view_application", application, actor)),
        "get_or_404": outcome(lambda: policy.get_or_404(Application, actor, pk=application.pk)),
        "of a queryset": outcome(
            lambda: policy.get_or_404(Application.objects.with_parties(), actor, pk=application.pk)
        ),
    }


def open_to(application: Application) -> dict[str, Any]:
    return {
        **{"visible": [application], "narrowed": [application], "allows": True, "require": None},
        **{"get_or_404": application, "of a queryset": application},
    }


SHUT = {
    **{"visible": [], "narrowed": [], "allows": False, "require": Http404},
    **{"get_or_404": Http404, "of a queryset": Http404},
}


def test_every_question_is_answered_alike(application: Application, officer: User):
    assert questions(application, as_employee(officer)) == open_to(application)
    owner = acting_for(application.started_by, application.association)
    assert questions(application, owner) == open_to(application)
    other = AssociationFactory.create()
    assert questions(application, acting_for(member(other), other)) == SHUT
    assert questions(application, ANONYMOUS) == SHUT
    assert questions(application, system("somebody")) == SHUT


def test_a_bar_shuts_in_every_question(application: Application, officer: User):
    Tie.objects.create(user=officer, association=application.association)
    actor = as_employee(officer)
    assert policy.barred(actor, application) is True
    assert questions(application, actor) == SHUT


def test_a_bar_shuts_its_own_rows_only(application: Application, officer: User):
    other = grants.submitted()
    Tie.objects.create(user=officer, association=other.association)
    actor = as_employee(officer)
    assert policy.barred(actor, application) is False
    assert questions(application, actor) == open_to(application)


def test_several_bars_add_up(application: Application, officer: User, monkeypatch: pytest.MonkeyPatch):
    other, third = grants.submitted(), grants.submitted()
    Tie.objects.create(user=officer, association=other.association)
    bars: list[policy.Bar] = [*policy._bars[Application], lambda _actor: Q(pk=third.pk), lambda _actor: None]
    monkeypatch.setattr(policy, "_bars", {Application: bars})
    actor = as_employee(officer)
    assert [policy.barred(actor, one) for one in (application, other, third)] == [False, True, True]
    assert list(policy.visible(Application, actor)) == [application]


def test_a_bar_speaks_of_the_row_as_it_is_stored(application: Application, officer: User):
    """Not of the object in hand, which a form may have changed."""
    Tie.objects.create(user=officer, association=application.association)
    application.association = AssociationFactory.create()
    assert policy.allows("grants.view_application", application, as_employee(officer)) is False


def test_a_bar_costs_one_query_for_an_employee_and_none_for_others(
    application: Application, officer: User, django_assert_num_queries: Any
):
    employee_, owner = as_employee(officer), acting_for(application.started_by, application.association)
    with django_assert_num_queries(1):
        policy.allows("grants.view_application", application, employee_)
    with django_assert_num_queries(0):
        policy.allows("grants.view_application", application, owner)


def test_the_current_actor_is_asked_about_unless_another_is_named(application: Application, officer: User):
    with acting(as_employee(officer)):
        assert policy.allows("grants.view_application", application) is True
        assert policy.allows("grants.view_application", application, ANONYMOUS) is False
        assert (list(policy.visible(Application)), list(policy.visible(Application, ANONYMOUS))) == ([application], [])
        assert policy.get_or_404(Application, pk=application.pk) == application
    assert policy.allows("grants.view_application", application) is False


def test_what_may_be_seen_but_not_treated_so_is_forbidden_and_not_missing(application: Application):
    actor = as_employee(employee(StaffRole.AUDITOR))
    with pytest.raises(PermissionDenied):
        policy.require("grants.handle_application", application, actor)


def test_without_an_object_a_refusal_is_forbidden(officer: User):
    policy.require("associations.record_tie", None, as_employee(officer))
    with pytest.raises(PermissionDenied):
        policy.require("associations.record_tie", None, ANONYMOUS)


def test_a_row_that_is_not_stored_has_no_bar(officer: User):
    application = Application(association=AssociationFactory.create(), state="in_review")
    assert policy.allows("grants.score_application", application, as_employee(officer)) is True


@pytest.mark.parametrize("ask", [policy.allows, policy.require])
def test_a_misspelt_permission_is_a_fault_and_not_a_no(ask: Callable[..., Any], application: Application):
    with pytest.raises(ImproperlyConfigured, match=r"grants\.veiw_application"):
        ask("grants.veiw_application", application)


def test_a_model_without_a_policy_is_a_fault_and_not_shown():
    with pytest.raises(ImproperlyConfigured, match="Sector"):
        policy.visible(Sector)
    with pytest.raises(ImproperlyConfigured, match="Sector"):
        policy.get_or_404(Sector, slug="kulttuuri")


def test_a_permission_and_a_models_rows_are_declared_once():
    with pytest.raises(ImproperlyConfigured, match="registered twice"):
        policy.permission("grants.view_application")(lambda _actor, _obj: True)
    with pytest.raises(ImproperlyConfigured, match="two visible querysets"):
        policy.visible_to(Association)(lambda _actor, rows: rows)


def test_declaring_the_same_again_changes_nothing():
    known = policy.permissions()
    predicate = policy._permissions["grants.view_application"]
    assert policy.permission("grants.view_application")(predicate) is predicate
    assert policy.permissions() == known


def test_a_queryset_keeps_its_joins_and_conditions(
    application: Application, officer: User, django_assert_num_queries: Any
):
    grants.submitted()
    rows = Application.objects.with_parties().filter(pk=application.pk)
    with acting(as_employee(officer)), django_assert_num_queries(1):
        [found] = policy.visible(rows)
        assert (found.call.title_fi, found.association.pk) == ("Toimintatonni", application.association_id)


def test_who_does_both_offices_sees_an_officers_own_reviews_only_once_each(officer: User):
    """A union of conditions must not double a row."""
    application = grants.proposed()
    with acting(as_employee(officer)):
        assert policy.visible(Review).filter(application=application).count() == 2
        assert policy.visible(Application).count() == 1

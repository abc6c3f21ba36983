"""Register, ledger and payments have one sum, to the cent, whatever happens to an award and in whatever order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from hypothesis import given, settings
from hypothesis import strategies as st

from associations.models import Support
from grants import queries
from grants.enums import Consent, CorrectionGround, RectificationOutcome
from grants.models import Award, Instalment, Payout, Recovery, Rectification
from grants.queries.awards import Asked, award_years, found_awards
from grants.queries.standing import summed
from grants.services import collecting, correcting, paying, rectifying
from grants.services.sittings import Sitting
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.workflow import Refused
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import acting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

Act = Callable[[Award, User, int], object]


def correct(award: Award, decider: User, cents: int) -> object:
    with acting(as_employee(decider)):
        return correcting.correct(
            application=award.application,
            cents=cents,
            reasons="Uusi syy.",
            public_purpose="Kuoron nuotit",
            ground=CorrectionGround.FACTS,
            corrects="Summa oli väärä.",
            consent=Consent.AGREED,
        )


def rectify(award: Award, decider: User, cents: int) -> object:
    found = Rectification.objects.open().first() or grants.rectification(award.application)
    with acting(as_employee(decider)):
        return rectifying.decide(
            rectification=found,
            outcome=RectificationOutcome.CHANGED,
            cents=cents,
            reasons="Perustelut.",
            sitting=Sitting("Lautakunta"),
        )


def accept(award: Award, _decider: User, _cents: int) -> object:
    application = award.application
    bank = grants.verified_account(application.association)
    with acting(acting_for(application.started_by, application.association)):
        return paying.accept(payout=award.payout, account=bank)


def decline(award: Award, _decider: User, _cents: int) -> object:
    application = award.application
    with acting(acting_for(application.started_by, application.association)):
        return paying.decline(payout=award.payout, reason="Emme tarvitse.")


def pay(award: Award, _decider: User, _cents: int) -> object:
    return grants.sent(grants.batch(award.payout))


def recover(award: Award, decider: User, cents: int) -> object:
    found = Recovery.objects.open().first() or grants.recovery(award.payout, max(cents, 1))
    return grants.recovered(grants.answered(found), cents=cents, instalments=1, by=decider)


def pay_back(_award: Award, _decider: User, cents: int) -> object:
    return grants.paid_back(Recovery.objects.latest("pk"), max(cents // 2, 1))


def write_off(_award: Award, decider: User, _cents: int) -> object:
    with acting(as_employee(decider)):
        return collecting.write_off(recovery=Recovery.objects.latest("pk"), reason="Purkautunut.")


ACTS: list[Act] = [correct, rectify, accept, decline, pay, recover, pay_back, write_off]


def agree() -> None:
    """The sums, asked in four ways that know nothing of each other, and every difference by name."""
    assert not queries.differences()
    ledger = Support.objects.aggregate(sum=Sum("value_cents"))["sum"] or 0
    listed = sum(cents for *_by, cents in summed(found_awards(Asked())))
    recovered = Recovery.objects.aggregate(sum=Sum("recovered_cents"))["sum"] or 0
    standing = Instalment.objects.counted().filter(payout__award__in=Award.objects.in_force())
    planned = standing.aggregate(sum=Sum("amount_cents"))["sum"] or 0
    assert ledger == listed == planned - recovered == Award.objects.cents() - recovered


def begun() -> Award:
    """An award of 500 € that is paid in two parts."""
    made: Award = grants.decided(grants.call(**grants.terms("60", "40"))).award
    return made


def done(act: Act, award: Award, decider: User, cents: int) -> bool:
    """Whether the act was possible as things stand; what is refused changes nothing."""
    fresh = Award.objects.select_related("application__association", "application__started_by").get(pk=award.pk)
    try:
        with transaction.atomic():
            act(fresh, decider, cents)
    except (Refused, PermissionDenied, Recovery.DoesNotExist):
        return False
    return True


@pytest.mark.parametrize(
    "story",
    [
        [(correct, 30_001), (accept, 0), (pay, 0), (recover, 10_001), (pay_back, 5_001), (write_off, 0)],
        [(rectify, 25_000), (correct, 40_000), (decline, 0)],
        [(correct, 1), (correct, 0), (correct, 50_000), (accept, 0), (pay, 0), (recover, 50_000)],
        [(accept, 0), (pay, 0), (correct, 50_000), (recover, 1), (write_off, 0), (recover, 2)],
    ],
)
def test_sums_are_one_through_these_stories(story: list[tuple[Act, int]]):
    award, decider = begun(), employee(StaffRole.DECISION_MAKER)
    agree()
    for act, cents in story:
        assert done(act, award, decider, cents), act
        agree()


def test_sums_are_one_through_any_story():
    award, decider = begun(), employee(StaffRole.DECISION_MAKER)

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 50_000)), max_size=6))
    def run(story: list[tuple[Act, int]]) -> None:
        before = transaction.savepoint()
        try:
            for act, cents in story:
                done(act, award, decider, cents)
                agree()
        finally:
            transaction.savepoint_rollback(before)

    run()
    # Each story was taken back whole, so that none began where another had ended.
    assert Award.objects.cents() == 50_000


def test_a_sum_that_differs_is_named():
    award = grants.recovered().award
    assert not queries.differences()
    Support.objects.filter(source_type="grants.recovery").update(value_cents=-1)
    found = queries.differences()
    assert (found.register, found.ledger) == ([award.pk, 0], [award.pk])


def test_the_years_of_the_first_page_have_the_same_sum():
    grants.recovered(cents=20_000)
    assert Payout.objects.count() == 1
    assert [(one.count, one.cents) for one in award_years()] == [(1, 30_000)]

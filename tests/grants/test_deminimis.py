"""De minimis aid: declared before applying, kept below the ceiling, told in the decision, followed in the ledger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.http import Http404
from django.test import Client
from django.utils import translation

from associations.enums import Role, Signing
from associations.models import Association, Support
from grants import queries
from grants.enums import AidInstrument, AidLevel, ApplicationState, CorrectionGround, RectificationOutcome
from grants.models import AidDeclaration, AidNote, Application, DeclaredAid
from grants.services import (
    applying,
    copying,
    correcting,
    deciding,
    deminimis,
    paying,
    recovery_rectifying,
    reviewing,
)
from grants.services.deminimis import Declared
from grants.services.sittings import Sitting
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.dated.models import DatedValue
from portal.decisions.models import Decision
from portal.journal.models import Event
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

# In cents: the ceiling is 300,000 euros.
EURO = 100


@pytest.fixture
def association() -> Association:
    return AssociationFactory.create(business_id="2077474-0")


def of(application: Application) -> Client:
    return client_for(application.started_by, application.association)


def own_page(application: Application) -> str:
    return f"/en/hakemukset/{application.pk}/vahamerkitys/"


def typed(**given: Any) -> dict[str, Any]:
    return {"version": "0", "activity": "yes", "undertakings": "", "got": "none", **given}


def told(cents: int, on: date | None = None, granter: str = "ELY-keskus") -> Declared:
    return Declared(granter, on or clock.today(), cents, AidInstrument.GRANT)


def send(application: Application) -> Application:
    with acting(acting_for(application.started_by, application.association)):
        return applying.submit(application=application, arrived_at=clock.now(), language="fi")


def decide(application: Application) -> Application:
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        return deciding.decide(application=application, reasons="Vastaa perusteita.")


def correct(application: Application, cents: int) -> Application:
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        return correcting.correct(
            application=application,
            cents=cents,
            reasons="Korjattu.",
            public_purpose="Kahvila",
            ground=CorrectionGround.WRITING,
            corrects="Laskuvirhe.",
        )


def standing(association: Association) -> queries.AidStanding:
    return queries.aid_standings([association.pk])[association.pk]


# The declaration


def test_an_application_to_such_a_call_is_not_handed_in_without_a_declaration():
    application = grants.draft(grants.aid_call())
    AidDeclaration.objects.all().delete()
    response = of(application).post(f"/en/hakemukset/{application.pk}/tarkista/")
    assert response.status_code == 422
    assert own_page(application).encode() in response.content
    assert b"Say first what de minimis aid" in response.content
    application.refresh_from_db()
    assert application.state == ApplicationState.DRAFT


def test_other_calls_ask_for_none():
    application = grants.draft()
    assert b"De minimis" not in of(application).get(f"/en/hakemukset/{application.pk}/tarkista/").content
    assert of(application).get(own_page(application)).status_code == 302
    with acting(acting_for(application.started_by, application.association)), pytest.raises(Refused):
        deminimis.declare(application=application, economic_activity=True)
    assert send(application).state == ApplicationState.SUBMITTED


def test_the_declaration_is_kept_with_its_rows_and_shown_before_handing_in():
    application = grants.draft(grants.aid_call())
    AidDeclaration.objects.all().delete()
    client = of(application)
    row = {"granter_0": "ELY-keskus", "granted_on_0": "4.5.2026", "amount_0": "12 500,50", "instrument_0": "loan"}
    response = client.post(own_page(application), typed(got="some", **row))
    assert response.status_code == 302
    found = AidDeclaration.objects.get(application=application)
    assert (found.version, found.economic_activity, found.given_by) == (1, True, application.started_by)
    piece = found.rows.get()
    assert (piece.granter, piece.granted_on, piece.amount_cents) == ("ELY-keskus", date(2026, 5, 4), 1_250_050)
    assert piece.instrument == AidInstrument.LOAN
    page = client.get(f"/en/hakemukset/{application.pk}/tarkista/").content.decode()
    assert "ELY-keskus" in page
    assert "loan" in page
    assert Event.objects.filter(verb="grants.aid_declared", object_id=str(application.pk)).count() >= 1
    # And it is changed as long as it is a draft.
    assert client.post(own_page(application), typed(version="1", got="none")).status_code == 302
    assert not DeclaredAid.objects.exists()


def test_what_was_declared_is_under_the_hash_with_what_the_ledger_knows(association: Association):
    with time_machine.travel("2026-11-02 10:00+02:00"):
        grants.city_aid(association, 40_000, on=date(2026, 3, 2))
        grants.city_aid(association, 77_700, on=date(2023, 3, 2))
        application = grants.aid_draft(None, association, rows=[told(1_250_050, date(2026, 5, 4))])
        submission = send(application).submissions.get()
    rows = {row["key"]: row for row in submission.answers() if row["key"].startswith("_de_minimis")}
    assert rows["_de_minimis_activity"]["value"] is True
    assert rows["_de_minimis_others"]["value"]["aid"] == [["ELY-keskus", "2026-05-04", 1_250_050, "grant"]]
    assert [row[2] for row in rows["_de_minimis_city"]["value"]] == [40_000]
    shown = {row["label"]: row for row in submission.shown("fi")}
    assert any("ELY-keskus" in row["text"] for row in shown.values())
    assert any("12\xa0500,50" in row["text"] and row["table"] for row in shown.values())
    # Others read it where the answers stand.
    page = client_for(employee(StaffRole.GRANT_OFFICER), city=True).get(f"/en/kaupunki/avustukset/{application.pk}/")
    assert b"ELY-keskus" in page.content


def test_a_declaration_is_not_changed_after_handing_in():
    application = send(grants.aid_draft())
    assert of(application).post(own_page(application), typed(version="1")).status_code == 302
    with acting(acting_for(application.started_by, application.association)), pytest.raises(Refused, match="draft"):
        deminimis.declare(application=application, economic_activity=False)
    assert application.aid_declaration.economic_activity is True


def test_the_first_of_two_signatures_seals_it_too():
    application = grants.aid_draft(None, AssociationFactory.create(signing=Signing.TWO))
    other = member(application.association, Role.CHAIR)
    assert send(application).state == ApplicationState.SIGNED
    DeclaredAid.objects.create(
        declaration=application.aid_declaration, number=1, granter="X", granted_on=clock.today(), amount_cents=1
    )
    with acting(acting_for(other, application.association)), pytest.raises(Refused, match="aren't those"):
        applying.submit(application=application, arrived_at=clock.now(), language="fi")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"activity": ""}, "This is missing."),
        ({"got": ""}, "Say which aid you got, or that you got none."),
        ({"got": "some"}, "Tell the aid in the rows below."),
        ({"granter_0": "ELY", "granted_on_0": "1.1.2026", "amount_0": "5"}, "There is aid in the rows below."),
        ({"got": "some", "granter_0": "ELY", "amount_0": "5"}, "This is missing."),
        ({"got": "some", "granter_0": "ELY", "granted_on_0": "1.1.2099", "amount_0": "5"}, "on a day to come"),
        ({"got": "some", "granter_0": "ELY", "granted_on_0": "1.1.2026", "amount_0": "0"}, "at least"),
        ({"undertakings": "Kahvila Oy 2077474-1"}, "check digit"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(given: dict[str, str], sentence: str):
    application = grants.draft(grants.aid_call())
    response = of(application).post(own_page(application), typed(**{"version": "1", **given}))
    assert response.status_code == 200
    page = response.content.decode()
    assert sentence in page
    assert all(f'value="{said}"' in page or said in page for said in given.values() if said)
    assert application.aid_declaration.version == 1


def test_without_economic_activity_nothing_more_is_asked():
    application = grants.draft(grants.aid_call())
    assert of(application).post(own_page(application), typed(version="1", activity="no", got="")).status_code == 302
    assert AidDeclaration.objects.get().economic_activity is False


def test_two_who_declare_at_a_time_are_told():
    application = grants.draft(grants.aid_call())
    response = of(application).post(own_page(application), typed(version="7"))
    assert b"Somebody else changed this in between" in response.content
    with acting(acting_for(application.started_by, application.association)), pytest.raises(Stale):
        deminimis.declare(application=application, economic_activity=True, version=0)


def test_the_next_declaration_begins_with_the_last_one(association: Association):
    send(grants.aid_draft(None, association, rows=[told(500_000)]))
    application = grants.draft(grants.aid_call(), association)
    AidDeclaration.objects.filter(application=application).delete()
    page = of(application).get(own_page(application)).content.decode()
    assert 'value="ELY-keskus"' in page
    # A row is filled in, and there are empty ones.
    assert 'name="granter_3"' in page
    assert 'name="granter_4"' not in page


def test_a_member_without_grants_does_not_declare():
    application = grants.draft(grants.aid_call())
    other = member(application.association, Role.MEMBER)
    with acting(acting_for(other, application.association)), pytest.raises(Http404):
        deminimis.declare(application=application, economic_activity=True)


def test_last_years_copy_asks_for_it_too_and_the_call_says_so():
    made = grants.aid_call()
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER, StaffRole.ADMINISTRATOR))):
        copied = copying.copy_call(
            call=made, opens_at=made.opens_at + timedelta(days=365), closes_at=made.closes_at + timedelta(days=365)
        )
    assert copied.de_minimis
    assert b"may be de minimis aid" in Client().get(f"/en/avustukset/{made.pk}/").content
    assert b"de minimis" not in Client().get(f"/en/avustukset/{grants.call().pk}/").content


# The three-year sum and the ceiling


def test_the_sum_is_of_the_ledger_in_kind_too_and_of_what_others_gave(association: Association):
    grants.city_aid(association, 1_000 * EURO)
    grants.aid_granted(None, association, 100_000 * EURO, rows=[told(50_000 * EURO)])
    found = standing(association)
    assert (found.city, found.told, found.cents) == (101_000 * EURO, 50_000 * EURO, 151_000 * EURO)
    assert found.left == 149_000 * EURO
    assert found.level == AidLevel.BELOW


def test_money_of_other_calls_does_not_count(association: Association):
    grants.decided(association=association)
    assert standing(association).cents == 0


def test_a_row_falls_out_after_three_years(association: Association):
    grants.city_aid(association, 5_000, on=date(2028, 2, 29))
    for day, cents in [(date(2031, 2, 28), 5_000), (date(2031, 3, 1), 0), (date(2028, 2, 28), 0)]:
        assert queries.aid_standings([association.pk], day)[association.pk].cents == cents


def test_a_grant_that_fills_the_ceiling_is_given_and_one_more_cent_refused(association: Association):
    grants.city_aid(association, 200_000 * EURO)
    application = grants.aid_granted(None, association, 100_000 * EURO)
    assert application.state == ApplicationState.GRANTED
    assert standing(association).level == AidLevel.FULL
    with pytest.raises(Refused, match="more than"):
        grants.aid_proposed(None, association, 1)


def test_a_decision_is_refused_when_the_sum_was_filled_after_the_proposal(association: Association):
    application = grants.aid_proposed(None, association, 100_000 * EURO)
    grants.city_aid(association, 200_000 * EURO + 1)
    with pytest.raises(Refused, match="300,000"):
        decide(application)
    assert not Decision.objects.exists()
    decider = client_for(employee(StaffRole.DECISION_MAKER), city=True)
    page = decider.get(f"/en/kaupunki/avustukset/{application.pk}/paatos/")
    assert b"notice-info" in page.content
    assert b"of de minimis aid in three years" in page.content


def test_what_falls_out_on_the_day_leaves_room_that_day_and_not_before(association: Association):
    with time_machine.travel("2026-11-20 10:00+02:00"):
        grants.city_aid(association, 300_000 * EURO, on=date(2023, 11, 21))
        application = grants.aid_draft(None, association, 50_000)
        send(application)
        with pytest.raises(Refused, match="more than"):
            deminimis.check_ceiling(application, 1, day=clock.today())
    with time_machine.travel("2026-11-21 10:00+02:00"):
        deminimis.check_ceiling(application, 30_000_000, day=clock.today(), held=True)


def test_what_others_gave_counts_and_no_row_counts_without_economic_activity(association: Association):
    application = grants.aid_draft(None, association, rows=[told(300_000 * EURO)])
    with pytest.raises(Refused, match="more than"):
        deminimis.check_ceiling(send(application), 1, day=clock.today())
    other = grants.aid_granted(None, AssociationFactory.create(), 100_000, economic_activity=False)
    assert not Support.objects.filter(association=other.association, de_minimis=True).exists()
    assert "de minimis" not in Decision.objects.get(subject_id=str(other.pk)).outcome


def test_the_newest_declaration_of_an_association_counts(association: Association):
    send(grants.aid_draft(None, association, rows=[told(10_000)]))
    send(grants.aid_draft(None, association, rows=[told(10_000), told(500, granter="Sitra")]))
    # A draft says nothing yet.
    grants.aid_draft(None, association, rows=[told(99_000)])
    assert standing(association).told == 10_500


def test_associations_that_are_one_undertaking_share_the_ceiling(association: Association):
    other = AssociationFactory.create(business_id="0137323-9")
    said: dict[str, Any] = {"undertakings": "Ystävät ry 2077474-0", "business_ids": ["2077474-0"]}
    send(grants.aid_draft(None, other, **said))
    grants.city_aid(association, 290_000 * EURO)
    assert standing(other) == standing(association)
    assert standing(association).members == 2
    with pytest.raises(Refused, match="more than"):
        grants.aid_proposed(None, other, 10_001 * EURO, **said)


def test_the_ceiling_and_the_warning_are_dated_rules(association: Association):
    grants.city_aid(association, 90_000 * EURO)
    assert standing(association).level == AidLevel.BELOW
    today = clock.today()
    for name, value in (("grants.deminimis_ceiling", 100_000), ("grants.deminimis_warning_percent", 90)):
        DatedValue.objects.create(name=name, value=value, valid_from=today, reason="Päätös")
    assert standing(association).level == AidLevel.WARNING
    application = send(grants.aid_draft(None, association))
    with pytest.raises(Refused, match="100,000"):
        deminimis.check_ceiling(application, 10_001 * EURO, day=today)


def test_a_proposal_changed_to_more_is_refused_too(association: Association):
    application = grants.aid_proposed(None, association, 100_000 * EURO)
    grants.city_aid(association, 250_000 * EURO)
    officer = employee(StaffRole.GRANT_OFFICER)
    given: dict[str, Any] = {"application": application, "reasons": "Uusi summa.", "public_purpose": "Kahvila"}
    with acting(as_employee(officer)):
        with pytest.raises(Refused, match="more than"):
            reviewing.edit_proposal(**given, amount_cents=50_001 * EURO)
        reviewing.edit_proposal(**given, amount_cents=50_000 * EURO)
        reviewing.edit_proposal(**given, amount_cents=0)


# The ledger and the letter


def test_a_decision_says_that_the_grant_is_de_minimis_aid(association: Association):
    application = grants.aid_granted(None, association, 100_000)
    said = Decision.objects.get(subject_id=str(application.pk)).outcome
    assert "(EU) 2023/2831" in said
    assert "1" in said.split("2023/2831")[1]
    with translation.override("fi"):
        assert deminimis.sentence(100_000) in said
    row = Support.objects.get(association=association)
    assert (row.de_minimis, row.aid_note.counts_from) == (True, application.award.decided_on)


def test_a_refusal_says_nothing_of_it():
    application = grants.aid_proposed(cents=100_000)
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        application = reviewing.edit_proposal(
            application=application, amount_cents=0, reasons="Ei vastaa.", public_purpose=""
        )
    decide(application)
    assert "2023/2831" not in Decision.objects.get().outcome
    assert not AidNote.objects.exists()


def test_a_lowered_award_counts_from_its_own_day_and_a_raised_one_from_the_new_one(association: Association):
    with time_machine.travel("2026-11-02 10:00+02:00"):
        application = grants.aid_granted(None, association, 100_000 * EURO)
        correct(application, 60_000 * EURO)
    with time_machine.travel("2027-05-03 10:00+02:00"):
        correct(application, 50_000 * EURO)
        correct(application, 70_000 * EURO)
    rows = (
        Support.objects.filter(association=association)
        .order_by("pk")
        .values_list("value_cents", "given_on", "aid_note__counts_from")
    )
    first, later = date(2026, 11, 2), date(2027, 5, 3)
    assert list(rows) == [
        (100_000 * EURO, first, first),
        (-40_000 * EURO, first, first),
        (-10_000 * EURO, later, first),
        (20_000 * EURO, later, later),
    ]
    for day, euros in [(later, 70_000), (date(2029, 11, 1), 70_000), (date(2029, 11, 2), 20_000)]:
        assert queries.aid_standings([association.pk], day)[association.pk].cents == euros * EURO
    assert "70" in Decision.objects.about(application).latest("version").outcome.split("2023/2831")[1]


def test_a_correction_to_more_than_the_ceiling_is_refused(association: Association):
    application = grants.aid_granted(None, association, 100_000 * EURO)
    correct(application, 40_000 * EURO)
    grants.city_aid(association, 240_000 * EURO)
    with pytest.raises(Refused, match="more than"):
        correct(application, 60_001 * EURO)
    correct(application, 60_000 * EURO)
    assert standing(association).cents == 300_000 * EURO


def test_a_declined_and_a_recovered_grant_leave_room_again(association: Association):
    application = grants.aid_granted(None, association, 100_000 * EURO)
    with acting(acting_for(application.started_by, association)):
        paying.decline(payout=application.award.payout, reason="Kahvila suljettiin.")
    assert standing(association).cents == 0
    paid = grants.paid(grants.aid_call(**grants.terms()), association=association)
    grants.recovered(grants.answered(grants.recovery(paid, cents=30_000)))
    assert standing(association).cents == 20_000
    negative = Support.objects.filter(association=association, value_cents__lt=0)
    assert all(row.aid_note.counts_from <= row.given_on for row in negative)
    assert negative.count() == 2


def test_what_a_recovery_gives_back_counts_from_the_day_of_the_award_again(association: Association):
    with time_machine.travel("2026-11-02 10:00+02:00"):
        paid = grants.paid(grants.aid_call(**grants.terms()), association=association)
    with time_machine.travel("2027-05-03 10:00+03:00"):
        found = grants.disputed(grants.recovered(grants.answered(grants.recovery(paid, cents=30_000))))
        with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
            recovery_rectifying.decide(
                rectification=found.rectifications.get(),
                outcome=RectificationOutcome.CHANGED,
                cents=0,
                reasons="Nuotit ostettiin.",
                sitting=Sitting("Sivistyslautakunta"),
            )
    rows = Support.objects.filter(association=association).values_list("value_cents", "aid_note__counts_from")
    granted = date(2026, 11, 2)
    assert sorted(rows) == [(-30_000, granted), (30_000, granted), (50_000, granted)]
    # All three fall out together.
    assert queries.aid_standings([association.pk], date(2029, 11, 2))[association.pk].cents == 0


# The officer's pages of one application


def test_the_officer_sees_the_sum_on_the_application_and_is_warned_in_the_ranking(association: Association):
    grants.city_aid(association, 250_000 * EURO)
    application = grants.aid_proposed(None, association, 1_000 * EURO)
    client = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
    page = client.get(f"/en/kaupunki/avustukset/{application.pk}/").content.decode()
    assert "near the ceiling" in page
    assert f"/en/kaupunki/vahamerkitys/{association.pk}/" in page
    ranking = client.get(f"/en/kaupunki/haut/{application.call_id}/jarjestys/").content.decode()
    assert "de minimis €250,000" in ranking
    assert "notice-warning" in client.get(f"/en/kaupunki/avustukset/{application.pk}/esitys/muuta/").content.decode()

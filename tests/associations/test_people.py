"""Roles are changed and ended by main users; the last of them stays (cases.md 12, 14, 19, 23, 24)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from associations.enums import Area, Role
from associations.models import Association, Membership
from associations.services import people
from grants.models import Application
from portal import clock
from portal.accounts.models import User
from portal.actor import acting
from portal.files import services as files
from portal.journal.models import Event
from portal.outbox import rendering
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.associations import AssociationFactory, acting_for, member
from tests.files.made import PDF
from tests.grants.racing import at_once

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def association() -> Association:
    """With one main user, the chair, and a treasurer."""
    made: Association = AssociationFactory.create(name_fi="Kylän Laulu ry", name_sv="Byns Sång rf")
    return made


@pytest.fixture
def chair(association: Association) -> User:
    return member(association, Role.CHAIR, first_name="Aino", last_name="Aalto")


@pytest.fixture
def treasurer(association: Association) -> User:
    return member(association, Role.TREASURER, first_name="Väinö", last_name="Virta", language="sv")


def seat(user: User) -> Membership:
    found: Membership = user.memberships.get()
    return found


def change(by: User, of: User, **terms: Any) -> Membership:
    row = seat(of)
    given = {"role": Role(row.role), "areas": [Area(area) for area in row.areas], "ends_on": row.ends_on, **terms}
    with acting(acting_for(by, row.association)):
        return people.change_member(membership=row, **given)


def end(by: User, of: User, last_day: Any = None) -> Membership:
    row = seat(of)
    with acting(acting_for(by, row.association)):
        return people.end_member(membership=row, last_day=last_day)


def test_a_main_user_changes_role_rights_and_term(chair: User, treasurer: User):
    until = clock.today() + 100 * DAY
    change(chair, treasurer, role=Role.SECRETARY, areas=[Area.PROFILE, Area.GRANTS], ends_on=until)

    row = seat(treasurer)
    assert (row.role, row.areas, row.ends_on) == ("secretary", ["grants", "profile"], until)
    event = Event.objects.about(row).get(verb="associations.member_changed")
    assert (event.actor_id, event.acting_for_id) == (chair.pk, row.association_id)


def test_the_person_concerned_is_told_in_their_language(chair: User, treasurer: User):
    change(chair, treasurer, areas=[Area.VENUES])

    letter = rendering.letter(Message.objects.get(kind="associations.role_changed"))
    assert "Byns Sång rf" in letter.subject
    assert ["Aino Aalto" in part for part in (letter.text, letter.html)] == [True, True]


def test_whoever_changes_their_own_role_is_not_written_to(association: Association, chair: User):
    member(association, Role.SECRETARY)
    change(chair, chair, ends_on=clock.today() + DAY)
    assert not Message.objects.exists()


def test_saving_without_a_change_changes_nothing(chair: User, treasurer: User):
    change(chair, treasurer)
    assert not Event.objects.filter(verb="associations.member_changed").exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("role", [Role.TREASURER, Role.CONTACT, Role.MEMBER])
def test_without_the_right_people_nobody_elses_role_is_changed_or_ended(
    association: Association, chair: User, role: Role
):
    other = member(association, role)
    with pytest.raises(PermissionDenied):
        change(other, chair, areas=[])
    with pytest.raises(PermissionDenied):
        end(other, chair)
    assert seat(chair).is_main_user


def test_another_associations_role_is_not_there(chair: User, treasurer: User):
    elsewhere = AssociationFactory.create()
    stranger = member(elsewhere, Role.CHAIR)
    row = seat(treasurer)
    with acting(acting_for(stranger, elsewhere)), pytest.raises(Http404):
        people.change_member(membership=row, role=Role.MEMBER, areas=[], ends_on=None)
    with acting(acting_for(stranger, elsewhere)), pytest.raises(Http404):
        people.end_member(membership=row)
    page = client_for(stranger, elsewhere).post(f"/fi/omat/yhdistys/ihmiset/{row.pk}/", {"role": "member"})
    assert page.status_code == 404
    assert people.terms_of(seat(treasurer)) == people.terms_of(row)


def test_the_last_main_user_loses_neither_role_nor_right(chair: User, treasurer: User):
    for attempt in (
        lambda: end(chair, chair),
        lambda: end(chair, chair, clock.today()),
        lambda: change(chair, chair, areas=[Area.GRANTS]),
        lambda: change(chair, chair, ends_on=clock.today() + 30 * DAY),
    ):
        with pytest.raises(Refused):
            attempt()
    assert (seat(chair).ends_on, seat(chair).is_main_user) == (None, True)


def test_a_main_user_who_may_not_sign_in_does_not_count(association: Association, chair: User):
    member(association, Role.SECRETARY, is_active=False)
    with pytest.raises(Refused):
        end(chair, chair)


def test_a_main_user_whose_term_ends_earlier_does_not_count(association: Association, chair: User):
    secretary = member(association, Role.SECRETARY)
    change(chair, secretary, ends_on=clock.today() + 5 * DAY)
    with pytest.raises(Refused):
        end(chair, chair, clock.today() + 5 * DAY)
    assert end(chair, chair, clock.today() + 4 * DAY).ends_on == clock.today() + 4 * DAY


def test_with_another_main_user_one_may_go(association: Association, chair: User):
    member(association, Role.SECRETARY)
    assert end(chair, chair).ends_on == clock.today() - DAY


def test_a_role_that_begins_today_ends_at_once_too(association: Association, chair: User):
    newcomer = member(association, Role.TREASURER)
    Membership.objects.filter(user=newcomer).update(starts_on=clock.today())
    end(chair, newcomer)
    assert not Membership.objects.in_force().filter(user=newcomer).exists()
    # The same role can be given again from the same day.
    again = people.add_member(association=association, user=newcomer, role=Role.TREASURER)
    assert list(Membership.objects.in_force().filter(user=newcomer)) == [again]


def test_a_role_to_come_is_taken_back_before_it_begins(association: Association, chair: User):
    newcomer = member(association, Role.TREASURER)
    Membership.objects.filter(user=newcomer).update(starts_on=clock.today() + 10 * DAY)
    row = seat(newcomer)
    with acting(acting_for(chair, association)):
        people.end_member(membership=row)
    for day in range(-1, 30):
        assert not Membership.objects.in_force(clock.today() + day * DAY).filter(user=newcomer).exists()
    assert not Membership.objects.not_over().filter(user=newcomer).exists()


@pytest.mark.parametrize("days", [-1, -400])
def test_a_last_day_gone_by_is_refused(days: int, chair: User, treasurer: User):
    with pytest.raises(Refused):
        end(chair, treasurer, clock.today() + days * DAY)
    with pytest.raises(Refused):
        change(chair, treasurer, ends_on=clock.today() + days * DAY)
    assert seat(treasurer).ends_on is None


def test_an_ended_role_is_neither_changed_nor_ended_again(chair: User, treasurer: User):
    end(chair, treasurer)
    with pytest.raises(Refused):
        change(chair, treasurer, areas=[Area.PEOPLE], ends_on=None)
    with pytest.raises(Refused):
        end(chair, treasurer)


def test_a_change_that_somebody_else_made_in_between_is_not_written_over(
    association: Association, chair: User, treasurer: User
):
    row = seat(treasurer)
    client = client_for(chair, association)
    path = f"/en/omat/yhdistys/ihmiset/{row.pk}/"
    shown = {field.html_name: field.value() for field in client.get(path).context["form"]}
    change(chair, treasurer, areas=[Area.VENUES])
    page = client.post(path, {"role": "treasurer", "areas": ["messages"], "ends_on": "", "seen": shown["seen"]})
    assert (page.status_code, len(page.context["form"].non_field_errors())) == (200, 1)
    assert seat(treasurer).areas == ["venues"]
    assert client.post(path, {"role": "treasurer", "areas": ["messages"], "seen": "x|y|z"}).status_code == 200
    assert seat(treasurer).areas == ["venues"]


def test_what_a_page_sends_beyond_its_form_is_ignored(association: Association, chair: User, treasurer: User):
    elsewhere = AssociationFactory.create()
    row = seat(treasurer)
    client = client_for(chair, association)
    path = f"/en/omat/yhdistys/ihmiset/{row.pk}/"
    shown = client.get(path).context["form"]["seen"].value()
    sent = {"role": "treasurer", "areas": ["grants"], "seen": shown, "association": elsewhere.pk, "user": chair.pk}
    assert client.post(path, {**sent, "starts_on": "1.1.1999", "is_staff": "on"}).status_code == 302
    after = seat(treasurer)
    assert (after.association, after.user, after.starts_on) == (association, treasurer, row.starts_on)
    assert client.post(path, {**sent, "areas": ["everything"]}).status_code == 200
    assert seat(treasurer).areas == ["grants"]


def test_an_ended_role_opens_neither_matter_nor_file_nor_desk_on_the_next_request(
    association: Association, chair: User, treasurer: User
):
    application: Application = grants.submitted(association=association)
    receipt = files.store(PDF, name="kuitti.pdf", kind="sealed", parent=application)
    client = client_for(treasurer, association)
    paths = [f"/fi/hakemukset/{application.pk}/", f"/tiedostot/{receipt.key}/"]
    assert [client.get(path).status_code for path in paths] == [200, 200]
    assert client.get("/fi/omat/").context["others"]

    client_for(chair, association).post(f"/fi/omat/yhdistys/ihmiset/{seat(treasurer).pk}/lopeta/", {"last_day": ""})

    assert [client.get(path).status_code for path in paths] == [404, 404]
    assert client.get("/fi/omat/").context["others"] == []
    assert client.get("/fi/omat/yhdistys/ihmiset/").headers["Location"].startswith("/fi/omat/kenen-puolesta/")


def test_a_person_ends_their_own_role(association: Association, treasurer: User, chair: User):
    client = client_for(treasurer, association)
    path = f"/en/omat/yhdistys/ihmiset/{seat(treasurer).pk}/lopeta/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"last_day": ""}).headers["Location"] == "/en/omat/"
    assert seat(treasurer).ends_on == clock.today() - DAY


def test_every_member_sees_the_people_and_only_main_users_the_ways_to_change_them(
    association: Association, chair: User, treasurer: User
):
    ended = member(association, Role.SECRETARY, last_name="Poistunut")
    Membership.objects.filter(user=ended).update(ends_on=clock.today() - DAY)
    page = client_for(treasurer, association).get("/en/omat/yhdistys/ihmiset/").content.decode()
    assert "Aino Aalto" in page
    assert "Poistunut" not in page
    assert f"/ihmiset/{seat(chair).pk}/" not in page
    assert f"/ihmiset/{seat(treasurer).pk}/lopeta/" in page
    page = client_for(chair, association).get("/en/omat/yhdistys/ihmiset/").content.decode()
    assert f"/ihmiset/{seat(treasurer).pk}/lopeta/" in page
    assert "only one main user" in page


def test_text_typed_after_the_session_ended_is_back(association: Association, chair: User, treasurer: User):
    path = f"/en/omat/yhdistys/ihmiset/{seat(treasurer).pk}/"
    client = client_for(chair, association)
    session = client.session
    session["typed_texts"] = {path: {"role": ["contact"], "areas": ["venues"], "ends_on": ["1.2.2099"]}}
    session.save()
    form = client.get(path).context["form"]
    assert (form["role"].value(), form["ends_on"].value()) == ("contact", "1.2.2099")
    assert seat(treasurer).role == "treasurer"


@pytest.mark.django_db(transaction=True)
def test_two_main_users_who_end_each_other_at_once_leave_one():
    with transaction.atomic():
        association = AssociationFactory.create()
        one, other = member(association, Role.CHAIR), member(association, Role.SECRETARY)
    outcomes = at_once(
        "journal_event",
        lambda: end(one, other),
        lambda: end(other, one),
    )
    assert [type(outcome).__name__ for outcome in outcomes] == ["Membership", "Refused"]
    assert Membership.objects.main_users().filter(association=association).count() == 1

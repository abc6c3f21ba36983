"""A handover changes dated rows once, nothing has to run on its day, and cancelling puts everything back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from associations.enums import Area, HandoverState, Role
from associations.models import Association, BankAccount, Handover, HandoverSeat, Invitation, Membership
from associations.queries.handovers import board_of, outline
from associations.services import handovers, invitations, money, people
from associations.services.handovers import Seat
from grants.models import Application
from portal import clock
from portal.accounts.models import User
from portal.actor import acting
from portal.dated.models import DatedValue
from portal.files import services as files
from portal.files.models import StoredFile
from portal.files.services import FileRefused
from portal.journal.models import Event
from portal.outbox import rendering
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.accounts.people import person
from tests.clients import client_for
from tests.factories import grants
from tests.factories.associations import (
    IBAN,
    AssociationFactory,
    account,
    acting_for,
    handover,
    invitation,
    member,
    seat_of,
)
from tests.files.made import PDF
from tests.grants.racing import at_once

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
OTHER_IBAN = "FI4250001510000023"
ALL = frozenset(area.value for area in Area)


@pytest.fixture
def association() -> Association:
    made: Association = AssociationFactory.create(name_fi="Kylän Laulu ry", name_sv="Byns Sång rf")
    return made


@pytest.fixture
def chair(association: Association) -> User:
    return member(association, Role.CHAIR, first_name="Aino", last_name="Aalto")


@pytest.fixture
def secretary(association: Association) -> User:
    return member(association, Role.SECRETARY, first_name="Sanna", last_name="Salo")


@pytest.fixture
def treasurer(association: Association) -> User:
    return member(association, Role.TREASURER, first_name="Väinö", last_name="Virta", language="sv")


def seat(user: User) -> Membership:
    found: Membership = user.memberships.order_by("pk").first()  # type: ignore[assignment]
    return found


def board(association: Association, **fates: Any) -> dict[int, Seat | None]:
    """Everybody goes on but for those named by their last name in small letters."""
    found: dict[int, Seat | None] = {}
    for row in board_of(association):
        name = row.user.last_name.lower()
        found[row.pk] = fates[name] if name in fates else seat_of(row)
    return found


def ahead(days: int = 30) -> date:
    return clock.today() + days * DAY


def cancel(row: Handover, by: User) -> Handover:
    with acting(acting_for(by, row.association)):
        return handovers.cancel_handover(handover=row)


def in_force(association: Association, day: date) -> set[tuple[str, str, tuple[str, ...]]]:
    """Who has which role with which rights on the day."""
    rows = Membership.objects.in_force(day).filter(association=association).select_related("user")
    return {(row.user.last_name, row.role, tuple(row.areas)) for row in rows}


def names(association: Association, day: date) -> set[str]:
    return {name for name, _role, _areas in in_force(association, day)}


def test_who_leaves_is_out_when_the_day_begins_and_who_comes_is_in(
    association: Association, chair: User, secretary: User, treasurer: User
):
    newcomer = person(last_name="Uusi", email="uusi@people.example")
    made = handover(
        association,
        by=chair,
        effective_on=ahead(),
        board=board(association, aalto=None),
        new=[Seat(role=Role.CHAIR, areas=ALL, ends_on=ahead(400), email="uusi@people.example")],
    )
    assert names(association, ahead(29)) == {"Aalto", "Salo", "Virta"}
    assert names(association, ahead(30)) == {"Uusi", "Salo", "Virta"}
    assert newcomer.memberships.get().ends_on == ahead(400)
    event = Event.objects.about(made).get()
    assert (event.verb, event.actor_id) == ("associations.handover_made", chair.pk)


def test_changed_rights_and_roles_are_dated(association: Association, chair: User, treasurer: User):
    row = seat(treasurer)
    secretary = seat_of(row, role=Role.SECRETARY, areas=frozenset({"grants"}), ends_on=ahead(300))
    handover(association, by=chair, effective_on=ahead(), board=board(association, virta=secretary))
    assert ("Virta", "treasurer", ("grants", "messages", "signing")) in in_force(association, ahead(29))
    assert ("Virta", "secretary", ("grants",)) in in_force(association, ahead(30))
    assert ("Virta", "secretary", ("grants",)) not in in_force(association, ahead(301))
    row.refresh_from_db()
    assert (row.role, row.ends_on) == ("treasurer", ahead(29))


def test_a_longer_term_alone_changes_the_present_role(association: Association, chair: User, treasurer: User):
    row = seat(treasurer)
    handover(
        association, by=chair, effective_on=ahead(), board=board(association, virta=seat_of(row, ends_on=ahead(500)))
    )
    assert treasurer.memberships.get().ends_on == ahead(500)


def test_somebody_without_an_account_is_invited_and_begins_on_the_day(
    association: Association, chair: User, treasurer: User
):
    made = handover(
        association,
        by=chair,
        effective_on=ahead(),
        board=board(association, virta=None),
        new=[Seat(role=Role.TREASURER, areas=frozenset({"grants"}), email="outo@people.example")],
        language="sv",
    )
    row = Invitation.objects.get()
    assert (row.email, row.starts_on, row.areas, row.language) == ("outo@people.example", ahead(), ["grants"], "sv")
    assert made.seats.get(email="outo@people.example").invitation == row
    newcomer = person(email="outo@people.example", last_name="Outo")
    client_for(newcomer).post(f"/fi/kutsut/{row.pk}/")
    assert names(association, ahead(29)) == {"Aalto", "Virta"}
    assert names(association, ahead(30)) == {"Aalto", "Outo"}


def test_an_unconfirmed_address_is_invited_and_has_nothing_yet(association: Association, chair: User):
    person(verified=False, email="uusi@people.example", last_name="Uusi")
    handover(
        association,
        by=chair,
        effective_on=ahead(),
        new=[Seat(role=Role.SECRETARY, areas=ALL, email="uusi@people.example")],
    )
    assert names(association, ahead(40)) == {"Aalto"}
    assert Invitation.objects.open().count() == 1


def test_without_a_main_user_on_the_day_nothing_changes(association: Association, chair: User, treasurer: User):
    new = [Seat(role=Role.CHAIR, areas=ALL, email="outo@people.example")]
    with pytest.raises(Refused, match="main user"):
        handover(association, by=chair, effective_on=ahead(), board=board(association, aalto=None), new=new)
    assert seat(chair).ends_on is None
    assert [model.objects.exists() for model in (Handover, Invitation, Message)] == [False] * 3


def test_a_main_user_whose_term_ends_before_the_day_does_not_count(association: Association, chair: User):
    Membership.objects.filter(user=chair).update(ends_on=ahead(10))
    with pytest.raises(Refused):
        handover(association, by=chair, effective_on=ahead(), board=board(association, aalto=None))


def test_a_board_that_changed_in_between_is_looked_at_again(association: Association, chair: User, treasurer: User):
    seen = board(association)
    member(association, Role.CONTACT)
    with pytest.raises(Refused, match="changed in between"):
        handover(association, by=chair, effective_on=ahead(), board=seen)
    with pytest.raises(Refused, match="changed in between"):
        handover(association, by=chair, effective_on=ahead(), board={**board(association), 0: None})


@pytest.mark.parametrize(("meeting", "effective"), [(1, 30), (-367, 30), (0, -1), (0, 367)])
def test_days_that_do_not_fit_are_refused(meeting: int, effective: int, association: Association, chair: User):
    with pytest.raises(Refused):
        handover(association, by=chair, meeting_on=ahead(meeting), effective_on=ahead(effective))


def test_a_second_handover_waits_for_the_first(association: Association, chair: User):
    handover(association, by=chair, effective_on=ahead())
    for day in (ahead(), ahead(60), ahead(0)):
        with pytest.raises(Refused, match="already"):
            handover(association, by=chair, effective_on=day)
    assert Handover.objects.count() == 1


def test_only_main_users_of_the_association_hand_over_and_cancel(
    association: Association, chair: User, treasurer: User
):
    with pytest.raises(PermissionDenied):
        handover(association, by=treasurer)
    made = handover(association, by=chair, effective_on=ahead())
    with pytest.raises(PermissionDenied):
        cancel(made, treasurer)
    elsewhere = AssociationFactory.create()
    stranger = member(elsewhere, Role.CHAIR)
    with acting(acting_for(stranger, elsewhere)), pytest.raises(Http404):
        handovers.cancel_handover(handover=made)
    with acting(acting_for(stranger, elsewhere)), pytest.raises(PermissionDenied):
        handovers.make_handover(
            association=association, meeting_on=ahead(0), effective_on=ahead(), board=board(association)
        )
    assert Handover.objects.get().state == HandoverState.MADE


def test_a_new_account_is_used_from_the_day_and_the_old_one_to_the_day_before(association: Association, chair: User):
    old = account(association)
    handover(association, by=chair, effective_on=ahead(), iban=OTHER_IBAN)
    assert [one.iban for one in association.bank_accounts.in_use(ahead(29))] == [IBAN]
    assert [one.iban for one in association.bank_accounts.in_use(ahead(30))] == [OTHER_IBAN]
    added = BankAccount.objects.get(iban=OTHER_IBAN)
    assert (added.verified_on, added.holder) == (None, "Kylän Laulu ry")
    assert Event.objects.about(old).filter(verb="associations.bank_account_ended").exists()


def test_the_account_that_is_there_already_is_no_new_one(association: Association, chair: User):
    account(association)
    with pytest.raises(Refused, match="already"):
        handover(association, by=chair, effective_on=ahead(), iban=IBAN)


def test_a_role_to_come_is_taken_back_when_its_holder_leaves(association: Association, chair: User, treasurer: User):
    Membership.objects.filter(user=treasurer).update(starts_on=ahead(60))
    handover(association, by=chair, effective_on=ahead(), board=board(association, virta=None))
    assert [day for day in range(120) if "Virta" in names(association, ahead(day))] == []


def test_one_person_leaves_a_seat_and_takes_another(association: Association, chair: User, secretary: User):
    new = [Seat(role=Role.CHAIR, areas=ALL, email="toinen@people.example")]
    taker = person(email="toinen@people.example", last_name="Toinen")
    people.add_member(association=association, user=taker, role=Role.CHAIR, starts_on=ahead(-10))
    handover(association, by=chair, effective_on=ahead(), board=board(association, toinen=None, aalto=None), new=new)
    assert in_force(association, ahead(30)) == {
        ("Toinen", "chair", tuple(sorted(ALL))),
        ("Salo", "secretary", tuple(sorted(ALL))),
    }


def test_one_person_leaves_one_of_two_seats_and_the_other_becomes_it(association: Association, chair: User):
    both = person(last_name="Molemmat")
    contact = people.add_member(association=association, user=both, role=Role.CONTACT, starts_on=ahead(-10))
    secretary = people.add_member(association=association, user=both, role=Role.SECRETARY, starts_on=ahead(-10))
    fates = {**board(association), contact.pk: seat_of(contact, role=Role.SECRETARY), secretary.pk: None}
    handover(association, by=chair, effective_on=ahead(), board=fates)
    roles = [role for name, role, _areas in in_force(association, ahead(30)) if name == "Molemmat"]
    assert roles == ["secretary"]


def test_the_same_role_twice_is_refused(association: Association, chair: User):
    taker = person(email="toinen@people.example")
    people.add_member(association=association, user=taker, role=Role.TREASURER)
    new = [Seat(role=Role.TREASURER, areas=frozenset(), email="toinen@people.example")]
    with pytest.raises(Refused, match="twice"):
        handover(association, by=chair, effective_on=ahead(), new=new)


def test_a_term_that_would_end_before_the_day_is_refused(association: Association, chair: User, treasurer: User):
    with pytest.raises(Refused, match="Virta"):
        handover(
            association,
            by=chair,
            effective_on=ahead(),
            board=board(association, virta=seat_of(seat(treasurer), ends_on=ahead(29))),
        )


def test_open_invitations_of_the_old_board_are_taken_back(association: Association, chair: User):
    outlives = invitation(association, by=chair, email="vanha@people.example")
    short = invitation(association, by=chair, email="lyhyt@people.example")
    Invitation.objects.filter(pk=short.pk).update(expires_at=clock.now() + DAY)
    handover(association, by=chair, effective_on=ahead(5))
    assert list(Invitation.objects.open()) == [short]
    newcomer = person(email=outlives.email)
    assert client_for(newcomer).post(f"/fi/kutsut/{outlives.pk}/").status_code == 422


def test_the_minutes_are_for_the_associations_people(association: Association, chair: User, treasurer: User):
    made = handover(association, by=chair, effective_on=ahead(), minutes=ContentFile(PDF, name="poytakirja.pdf"))
    stored = StoredFile.objects.of(made).get()
    elsewhere = AssociationFactory.create()
    got = [
        client.get(f"/tiedostot/{stored.key}/").status_code
        for client in (
            client_for(treasurer, association),
            client_for(member(elsewhere, Role.CHAIR), elsewhere),
            client_for(person()),
        )
    ]
    assert got == [200, 404, 404]


def test_a_refused_file_refuses_the_handover(association: Association, chair: User):
    with pytest.raises(FileRefused):
        handover(association, by=chair, minutes=ContentFile(b"<script>alert(1)</script>", name="poytakirja.pdf"))
    assert not Handover.objects.exists()


def test_all_who_come_leave_and_stay_are_told_in_their_language(
    association: Association, chair: User, secretary: User, treasurer: User
):
    newcomer = person(email="uusi@people.example", language="en")
    made = handover(
        association,
        by=chair,
        effective_on=ahead(),
        board=board(association, virta=None),
        new=[Seat(role=Role.TREASURER, areas=frozenset({"grants"}), email=newcomer.email)],
        iban=OTHER_IBAN,
    )
    letters = {one.recipient: rendering.letter(one) for one in Message.objects.filter(kind="associations.handover")}
    assert set(letters) == {chair, secretary, treasurer, newcomer}
    assert "Byns Sång rf" in letters[treasurer].subject
    assert "treasurer" in letters[newcomer].text
    assert f"/vaihto/{made.pk}/" in letters[secretary].text
    # Nobody moves the money unseen.
    assert ["FI… 0023" in one.text and "FI… 0023" in one.html for one in letters.values()] == [True] * 4
    assert f"/vaihto/{made.pk}/" not in letters[treasurer].text
    cancel(made, secretary)
    told = Message.objects.filter(kind="associations.handover_cancelled")
    assert {one.recipient for one in told} == {chair, secretary, treasurer, newcomer}
    assert ["Kylän Laulu" in rendering.letter(one).text or "Byns" in rendering.letter(one).text for one in told] == [
        True
    ] * 4


def test_the_preview_changes_nothing_and_says_what_would_be(association: Association, chair: User, treasurer: User):
    account(association)
    person(email="tuttu@people.example", first_name="Tuula", last_name="Tuttu")
    before = snapshot(association)
    with acting(acting_for(chair, association)):
        found = handovers.preview_handover(
            association=association,
            meeting_on=ahead(0),
            effective_on=ahead(),
            board=board(association, virta=None),
            new=[
                Seat(role=Role.TREASURER, areas=frozenset({"grants"}), email="uusi@people.example"),
                Seat(role=Role.SECRETARY, areas=frozenset(), email="tuttu@people.example"),
            ],
            iban=OTHER_IBAN,
        )
    assert snapshot(association) == before
    assert [model.objects.exists() for model in (Handover, Invitation, Message)] == [False] * 3
    assert not Event.objects.filter(verb="associations.handover_made").exists()
    assert [(line.name, line.how, line.main_user, line.gets_mail) for line in found.seats] == [
        ("Aino Aalto", "stays", True, True),
        ("uusi@people.example", "comes", False, True),
        # Who has an account shows only once the person is told too (cases.md 25).
        ("tuttu@people.example", "comes", False, False),
    ]
    assert [name for name, _role in found.leaving] == ["Väinö Virta"]
    assert (found.account.iban if found.account else "") == OTHER_IBAN


# Cancelling


def snapshot(association: Association) -> dict[str, Any]:
    """All dated rows of the association as they are in force on each of the days around."""
    days = [ahead(day) for day in (-1, 0, 1, 5, 14, 29, 30, 31, 44, 60, 61, 299, 300, 301, 700)]
    return {
        "roles": [in_force(association, day) for day in days],
        "accounts": [sorted(one.iban for one in association.bank_accounts.in_use(day)) for day in days],
        "invitations": sorted(Invitation.objects.open().values_list("email", "expires_at")),
    }


def rows(association: Association) -> dict[str, list[Any]]:
    """The dated columns of every row that there is."""
    return {
        "roles": list(Membership.objects.order_by("pk").values_list("pk", "role", "areas", "starts_on", "ends_on")),
        "accounts": list(BankAccount.objects.order_by("pk").values_list("pk", "iban", "starts_on", "ended_on")),
        "invitations": list(Invitation.objects.order_by("pk").values_list("pk", "email", "revoked_at", "expires_at")),
    }


class _Undo(Exception):
    pass


TERMS = st.tuples(
    st.sampled_from([-400, -1, 0, 5, 30, 60]),  # first day
    st.sampled_from([None, 0, 5, 29, 30, 60, 300]),  # last day
    st.sampled_from(list(Role)),
)
FATES = st.tuples(
    st.sampled_from(["stays", "leaves", "changes", "longer"]),
    st.sampled_from(list(Role)),
    st.frozensets(st.sampled_from([area.value for area in Area])),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    present=st.lists(st.tuples(TERMS, FATES), max_size=4),
    coming=st.lists(st.tuples(st.booleans(), st.sampled_from(list(Role))), max_size=3),
    day=st.sampled_from([1, 5, 30]),
    iban=st.booleans(),
    invited=st.booleans(),
    accepts=st.booleans(),
)
def test_making_and_cancelling_is_as_if_nothing_had_been(
    present: Any, coming: Any, day: int, iban: bool, invited: bool, accepts: bool
):
    try:
        with transaction.atomic():
            association = AssociationFactory.create()
            chair = member(association, Role.CHAIR)
            account(association)
            fates: dict[int, Seat | None] = {}
            for (first, last, role), (fate, new_role, areas) in present:
                if last is not None and last < first:
                    continue
                row = people.add_member(
                    association=association,
                    user=person(),
                    role=role,
                    starts_on=ahead(first),
                    ends_on=None if last is None else ahead(last),
                )
                stays = {
                    "stays": seat_of(row),
                    "changes": Seat(new_role, areas, None),
                    "longer": seat_of(row, ends_on=ahead(700)),
                }
                fates[row.pk] = stays.get(fate)
            if invited:
                invitation(association, by=chair, email="kutsu@people.example")
            known = [person() for here, _role in coming if here]
            new = [
                Seat(role, frozenset(), None, known.pop().email if here else f"outo{number}@people.example")
                for number, (here, role) in enumerate(coming)
            ]
            before, was = snapshot(association), rows(association)
            everybody = {**board(association), **fates}
            try:
                made = handover(
                    association,
                    by=chair,
                    effective_on=ahead(day),
                    board=everybody,
                    new=new,
                    iban=OTHER_IBAN if iban else "",
                )
            except Refused:
                # What is refused has changed nothing.
                assert rows(association) == was
                raise _Undo from None
            if accepts:
                for seat_ in HandoverSeat.objects.filter(invitation__isnull=False).select_related("invitation"):
                    newcomer = person(email=seat_.email)
                    client_for(newcomer).post(f"/fi/kutsut/{seat_.invitation_id}/")
            cancel(made, chair)
            assert snapshot(association) == before
            after = rows(association)
            kept = {kind: {one[0] for one in found} for kind, found in was.items()}
            assert {kind: [one for one in found if one[0] in kept[kind]] for kind, found in after.items()} == was
            raise _Undo
    except _Undo:
        pass


def test_a_handover_is_cancelled_until_its_day_begins(association: Association, chair: User, treasurer: User):
    made = handover(association, by=chair, effective_on=ahead(), board=board(association, virta=None))
    with time_machine.travel(clock.at(ahead(), time(0))), pytest.raises(Refused, match="has begun"):
        cancel(made, chair)
    assert seat(treasurer).ends_on == ahead(29)
    with time_machine.travel(clock.at(ahead(29), time(23, 59))):
        cancelled = cancel(made, chair)
    assert (cancelled.state, seat(treasurer).ends_on) == (HandoverState.CANCELLED, None)


def test_cancelling_twice_is_refused_and_changes_nothing(association: Association, chair: User, treasurer: User):
    made = handover(association, by=chair, effective_on=ahead(), board=board(association, virta=None))
    cancel(made, chair)
    with pytest.raises(Refused):
        cancel(made, chair)
    assert seat(treasurer).ends_on is None


def test_what_was_changed_since_stays_when_the_handover_is_cancelled(
    association: Association, chair: User, secretary: User, treasurer: User
):
    made = handover(association, by=chair, effective_on=ahead(), board=board(association, virta=None))
    with acting(acting_for(chair, association)):
        people.end_member(membership=seat(treasurer), last_day=ahead(3))
    cancel(made, chair)
    assert seat(treasurer).ends_on == ahead(3)


def test_after_cancelling_one_can_hand_over_anew(association: Association, chair: User, treasurer: User):
    newcomer = person(email="uusi@people.example", last_name="Uusi")
    new = [Seat(role=Role.TREASURER, areas=frozenset({"grants"}), email=newcomer.email)]
    given_ = {"effective_on": ahead(), "new": new, "iban": OTHER_IBAN}
    cancel(handover(association, by=chair, board=board(association, virta=None), **given_), chair)
    handover(association, by=chair, board=board(association, virta=None), **given_)
    assert names(association, ahead(30)) == {"Aalto", "Uusi"}


# The day itself


@pytest.fixture
def outgoing(association: Association, chair: User, secretary: User) -> Application:
    """Handed over to a new chair as of the day; an application of the association's."""
    application: Application = grants.submitted(association=association)
    handover(association, by=secretary, effective_on=ahead(3), board=board(association, aalto=None))
    return application


def midnight(day: date) -> datetime:
    return clock.at(day, time(0))


def test_the_outgoing_chairs_session_is_out_at_midnight_in_helsinki(
    association: Association, chair: User, outgoing: Application
):
    receipt = files.store(PDF, name="kuitti.pdf", kind="sealed", parent=outgoing)
    client = client_for(chair, association)
    paths = [f"/fi/hakemukset/{outgoing.pk}/", f"/tiedostot/{receipt.key}/", "/fi/omat/yhdistys/ihmiset/kutsu/"]
    looks: Callable[[], list[int]] = lambda: [client.get(path).status_code for path in paths]  # noqa: E731
    with time_machine.travel(midnight(ahead(3)) - timedelta(seconds=1), tick=False):
        client = client_for(chair, association)
        assert looks() == [200, 200, 200]
        assert client.get("/fi/omat/").context["portal"].acting.party.key == association.pk
    with time_machine.travel(midnight(ahead(3)), tick=False):
        assert looks() == [404, 404, 302]
        desk = client.get("/fi/omat/")
        assert (desk.context["portal"].acting.party, desk.context["others"], desk.context["yours"]) == (None, [], [])
        assert not Membership.objects.main_users().filter(user=chair).exists()


def test_an_outgoing_chair_neither_cancels_nor_invites_nor_reads_the_handover_after_the_day(
    association: Association, chair: User, secretary: User, outgoing: Application
):
    made = Handover.objects.get()
    with time_machine.travel(midnight(ahead(3)), tick=False):
        client = client_for(chair, association)
        assert client.get(f"/fi/omat/yhdistys/vaihto/{made.pk}/").status_code == 404
        assert client.post(f"/fi/omat/yhdistys/vaihto/{made.pk}/peru/").status_code == 404
        client.post("/fi/omat/yhdistys/ihmiset/kutsu/", {"email": "x@y.example", "role": "chair", "language": "fi"})
        assert not Invitation.objects.exists()
        assert client_for(secretary, association).get(f"/fi/omat/yhdistys/vaihto/{made.pk}/").status_code == 200


def test_helsinkis_midnight_counts_and_not_the_servers(association: Association, chair: User, outgoing: Application):
    """Two or three hours before midnight in UTC the new day has begun in Pori."""
    path, eve = f"/fi/hakemukset/{outgoing.pk}/", ahead(2)
    with time_machine.travel(midnight(ahead(3)) + timedelta(minutes=30), tick=False):
        assert clock.now().date() == eve
        assert client_for(chair, association).get(path).status_code == 404


def test_who_hands_over_and_leaves_today_is_out_at_once(association: Association, chair: User, secretary: User):
    client = client_for(chair, association)
    handover(association, by=chair, board=board(association, aalto=None))
    assert client.get("/fi/omat/yhdistys/ihmiset/kutsu/").status_code == 302
    assert names(association, clock.today()) == {"Salo"}


@pytest.mark.django_db(transaction=True)
def test_two_handovers_at_once_make_one():
    with transaction.atomic():
        association = AssociationFactory.create()
        users = [member(association, Role.CHAIR), member(association, Role.SECRETARY)]
        seen = board(association)

    def hand_over(user: User) -> Handover:
        return handover(association, by=user, effective_on=ahead(), board=seen)

    outcomes = at_once("associations_handoverseat", *[lambda user=user: hand_over(user) for user in users])
    assert [type(one).__name__ for one in outcomes] == ["Handover", "Refused"]
    assert Handover.objects.count() == 1
    assert len(outline(Handover.objects.get()).seats) == 2


@pytest.mark.django_db(transaction=True)
def test_an_invitation_accepted_while_the_board_is_handed_over_is_either_in_or_out():
    with transaction.atomic():
        association = AssociationFactory.create()
        chair = member(association, Role.CHAIR)
        row = invitation(association, by=chair, email="uusi@people.example")
        newcomer = person(email=row.email)
        seen = board(association)
    made, answer = at_once(
        "associations_handoverseat",
        lambda: handover(association, by=chair, effective_on=ahead(5), board=seen),
        lambda: client_for(newcomer).post(f"/fi/kutsut/{row.pk}/"),
    )
    assert (type(made).__name__, answer.status_code) == ("Handover", 422)
    assert not newcomer.memberships.exists()


def test_money_of_a_later_account_is_not_ended_before_it_begins(association: Association, chair: User):
    later = money.add_bank_account(association=association, iban=IBAN, starts_on=ahead(60))
    made = handover(association, by=chair, effective_on=ahead(), iban=OTHER_IBAN)
    later.refresh_from_db()
    assert later.ended_on == ahead(60)
    assert [one.iban for one in association.bank_accounts.in_use(ahead(61))] == [OTHER_IBAN]
    cancel(made, chair)
    assert [one.iban for one in association.bank_accounts.in_use(ahead(61))] == [IBAN]


def test_a_handover_sends_no_more_invitations_than_the_rule_allows(association: Association, chair: User):
    DatedValue.objects.create(
        name="associations.invitations_a_day", value=1, valid_from=clock.today(), reason="Kokeilu.", set_by=chair
    )
    new = [Seat(role=Role.MEMBER, areas=frozenset(), email=f"uusi{number}@people.example") for number in range(2)]
    with pytest.raises(Refused, match="1 invitations"):
        handover(association, by=chair, effective_on=ahead(), new=new)
    assert [model.objects.exists() for model in (Handover, Invitation, Message)] == [False] * 3


def test_a_revoked_invitation_of_a_cancelled_handover_stays_shut(association: Association, chair: User):
    new = [Seat(role=Role.TREASURER, areas=frozenset(), email="uusi@people.example")]
    made = handover(association, by=chair, effective_on=ahead(), new=new)
    cancel(made, chair)
    with acting(acting_for(chair, association)), pytest.raises(Refused):
        invitations.resend(invitation=Invitation.objects.get())

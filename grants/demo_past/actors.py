"""By whom the demo's steps in grants are taken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from associations.acting import as_party, parties_of
from associations.enums import Area
from associations.models import Association, Membership
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import acting

OFFICERS = ("outi.rantakari@pori.example", "tiina.vuorisalo@pori.example")
# Not tied to the association of whose matter the second one is shut out.
SUBSTITUTE = "jarkko.suvelainen@pori.example"
DECIDER = "helena.aarniluoma@pori.example"
# Records what the committee decides on a request for rectification: not the one who made the decision.
RECORDER = "petri.salokorpi@pori.example"


@contextmanager
def as_employee(email: str) -> Iterator[None]:
    """The employee acts for the city."""
    with acting(actor_of(User.objects.get(email=email))):
        yield


@contextmanager
def as_member(name: str, place: int = 0) -> Iterator[Association]:
    """Somebody who may apply for the association acts for it: the longest in office, or the next one."""
    association = Association.objects.get(name_fi=name)
    seats = Membership.objects.in_force().with_area(Area.GRANTS).filter(association=association)
    user = seats.select_related("user").order_by("starts_on", "pk")[place].user
    actor = actor_of(user)
    party = next(party for party in parties_of(actor) if party.key == association.pk)
    with acting(as_party(actor, party)):
        yield association

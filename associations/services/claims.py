"""Asking to act for an association, and the city's answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from associations.enums import DEFAULT_AREAS, Area, ClaimState, LegalForm, Role, Status
from associations.models import Association, Claim, Membership, Sector
from associations.queries.people import people
from associations.services.invitations import offer
from associations.services.people import add_member, lock
from associations.services.register import add_association
from portal import actor as actors
from portal import clock, policy
from portal.accounts.models import User
from portal.files import services as files
from portal.journal import services as journal
from portal.outbox import plain
from portal.outbox import services as outbox
from portal.workflow import Refused, transition

# Each one writes to the association's main users: nobody floods them, or the liaisons.
MOST_A_DAY = 10

# A plain member does nothing for the association, so there is nothing to ask for.
ROLES = tuple(role for role in Role if role != Role.MEMBER)


@dataclass(frozen=True, slots=True)
class NewAssociation:
    """What the claimant says of an association that isn't in the register."""

    name: str
    form: LegalForm
    sector: Sector
    register_number: str = ""


@transaction.atomic
def send_claim(
    *,
    of: Association | NewAssociation,
    role: Role,
    ends_on: date | None = None,
    message: str = "",
    second_email: str = "",
    minutes: File[bytes] | None = None,
) -> Claim:
    """Ask to act for an association; the receipt and the word to its main users are owed at once.

    With a request of the same person about the same association open, that one is returned and nothing is added
    (cases.md 13). Raises :class:`Refused` for an association that has ended or, as a new one, is in the register;
    without minutes where they are needed; for a term that has ended, a role that the person has, or too many requests
    in a day; and ``FileRefused`` for minutes that can't be stored.
    """
    known = of if isinstance(of, Association) else None
    policy.require("associations.send_claim", known)
    who = actors.current().person_id
    found = open_claim(of)
    if found is not None:
        return found
    _check_association(of)
    _check_term(ends_on)
    if needs_minutes(known.legal_form if known else of.form) and minutes is None:  # type: ignore[union-attr]
        raise Refused(_("Attach the minutes in which you were chosen."))
    if known is not None and _holds(known, who, role):
        raise Refused(_("You have this role in the association already."))
    if Claim.objects.filter(user_id=who, submitted_at__gt=clock.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused(_("You have sent many requests today. Go on tomorrow, or write to the city."))
    try:
        with transaction.atomic():
            claim = Claim.objects.create(
                user_id=who,
                association=known,
                **_facts(of),
                role=role,
                ends_on=ends_on,
                message=message,
                second_email=second_email.lower(),
                submitted_at=clock.now(),
            )
    except IntegrityError:
        # A double click: the first of the two is the request.
        again = open_claim(of)
        if again is None:
            raise
        return again
    if minutes is not None:
        files.store(minutes, name=minutes.name or "", kind="document", parent=claim)
    journal.record("associations.claim_sent", claim)
    _write_to_claimant("associations.claim_receipt", claim, {"sent_at": claim.submitted_at})
    if known is not None:
        _warn_main_users(claim, known, verified=False)
    return claim


def open_claim(of: Association | NewAssociation) -> Claim | None:
    """The acting person's request about the association that nobody has decided yet; None where there is none."""
    rows = Claim.objects.open().filter(user_id=actors.current().person_id)
    if isinstance(of, Association):
        return rows.filter(association=of).first()
    return rows.filter(association__isnull=True, new_name__iexact=of.name).first()


def needs_minutes(form: str) -> bool:
    """Whether minutes must prove the right: everywhere but in a group that keeps none."""
    return form != LegalForm.UNREGISTERED


def _facts(of: Association | NewAssociation) -> dict[str, Any]:
    if isinstance(of, Association):
        return {}
    return {
        "new_name": of.name,
        "new_form": of.form,
        "new_register_number": of.register_number,
        "new_sector": of.sector,
    }


def _check_association(of: Association | NewAssociation) -> None:
    if isinstance(of, Association):
        if of.status != Status.ACTIVE:
            raise Refused(_("The register says that this association has been dissolved. Nobody can act for it."))
        return
    same = Association.objects.exclude(status=Status.MERGED).filter(register_number=of.register_number)
    found = same.first() if of.register_number else None
    if found is None:
        return
    if found.status != Status.ACTIVE:
        raise Refused(
            _("The register says that the association with the number %(number)s has been dissolved.")
            % {"number": of.register_number}
        )
    if found.name_doubt:
        raise Refused(
            _(
                "An association with this number is in the register, but its name is still being checked."
                " Try again later."
            )
        )
    raise Refused(
        _(
            "The number belongs to %(name)s, which is in the register already."
            " Look for it in the directory and ask there."
        )
        % {"name": found.name}
    )


def _check_term(ends_on: date | None) -> None:
    if ends_on is not None and ends_on < clock.today():
        raise Refused(_("The term has ended already."))


def _holds(association: Association, user_id: int, role: str) -> bool:
    return Membership.objects.in_force().filter(association=association, user_id=user_id, role=role).exists()


@transaction.atomic
def answer_claim(*, claim: Claim, text: str, attached: Iterable[File[bytes]] = (), version: int | None = None) -> Claim:
    """Give the city what it asked for: a text and files. The text stands in the history.

    Raises :class:`Refused` when nothing is asked, ``FileRefused`` for a file that can't be stored, and ``Stale``.
    """
    policy.require("associations.edit_claim", claim)
    for one in attached:
        files.store(one, name=one.name or "", kind="document", parent=claim)
    return transition(claim, "answer", reason=text.strip(), version=version)


def withdraw_claim(*, claim: Claim) -> Claim:
    """Take one's own request back. Raises :class:`Refused` once it is decided."""
    return transition(claim, "withdraw")


@transaction.atomic
def verify_claim(*, claim: Claim, known: Association | None = None, version: int | None = None) -> Claim:
    """Let the claimant act: gives the role from today, invites the second main user, tells everyone concerned.

    An association that isn't in the register is added, unless ``known`` names the one that it turned out to be. The
    rights are those that the role starts with; where the association has no main user, the claimant becomes it
    whatever the role, since nobody else could give rights to anyone.

    Raises :class:`Refused` when the term is over, the role is held already, or the register refuses the association;
    Stale when the page is old; PermissionDenied for one's own request and across a tie.
    """
    fresh = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    policy.require("associations.handle_claim", fresh)
    if "verify" not in fresh.possible() or version not in (None, fresh.version):
        # Refuses; nothing is given before it has said so.
        return transition(fresh, "verify", version=version)
    _check_term(fresh.ends_on)
    association = fresh.association or known or _added(fresh)
    policy.require("associations.verify_association", association)
    if association.status != Status.ACTIVE:
        raise Refused(_("The register says that this association has been dissolved. Nobody can act for it."))
    # Two requests about one association at once: the second sees the first one's main user.
    lock(association.pk)
    main_users = list(people(association, Area.PEOPLE))
    if _holds(association, fresh.user_id, fresh.role):
        raise Refused(_("The person has this role already. Reject the request and say so."))
    areas = DEFAULT_AREAS[Role(fresh.role)] | (frozenset() if main_users else {Area.PEOPLE})
    membership = add_member(
        association=association, user=fresh.user, role=Role(fresh.role), areas=areas, ends_on=fresh.ends_on
    )
    done = transition(
        fresh,
        "verify",
        changes={"association_id": association.pk, "membership_id": membership.pk, **_handled()},
        version=version,
        then=lambda stored: _write_to_claimant("associations.claim_verified", stored),
    )
    _warn_main_users(done, association, verified=True, to=main_users)
    _invite_second(done, association)
    return done


def _added(claim: Claim) -> Association:
    if claim.new_sector is None:
        raise Refused(_("The request names no sector. Ask the person for it."))
    try:
        return add_association(
            name_fi=claim.new_name,
            legal_form=claim.new_form,
            register_number=claim.new_register_number,
            sector=claim.new_sector,
        )
    except ValidationError as fault:
        raise Refused(" ".join(fault.messages)) from None


def ask_more(*, claim: Claim, reason: str, version: int | None = None) -> Claim:
    """Ask the claimant for what is missing. Raises :class:`Refused` without words, Stale when the page is old."""
    return _decide(claim, "ask_more", reason, version, "associations.claim_more_asked")


def reject_claim(*, claim: Claim, reason: str, version: int | None = None) -> Claim:
    """Say no, with the reason. Raises :class:`Refused` without one, Stale when the page is old."""
    return _decide(claim, "reject", reason, version, "associations.claim_rejected")


def _decide(claim: Claim, name: str, reason: str, version: int | None, kind: str) -> Claim:
    if not reason.strip():
        raise Refused(_("Write what is missing or why: the person gets it as it stands here."))

    def tell(stored: Claim) -> None:
        _write_to_claimant(kind, stored, {"reason": stored.reason}, discriminator=str(stored.version))

    return transition(
        claim,
        name,
        changes={"reason": reason.strip(), **_handled()},
        reason=reason.strip(),
        version=version,
        then=tell,
    )


def _handled() -> dict[str, Any]:
    return {"handled_by_id": actors.current().person_id, "handled_at": clock.now()}


DECISIONS: Mapping[str, Callable[..., Claim]] = {"ask_more": ask_more, "reject": reject_claim}


def _write_to_claimant(
    kind: str, claim: Claim, more: Mapping[str, Any] | None = None, *, discriminator: str = ""
) -> None:
    outbox.owe(
        kind,
        subject=claim,
        recipients=[claim.user],
        context={"association": _name(claim), "role": plain.words(Role(claim.role).label), **(more or {})},
        path=claim.get_absolute_url(),
        discriminator=discriminator,
    )


def _name(claim: Claim) -> Any:
    return plain.texts(claim.association, "name") if claim.association else claim.new_name


def _warn_main_users(
    claim: Claim, association: Association, *, verified: bool, to: Iterable[User] | None = None
) -> None:
    """Who acts for the association learns of it before and after, so that no stranger slips in unseen."""
    outbox.owe(
        "associations.claim_noticed",
        subject=claim,
        recipients=[user for user in (people(association, Area.PEOPLE) if to is None else to) if user != claim.user],
        context={
            "association": plain.texts(association, "name"),
            "person": claim.user.get_full_name(),
            "role": plain.words(Role(claim.role).label),
            "verified": verified,
        },
        path=association.get_absolute_url(),
        discriminator="verified" if verified else "",
    )


def _invite_second(claim: Claim, association: Association) -> None:
    """Invite whom the claimant named as a second main user, unless they are one; the address must be another's."""
    address = claim.second_email
    if not address or address == claim.user.email.lower():
        return
    if people(association, Area.PEOPLE).filter(email__iexact=address).exists():
        return
    role = Role.CONTACT
    offer(
        association=association,
        email=address,
        role=role,
        areas=DEFAULT_AREAS[role] | {Area.PEOPLE},
        ends_on=claim.ends_on,
        language=claim.user.language,
        by=claim.user,
    )


def is_open(claim: Claim) -> bool:
    """Whether nobody has decided or withdrawn it."""
    return claim.state in {ClaimState.SUBMITTED, ClaimState.MORE_ASKED}

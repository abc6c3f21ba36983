"""Who acts for an association: roles with dates, invitations, claims, handovers to a new board."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.enums import (
    CLAIM_WORKFLOW,
    HANDOVER_WORKFLOW,
    Area,
    ClaimState,
    HandoverState,
    LegalForm,
    Role,
)
from associations.models.register import Association, Sector
from portal import clock
from portal.workflow import Stateful


def rights_in_words(areas: list[str]) -> list[str]:
    """The labels of areas, in the order in which pages show them."""
    return [str(area.label) for area in Area if area in areas]


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who acts for whom, when."""

    def in_force(self, day: date | None = None) -> MembershipQuerySet:
        """Those that hold on the day (today in Helsinki), both ends included."""
        on = day or clock.today()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def not_over(self, day: date | None = None) -> MembershipQuerySet:
        """Those that hold on the day (today in Helsinki) or later; none that was taken back before it began."""
        on = day or clock.today()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).exclude(ends_on__lt=F("starts_on"))

    def main_users(self, day: date | None = None) -> MembershipQuerySet:
        """Those of main users in force on the day (today in Helsinki) who may still sign in."""
        return self.in_force(day).with_area(Area.PEOPLE).filter(user__is_active=True)

    def with_area(self, area: Area) -> MembershipQuerySet:
        """Those that let the person act in the area."""
        return self.filter(areas__contains=[area])


class Membership(models.Model):
    """A person's role in an association from one day to another, with rights by area.

    One that is taken back before it began ends on the day before its first: it holds on no day, and the row stays.
    """

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    areas = ArrayField(
        models.CharField(max_length=20, choices=Area.choices), verbose_name=_("rights"), default=list, blank=True
    )
    starts_on = models.DateField(_("from"), default=clock.today)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("role in an association")
        verbose_name_plural = _("roles in associations")
        constraints = [
            models.CheckConstraint(
                name="membership_dates",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on") - timedelta(days=1)),
                violation_error_message=_("The term can't end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["association", "user", "role", "starts_on"],
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_once",
                violation_error_message=_("The person has this role from that day already."),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "association"], name="membership_user"),
            # Who has no main user is asked of the whole register; everything that the question needs stands here.
            models.Index(
                fields=["association"],
                include=["user", "starts_on", "ends_on"],
                name="membership_main_users",
                condition=Q(areas__contains=[Area.PEOPLE.value]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"

    @property
    def is_main_user(self) -> bool:
        """Whether the person changes who acts for the association."""
        return Area.PEOPLE in self.areas

    @property
    def rights(self) -> list[str]:
        """The rights in words."""
        return rights_in_words(self.areas)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by what has become of them."""

    def open(self, now: datetime | None = None) -> InvitationQuerySet:
        """Neither accepted nor revoked, and not too old."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now or clock.now())

    def for_address(self, email: str) -> InvitationQuerySet:
        """Those to one address, in any case of letters."""
        return self.filter(email__iexact=email)


class Invitation(models.Model):
    """A role offered to an address. Only whoever signs in with that address, confirmed, can accept it.

    No secret lies in the link, so nothing revives an invitation that is revoked or too old (cases.md 24).
    """

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    areas = ArrayField(
        models.CharField(max_length=20, choices=Area.choices), verbose_name=_("rights"), default=list, blank=True
    )
    starts_on = models.DateField(_("from"), default=clock.today)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Of the mail: whoever is invited may have no account, and so no language of their own.
    language = models.CharField(_("language of the mail"), max_length=2, choices=settings.LANGUAGES, default="fi")
    # When the mail was last owed; sending it again counts anew.
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("open until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                name="invitation_accepted_gave_a_role",
                condition=Q(accepted_at__isnull=True, membership__isnull=True)
                | Q(accepted_at__isnull=False, membership__isnull=False, revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_dates",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The term can't end before it begins."),
            ),
        ]
        indexes = [
            models.Index(fields=["association", "-invited_at"], name="invitation_association"),
            # Whoever signs in is shown what waits for their address.
            models.Index(
                models.functions.Lower("email"),
                name="invitation_waiting",
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} – {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        """Where it is accepted."""
        return reverse("associations:invitation_detail", args=[self.pk])

    @property
    def rights(self) -> list[str]:
        """The rights in words."""
        return rights_in_words(self.areas)


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims by their turn."""

    def open(self) -> ClaimQuerySet:
        """Neither decided nor withdrawn."""
        return self.filter(state__in=[ClaimState.SUBMITTED, ClaimState.MORE_ASKED])


class Claim(Stateful):
    """A person asks to act for an association, with the minutes attached as proof; a liaison verifies.

    Of an association that isn't in the register the claim brings the facts, and verifying adds it.
    """

    workflow = CLAIM_WORKFLOW
    tones = {"more_asked": "warn"}

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claims")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    new_name = models.CharField(_("name of the association"), max_length=160, blank=True)
    new_form = models.CharField(_("legal form"), max_length=20, choices=LegalForm.choices, blank=True)
    new_register_number = models.CharField(_("register number"), max_length=7, blank=True)
    new_sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    ends_on = models.DateField(_("the term ends"), null=True, blank=True)
    message = models.TextField(_("message to the city"), max_length=2000, blank=True)
    # Two main users are advised: whom the claimant would have beside them; invited when the claim is verified.
    second_email = models.EmailField(_("e-mail address of a second main user"), max_length=254, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=ClaimState.choices, default=ClaimState.SUBMITTED)
    submitted_at = models.DateTimeField(_("sent"), default=timezone.now)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    # What the city asked for, or why it said no; shown to the claimant.
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="claim")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to act for an association")
        verbose_name_plural = _("requests to act for an association")
        constraints = [
            models.CheckConstraint(
                name="claim_names_an_association",
                condition=Q(association__isnull=False) | ~Q(new_name=""),
                violation_error_message=_("Choose the association or give its name."),
            ),
            models.CheckConstraint(
                name="claim_handled_has_its_time",
                condition=Q(state__in=[ClaimState.SUBMITTED, ClaimState.WITHDRAWN])
                | Q(handled_at__isnull=False, handled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_verified_gave_a_role",
                condition=~Q(state=ClaimState.VERIFIED) | Q(membership__isnull=False, association__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_says_why",
                condition=~Q(state__in=[ClaimState.MORE_ASKED, ClaimState.REJECTED]) | ~Q(reason=""),
                violation_error_message=_("Give the reason."),
            ),
            models.UniqueConstraint(
                fields=["user", "association"],
                condition=Q(state__in=[ClaimState.SUBMITTED, ClaimState.MORE_ASKED]),
                name="claim_once",
                violation_error_message=_("You have asked for this already. The city is looking at it."),
            ),
            models.UniqueConstraint(
                F("user"),
                models.functions.Lower("new_name"),
                condition=Q(association__isnull=True, state__in=[ClaimState.SUBMITTED, ClaimState.MORE_ASKED]),
                name="claim_new_once",
                violation_error_message=_("You have asked for this already. The city is looking at it."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["submitted_at", "id"],
                name="claim_queue",
                condition=Q(state__in=[ClaimState.SUBMITTED, ClaimState.MORE_ASKED]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.association or self.new_name}"

    def get_absolute_url(self) -> str:
        """The claimant's page."""
        return reverse("associations:claim_detail", args=[self.pk])


class Handover(Stateful):
    """After the annual meeting: one act that changes board, rights, bank account and mail recipients from a day on.

    It ends the dated roles of those who leave and gives roles or invitations to those who come, so that the outgoing
    chair is out when the day begins and nothing has to run. ``before`` is what cancelling puts back: the former last
    days of roles and accounts by key.
    """

    workflow = HANDOVER_WORKFLOW

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="handovers")
    effective_on = models.DateField(_("takes effect on"))
    meeting_on = models.DateField(_("day of the meeting"))
    state = models.CharField(_("state"), max_length=20, choices=HandoverState.choices, default=HandoverState.MADE)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    before = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        constraints = [
            models.CheckConstraint(
                name="handover_cancelled_has_its_time",
                condition=Q(state=HandoverState.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=HandoverState.CANCELLED) & Q(cancelled_at__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["association", "-made_at"], name="handover_association")]

    def __str__(self) -> str:
        return f"{self.association} {self.effective_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """What it changed."""
        return reverse("associations:handover_detail", args=[self.pk])


class HandoverSeat(models.Model):
    """One seat of the new board: who keeps or takes which role, and what came of it."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="seats")
    email = models.EmailField(_("e-mail address"), max_length=254)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    areas = ArrayField(
        models.CharField(max_length=20, choices=Area.choices), verbose_name=_("rights"), default=list, blank=True
    )
    ends_on = models.DateField(_("until"), null=True, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("seat of a handover")
        verbose_name_plural = _("seats of handovers")

    def __str__(self) -> str:
        return f"{self.email} – {self.get_role_display()}"

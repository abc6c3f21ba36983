"""The user and the dated staff roles."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.accounts.enums import StaffRole


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        """A new user; without a password none fits until one is set by a reset link."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        """A user who may use Django's admin for reference data."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> User:
        """The user of the address, in any case of letters."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. The address is the key; what they may do follows from roles and memberships."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="fi")
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("may use the reference-data admin"), default=False)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name", "last_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("This address is in use already."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


class StaffAssignmentQuerySet(models.QuerySet["StaffAssignment"]):
    """Dated roles."""

    def in_force(self, day: date | None = None) -> StaffAssignmentQuerySet:
        """Those that hold on the day (today in Helsinki)."""
        on = day or clock.today()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class StaffAssignment(models.Model):
    """A staff role that a person holds from one day to another, both included."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="staff_assignments")
    role = models.CharField(_("role"), max_length=30, choices=StaffRole.choices)
    # The official title (virkanimike) under which the person decides; Hallintolaki 434/2003 §44 wants it known.
    title = models.CharField(_("official title"), max_length=120, blank=True)
    starts_on = models.DateField(_("from"), default=clock.today)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = StaffAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("staff role")
        verbose_name_plural = _("staff roles")
        constraints = [
            models.CheckConstraint(
                name="staff_assignment_dates",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The role can't end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "starts_on"],
                name="staff_assignment_once",
                violation_error_message=_("The person has this role from that day already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.starts_on:%d.%m.%Y}–"

"""Associations, the people who act for them, their bank accounts, ties of officers, and the ledger of support."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from associations.enums import Area, LegalForm, Role, Status, SupportKind
from portal import clock
from portal.translated import Translated


class Sector(models.Model):
    """A field of activity (toimiala), as reference data that an official edits."""

    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    name_fi = models.CharField(_("name in Finnish"), max_length=80)
    name_sv = models.CharField(_("name in Swedish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    name = Translated()

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name


class AssociationQuerySet(models.QuerySet["Association"]):
    """Reading the register."""

    def listed(self) -> AssociationQuerySet:
        """Those that the public directory shows."""
        return self.filter(status=Status.ACTIVE)

    def in_order(self) -> AssociationQuerySet:
        """Finnish alphabetical order, stable."""
        return self.order_by("sort_name", "pk")


def _joined(*names: str) -> Concat:
    parts: list[F | Value] = [F(names[0])]
    for name in names[1:]:
        parts += [Value(" "), F(name)]
    return Concat(*parts, output_field=models.TextField())


class Association(models.Model):
    """An association as the register and its own people describe it."""

    slug = models.SlugField(_("address"), max_length=90, unique=True, allow_unicode=False)
    name_fi = models.CharField(_("name"), max_length=160)
    name_sv = models.CharField(_("name in Swedish"), max_length=160, blank=True)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    name = Translated()
    legal_form = models.CharField(
        _("legal form"), max_length=20, choices=LegalForm.choices, default=LegalForm.REGISTERED
    )
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.ACTIVE)
    register_number = models.CharField(_("register number"), max_length=7, blank=True)
    business_id = models.CharField(_("Business ID"), max_length=9, blank=True)
    registered_office = models.CharField(_("registered office"), max_length=60, default="Pori")
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="associations")
    summary_fi = models.CharField(_("in one sentence"), max_length=240, blank=True)
    summary_sv = models.CharField(_("in one sentence, in Swedish"), max_length=240, blank=True)
    summary_en = models.CharField(_("in one sentence, in English"), max_length=240, blank=True)
    summary = Translated()
    description_fi = models.TextField(_("description"), max_length=4000, blank=True)
    description_sv = models.TextField(_("description in Swedish"), max_length=4000, blank=True)
    description_en = models.TextField(_("description in English"), max_length=4000, blank=True)
    description = Translated()
    district = models.CharField(_("district"), max_length=60, blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    phone = models.CharField(_("public telephone"), max_length=30, blank=True)
    website = models.URLField(_("web site"), blank=True)
    size = models.PositiveIntegerField(_("number of members"), null=True, blank=True)
    welcomes_new = models.BooleanField(_("new members are welcome"), default=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    # One normalised column for search; the database keeps it, so no import or merge can forget it.
    search_text = models.GeneratedField(
        expression=Lower(_joined("name_fi", "name_sv", "name_en", "summary_fi", "summary_sv", "summary_en")),
        output_field=models.TextField(),
        db_persist=True,
    )
    search_vector = models.GeneratedField(
        expression=SearchVector(_joined("name_fi", "summary_fi", "description_fi"), config="finnish"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # å, ä and ö come after z, in that order; byte order does the rest (the embedded server has no ICU).
    sort_name = models.GeneratedField(
        expression=Func(Lower(F("name_fi")), Value("åäö"), Value("{|}"), function="translate"),
        output_field=models.CharField(max_length=160, db_collation="C"),
        db_persist=True,
    )

    objects = AssociationQuerySet.as_manager()

    class Meta:
        verbose_name = _("association")
        verbose_name_plural = _("associations")
        constraints = [
            models.CheckConstraint(
                name="association_register_number",
                condition=Q(register_number__regex=r"^([0-9]{1,3}\.)?[0-9]{1,3}$") | Q(register_number=""),
                violation_error_message=_("A register number has one to six digits, as 123.456."),
            ),
            models.CheckConstraint(
                name="association_unregistered_has_no_number",
                condition=~Q(legal_form=LegalForm.UNREGISTERED) | Q(register_number=""),
                violation_error_message=_("An unregistered group has no register number."),
            ),
            models.UniqueConstraint(
                fields=["register_number"],
                condition=~Q(register_number=""),
                name="association_register_number_once",
                violation_error_message=_("An association with this register number is here already."),
            ),
        ]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="association_order"),
            # The list of one sector in order, without sorting half the register.
            models.Index(fields=["sector", "sort_name", "id"], name="association_sector_order"),
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="association_search_trgm"),
            GinIndex(fields=["search_vector"], name="association_search_vector"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The public profile."""
        return reverse("associations:association_detail", args=[self.slug])


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who acts for whom, when."""

    def in_force(self, day: date | None = None) -> MembershipQuerySet:
        """Those that hold on the day (today in Helsinki), both ends included."""
        on = day or clock.today()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)

    def with_area(self, area: Area) -> MembershipQuerySet:
        """Those that let the person act in the area."""
        return self.filter(areas__contains=[area])


class Membership(models.Model):
    """A person's role in an association from one day to another, with rights by area."""

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
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The term can't end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["association", "user", "role", "starts_on"],
                name="membership_once",
                violation_error_message=_("The person has this role from that day already."),
            ),
        ]
        indexes = [models.Index(fields=["user", "association"], name="membership_user")]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"


class BankAccountQuerySet(models.QuerySet["BankAccount"]):
    """Accounts to which one can pay."""

    def in_use(self) -> BankAccountQuerySet:
        """Those that haven't been ended, in the order in which they were added."""
        return self.filter(ended_on__isnull=True).order_by("pk")


class BankAccount(models.Model):
    """An account to which the city may pay. Verified by an officer, ended rather than changed."""

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="bank_accounts")
    iban = models.CharField(_("bank account (IBAN)"), max_length=34)
    holder = models.CharField(_("account holder"), max_length=160)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["association", "iban"],
                condition=Q(ended_on__isnull=True),
                name="bank_account_once",
                violation_error_message=_("The association has this account already."),
            ),
        ]

    def __str__(self) -> str:
        return " ".join(self.iban[at : at + 4] for at in range(0, len(self.iban), 4))


class TieQuerySet(models.QuerySet["Tie"]):
    """Ties in force."""

    def in_force(self, day: date | None = None) -> TieQuerySet:
        """Those that hold on the day (today in Helsinki)."""
        on = day or clock.today()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class Tie(models.Model):
    """A seat that an officer or a close relative holds in an association: a disqualification.

    Hallintolaki 434/2003 §28: who holds the seat, or whose close relative does, never handles the matter.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ties")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="ties")
    relative = models.BooleanField(_("the seat is a close relative's"), default=False)
    starts_on = models.DateField(_("from"), default=clock.today)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        constraints = [
            models.CheckConstraint(
                name="tie_dates",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The tie can't end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["user", "association"],
                condition=Q(ends_on__isnull=True),
                name="tie_once",
                violation_error_message=_("This tie is recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.association}"


class SupportQuerySet(models.QuerySet["Support"]):
    """Reading the ledger."""

    def of(self, association: Association) -> SupportQuerySet:
        """What one association has had, newest first."""
        return self.filter(association=association).order_by("-given_on", "-pk")


class Support(models.Model):
    """One row of the ledger of support: everything that the city gives an association, in money or in kind.

    The methods write to it through :func:`associations.services.record_support`; everyone reads it. A correction
    is a new row with a negative value, so that sums always add up.
    """

    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="support")
    kind = models.CharField(_("kind"), max_length=20, choices=SupportKind.choices)
    value_cents = models.BigIntegerField(_("value"))
    given_on = models.DateField(_("date"))
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("what"), max_length=200)
    source_type = models.CharField(max_length=80)
    source_id = models.CharField(max_length=40)
    # EU 2023/2831: the granter records de minimis aid and its three-year sum.
    de_minimis = models.BooleanField(_("de minimis aid"), default=False)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("support")
        constraints = [
            models.UniqueConstraint(fields=["source_type", "source_id"], name="support_source_once"),
            models.CheckConstraint(
                name="support_year",
                condition=Q(year=F("given_on__year")),
                violation_error_message=_("The year must be the year of the date."),
            ),
        ]
        indexes = [models.Index(fields=["association", "-given_on"], name="support_association")]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"

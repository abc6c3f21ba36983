"""The register: sectors, districts, target groups, associations."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.enums import Accessibility, Language, LegalForm, Signing, Status
from portal.translated import Translated


class Reference(models.Model):
    """A name in three languages among others of its kind, which an official edits."""

    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    name_fi = models.CharField(_("name in Finnish"), max_length=80)
    name_sv = models.CharField(_("name in Swedish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    name = Translated()

    class Meta:
        abstract = True
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name


class Sector(Reference):
    """A field of activity (toimiala)."""

    class Meta(Reference.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class District(Reference):
    """A part of the city (kaupunginosa)."""

    class Meta(Reference.Meta):
        verbose_name = _("district")
        verbose_name_plural = _("districts")


class TargetGroup(Reference):
    """For whom an association's activity is."""

    class Meta(Reference.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class AssociationQuerySet(models.QuerySet["Association"]):
    """Reading the register."""

    def listed(self) -> AssociationQuerySet:
        """Those that the public directory shows: not dissolved, not merged, no doubt about the name."""
        return self.filter(status=Status.ACTIVE, name_doubt="")

    def in_order(self) -> AssociationQuerySet:
        """Finnish alphabetical order, stable."""
        return self.order_by("sort_name", "pk")


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
    signing = models.CharField(_("signing right"), max_length=10, choices=Signing.choices, default=Signing.ALONE)
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, related_name="associations", verbose_name=_("main sector")
    )
    further_sectors = models.ManyToManyField(Sector, related_name="+", blank=True, verbose_name=_("further sectors"))
    districts = models.ManyToManyField(District, related_name="associations", blank=True, verbose_name=_("districts"))
    target_groups = models.ManyToManyField(
        TargetGroup, related_name="associations", blank=True, verbose_name=_("target groups")
    )
    languages = ArrayField(
        models.CharField(max_length=3, choices=Language.choices),
        verbose_name=_("languages of the activity"),
        default=list,
        blank=True,
    )
    summary_fi = models.CharField(_("in one sentence"), max_length=240, blank=True)
    summary_sv = models.CharField(_("in one sentence, in Swedish"), max_length=240, blank=True)
    summary_en = models.CharField(_("in one sentence, in English"), max_length=240, blank=True)
    summary = Translated()
    description_fi = models.TextField(_("description"), max_length=4000, blank=True)
    description_sv = models.TextField(_("description in Swedish"), max_length=4000, blank=True)
    description_en = models.TextField(_("description in English"), max_length=4000, blank=True)
    description = Translated()
    joining_fi = models.TextField(_("how to join"), max_length=1000, blank=True)
    joining_sv = models.TextField(_("how to join, in Swedish"), max_length=1000, blank=True)
    joining_en = models.TextField(_("how to join, in English"), max_length=1000, blank=True)
    joining = Translated()
    accessibility = ArrayField(
        models.CharField(max_length=20, choices=Accessibility.choices),
        verbose_name=_("accessibility"),
        default=list,
        blank=True,
    )
    accessibility_note_fi = models.TextField(_("more on accessibility"), max_length=1000, blank=True)
    accessibility_note_sv = models.TextField(_("more on accessibility, in Swedish"), max_length=1000, blank=True)
    accessibility_note_en = models.TextField(_("more on accessibility, in English"), max_length=1000, blank=True)
    accessibility_note = Translated()
    size = models.PositiveIntegerField(_("number of members"), null=True, blank=True)
    welcomes_new = models.BooleanField(_("new members are welcome"), default=True)
    # The key of the stored picture, so that no list asks for it.
    logo_key = models.UUIDField(null=True, blank=True, editable=False)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    # When something that everyone sees changed last; a trigger keeps it, so no import or merge can forget it.
    changed_at = models.DateTimeField(_("changed"), db_default=Now(), editable=False)
    # Raised by each edit of the profile: a page that shows an older one is refused (cases.md 14).
    version = models.PositiveIntegerField(default=1, editable=False)
    # Homographs, bidi and zero-width characters (cases.md 32): kept from the public until an officer has looked.
    name_doubt = models.CharField(_("doubt about the name"), max_length=200, blank=True, default="")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed")
    # What the directory's facets count, as "s:kulttuuri", "d:sampola", "l:fi", "g:lapset", "a:step_free", "w:2", "n:1";
    # kept by services.facets, so that counting joins nothing. The directory reads its own copy (models/search.py).
    facets = ArrayField(models.CharField(max_length=50), default=list, blank=True, editable=False)

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
                condition=~Q(register_number="") & Q(merged_into__isnull=True),
                name="association_register_number_once",
                violation_error_message=_("An association with this register number is here already."),
            ),
            models.CheckConstraint(
                name="association_merged_says_where",
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["business_id"],
                condition=~Q(business_id="") & Q(merged_into__isnull=True),
                name="association_business_id_once",
                violation_error_message=_("An association with this Business ID is here already."),
            ),
        ]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="association_order"),
            # The list of one sector in order, without sorting half the register.
            models.Index(fields=["sector", "sort_name", "id"], name="association_sector_order"),
            # The feed of new ones, and who hasn't checked the facts for long.
            models.Index(fields=["-added_at", "-id"], name="association_newest"),
            # The city's list: who has been silent for longest, those that never confirmed first.
            models.Index(F("checked_on").asc(nulls_first=True), F("id").asc(), name="association_silent"),
            models.Index(fields=["status", "sort_name", "id"], name="association_status_order"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The public profile."""
        return reverse("associations:association_detail", args=[self.slug])

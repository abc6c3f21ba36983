"""What the directory searches and counts, and the words by which residents look for it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from associations.models.register import Association
from portal.translated import LANGUAGES


class ListingQuerySet(models.QuerySet["Listing"]):
    """Reading the directory."""

    def listed(self) -> ListingQuerySet:
        """Those that the public directory shows."""
        return self.filter(listed=True)


class Listing(models.Model):
    """The narrow copy of an association that the directory searches, orders and counts.

    An association's own row is wide: reading 14,000 of them took 27 ms, reading these takes 8. A trigger of the
    database keeps it (migration 0007), so that no import or merge can forget it.
    """

    association = models.OneToOneField(
        Association, on_delete=models.CASCADE, primary_key=True, related_name="listing", verbose_name=_("association")
    )
    listed = models.BooleanField(default=False)
    # In all three languages and in small letters, with a blank before and after: " kuoro" begins a word.
    names = models.TextField(default="")
    # The names and the sentence about the association.
    text = models.TextField(default="")
    # The stems of these and of the descriptions, each by its own language.
    vector = SearchVectorField(default="")
    facets = ArrayField(models.TextField(), default=list)
    # The same for ts_stat, which counts three times as fast as unnesting, and "*" for the number of rows.
    counted = models.GeneratedField(
        expression=Func(
            Func(F("facets"), models.Value("*"), function="array_append", output_field=models.TextField()),
            function="array_to_tsvector",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    sort_name = models.CharField(max_length=160, db_collation="C", default="")
    name_length = models.PositiveSmallIntegerField(default=0)

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of the directory")
        verbose_name_plural = _("rows of the directory")
        indexes = [
            models.Index(fields=["sort_name", "association"], name="listing_order"),
            GinIndex(OpClass(F("text"), name="gin_trgm_ops"), name="listing_text"),
            # Misspellings are looked for among the names alone: comparing a word with a text is dear.
            GinIndex(OpClass(F("names"), name="gin_trgm_ops"), name="listing_names"),
            GinIndex(fields=["vector"], name="listing_vector"),
            GinIndex(fields=["facets"], name="listing_facets"),
        ]

    def __str__(self) -> str:
        return self.names.strip()


class SearchWord(models.Model):
    """A word as residents type it → what to look for besides it: irregular forms, synonyms, other languages."""

    word = models.CharField(_("word that is typed"), max_length=40)
    also = models.CharField(_("look also for"), max_length=40)
    language = models.CharField(_("language"), max_length=2, choices=[(code, code) for code in LANGUAGES], default="fi")

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        ordering = ["word", "also"]
        constraints = [
            models.UniqueConstraint(
                fields=["word", "also"], name="search_word_once", violation_error_message=_("This is here already.")
            ),
            models.CheckConstraint(
                name="search_word_is_one",
                condition=Q(word__regex=r"^[[:alnum:]_&]{2,}$", also__regex=r"^[[:alnum:]_&]{3,}$"),
                violation_error_message=_(
                    "Write one word in each field, without blanks or signs;"
                    " what is looked for has three letters or more."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} → {self.also}"

    def clean(self) -> None:
        """Small letters, as searches are read."""
        self.word, self.also = self.word.strip().lower(), self.also.strip().lower()

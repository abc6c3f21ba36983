"""What was applied to: the call with its principles, its criteria, and the form that was answered."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.models import Call, Criterion, Extension, FormVersion, Principles
from grants.services.dossier.parts import (
    Fact,
    File,
    Item,
    Matter,
    Theme,
    as_json,
    day,
    facts,
    moment,
    money,
    person,
    said,
)
from portal.translated import LANGUAGES, in_language

FOLDER = "haku"


def _count(matter: Matter) -> int:
    call = matter.application.call
    return 1 + sum([call.principles_id is not None, matter.application.form_version_id is not None])


def _items(matter: Matter) -> Iterator[Item]:
    call = Call.objects.select_related("principles").get(pk=matter.application.call_id)
    yield _call(call, matter)
    if call.principles is not None:
        yield _principles(call.principles, matter)
    if matter.application.form_version is not None:
        yield _form(matter.application.form_version)


def _call(call: Call, matter: Matter) -> Item:
    tongue = matter.language
    criteria = [_criterion(one, tongue) for one in call.criteria.all()]
    later = [_extension(one, tongue) for one in call.extensions.all()]
    texts = {
        name: {language: getattr(call, f"{name}_{language}") for language in LANGUAGES}
        for name in ("title", "summary", "terms", "basis", "rectifier")
    }
    at = call.published_at or call.opens_at
    return Item(
        in_language(call, "title", tongue),
        at,
        facts(
            said("category", _("Category"), call.kind, call.get_kind_display()),
            said("summary", _("In one sentence"), in_language(call, "summary", tongue)),
            said("terms", _("Who may apply and for what"), in_language(call, "terms", tongue)),
            said("authority", _("Deciding authority"), call.authority),
            said("rectifier", _("Rectification is asked of"), in_language(call, "rectifier", tongue)),
            said("basis", _("Provisions"), in_language(call, "basis", tongue)),
            moment("published_at", _("Published"), call.published_at),
            moment("opens_at", _("Opens"), call.opens_at),
            moment("closes_at", _("Closes"), call.closes_at),
            said("extensions", _("Extensions"), later, "\n".join(later)),
            money("appropriation", _("Appropriation"), call.appropriation_cents),
            said("criteria", _("Criteria"), criteria, "\n".join(criteria)),
        ),
        [File("tekstit.json", _("The texts of the call in all languages"), at, as_json(texts))],
    )


def _criterion(one: Criterion, language: str) -> str:
    values = {"label": in_language(one, "label", language), "weight": one.weight, "points": one.max_points}
    return _("%(label)s (weight %(weight)d, at most %(points)d points)") % values


def _extension(one: Extension, language: str) -> str:
    became = moment("", "", one.closes_at)
    shown = became.shown if isinstance(became, Fact) else ""
    return f"{shown}: {in_language(one, 'reason', language)}"


def _principles(found: Principles, matter: Matter) -> Item:
    at = found.published_at or matter.application.call.opens_at
    texts = {
        name: {language: getattr(found, f"{name}_{language}") for language in LANGUAGES} for name in ("title", "text")
    }
    return Item(
        in_language(found, "title", matter.language),
        at,
        facts(
            said("adopted_by", _("Adopted by"), found.adopted_by),
            day("valid_from", _("In force from"), found.valid_from),
            said("text", _("Text"), in_language(found, "text", matter.language)),
        ),
        [File("periaatteet.json", _("The principles in all languages"), at, as_json(texts))],
    )


def _form(form: FormVersion) -> Item:
    return Item(
        _("The form that was answered"),
        form.made_at,
        facts(
            said("number", _("Version"), form.number),
            moment("made_at", _("In use from"), form.made_at),
            person("made_by", _("Made by"), form.made_by),
            said("sha256", _("SHA-256"), form.sha256),
        ),
        [File("lomake.json", _("The form, exactly as it was kept"), form.made_at, form.content.encode())],
    )


THEMES = (Theme(FOLDER, gettext_lazy("The call, its principles and its form"), _count, _items),)

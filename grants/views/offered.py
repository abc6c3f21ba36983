"""Taking texts of the library into a form, without JavaScript: a button of its own draws the form again with them."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants import queries, rules
from grants.enums import PhraseKind
from grants.forms.phrases import PhrasesForm, TakesTexts
from grants.models import Application
from grants.views.sent import initial, version
from portal.ui.fields import parse_money
from portal.ui.forms import PortalForm, refuse

T = TypeVar("T", bound=TakesTexts)


class Library:
    """What the library offers for one form of one matter. Two queries, and three more when texts are added."""

    def __init__(self, request: HttpRequest, application: Application, *kinds: PhraseKind) -> None:
        self.request, self.application = request, application
        self.language = queries.language_of(application)
        self.phrases = queries.offered_phrases(*kinds)
        self.form = PhrasesForm(request.POST or None, phrases=self.phrases, language=self.language)
        self.adding = request.method == "POST" and "add_texts" in request.POST
        # Of the page that is drawn again: what was changed in between must still be noticed.
        self.version = version(request) if self.adding else None

    def form_with(self, form_class: type[T], **begins: Any) -> T:
        """The form as it was sent; with the ticked texts and unsent when these are to be added.

        Ticked texts that weren't added are a fault of the sent form: who ticks them expects to send them.
        """
        if self.adding:
            return self._with_added(form_class)
        form = form_class(self.request.POST or None, initial=initial(self.request, **begins))
        if self.form.is_bound and self.form.ticked():
            refuse(form, _("You have ticked texts of the library that aren't added yet. Add them or untick them."))
        return form

    def _with_added(self, form_class: type[T]) -> T:
        typed = self._typed(form_class())
        keys = self.form.ticked()
        values = queries.phrase_values(self.application, self.language, self._sum(typed)) if keys else {}
        texts = [rules.filled(self.form.offered[key], values) for key in keys]
        begins, added = form_class.with_texts(typed, texts)
        # A new form: nothing is ticked but what found no room.
        left = self.form.ticks(keys[added:]) if added < len(keys) else {}
        self.form = PhrasesForm(phrases=self.phrases, language=self.language, initial=left)
        self._tell(len(keys), added)
        return form_class(initial=begins)

    def _typed(self, form: PortalForm) -> dict[str, Any]:
        # A tick that confirms is set on the page that is confirmed.
        return {name: self.request.POST.get(name, "") for name in form.fields if name != "confirmed"}

    def _sum(self, typed: dict[str, Any]) -> int | None:
        if "amount" not in typed:
            return self.application.proposed_cents
        try:
            return parse_money(str(typed["amount"]))
        except ValidationError:
            return None

    def _tell(self, ticked: int, added: int) -> None:
        if not ticked:
            messages.info(self.request, _("Tick the texts first that you want to add."))
            return
        if added:
            sentence = ngettext(
                "%(number)d text was added. Read it through before you go on.",
                "%(number)d texts were added. Read them through before you go on.",
                added,
            )
            messages.success(self.request, sentence % {"number": added})
        if added < ticked:
            messages.warning(self.request, _("There was no room for all. What is left is still ticked."))

"""The form base: safe text, limits, marks and the error summary (cases.md 28, 31)."""

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override

from portal.ui.forms import Fault, PortalForm, refuse


class SampleForm(PortalForm):
    name = forms.CharField(label="Name")
    purpose = forms.CharField(label="Why?", widget=forms.Textarea, help_text="In short.", required=False)
    size = forms.ChoiceField(label="Size", choices=[("s", "Small"), ("l", "Large")], widget=forms.RadioSelect)


def filled(**values: str) -> SampleForm:
    """A form as sent."""
    return SampleForm({"name": "Aino", "size": "s", **values})


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b",
        f"a{chr(0xD800)}b",
        "a\x07b",
        "a\x7fb",
        "a\x85b",
        "a\u202eb",
        "a\u2066b",
        "a\u200fb",
        "a\u061cb",
        "a\u2028b",
        "a\ufffeb",
        "a\U0001ffffb",
        "a\ufffdb",
    ],
)
@pytest.mark.parametrize("field", ["name", "purpose"])
def test_text_that_cant_be_stored_is_refused_with_a_sentence(field, text):
    form = filled(**{field: text})
    assert list(form.errors) == [field]
    assert len(form.errors[field]) == 1
    assert str(form.errors[field][0]).endswith("again instead of copying it.")


def test_a_line_break_is_refused_in_a_line_and_kept_in_a_text():
    assert filled(name="Aino\r\nBcc: all@example.com").errors == {"name": ["Write this on one line."]}
    form = filled(purpose="One.\r\nTwo.\rThree.\tFour.")
    assert form.is_valid()
    assert form.cleaned_data["purpose"] == "One.\nTwo.\nThree.\tFour."


def test_text_is_composed_and_stripped():
    form = filled(name="  A\u0308ijälä ")
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Äijälä"


def test_emoji_and_other_scripts_are_fine():
    assert filled(name="Föreningen 👩\u200d👧 – العربية Ελλάδα").is_valid()


def test_every_text_has_a_limit():
    assert filled(name="x" * 201).errors == {
        "name": ["The text is too long: it has 201 characters, and at most 200 fit."]
    }
    assert filled(purpose="x" * 1_000_000).errors == {
        "purpose": ["The text is too long: it has 1000000 characters, and at most 5000 fit."]
    }


def test_line_ends_count_once():
    # A browser sends two characters for each line end; a text of 5000 with line ends must fit.
    assert filled(purpose="x\r\n" * 2500).is_valid()


def test_optional_fields_are_marked_and_required_ones_arent():
    html = str(SampleForm())
    assert html.count("(optional)") == 1
    assert "asterisk" not in html
    assert " required" not in html


def test_help_and_fault_are_tied_to_the_field():
    html = str(SampleForm({"name": "", "size": "s", "purpose": "\u202e"}))
    assert 'aria-describedby="id_purpose_helptext id_purpose_error"' in html
    assert 'id="id_purpose_helptext"' in html
    assert 'id="id_purpose_error"' in html
    assert html.count('aria-invalid="true"') == 2


def test_crispy_draws_the_same_fields():
    drawn = Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": SampleForm()}))
    assert drawn.count('class="field"') == 3
    assert "<form" not in drawn
    assert "csrf" not in drawn


def test_the_summary_leads_to_the_fields():
    form = SampleForm({"name": "", "size": "x", "purpose": "\u202e"})
    assert [fault.target for fault in form.faults] == ["id_name", "id_purpose", "id_size_0"]
    assert form.faults[0] == Fault("id_name", "Name:", "This is missing.")
    # A label that asks needs no colon.
    assert form.faults[1].label == "Why?"
    html = Template("{% error_summary form %}").render(Context({"form": form}))
    assert 'role="alert" tabindex="-1" id="error-summary"' in html
    assert '<a href="#id_name">Name: This is missing.</a>' in html
    # Each link leads to something.
    for fault in form.faults:
        assert f'id="{fault.target}"' in str(form)


def test_no_summary_without_faults():
    for form in (SampleForm(), filled()):
        assert Template("{% error_summary form %}").render(Context({"form": form})).strip() == ""


def test_a_services_refusal_stands_in_the_summary():
    form = filled()
    assert form.is_valid()
    refuse(form, "The call has closed.")
    refuse(form, "That name is taken.", "name")
    assert [tuple(fault) for fault in form.faults] == [
        ("", "", "The call has closed."),
        ("id_name", "Name:", "That name is taken."),
    ]


def test_two_forms_have_one_summary():
    one, other = SampleForm({}, prefix="one"), SampleForm({}, prefix="other")
    html = Template("{% error_summary one other %}").render(Context({"one": one, "other": other}))
    assert html.count("error-summary") == 2
    assert '"#id_one-name"' in html
    assert '"#id_other-name"' in html


def test_what_was_typed_is_escaped():
    html = str(filled(name="<script>alert(1)</script>", size="x"))
    assert "<script>" not in html

"""Forms of any room, drawn as govuk-frontend draws them."""

import datetime as dt

import pytest
from django import forms
from django.test.html import Element

from tests.components.world import draw, example, parsed

YES_NO = [("yes", "Yes"), ("no", "No")]
PHOTO = (
    "Your photo may be in your Pictures, Photos, Downloads or Desktop folder. Or in an app like "
    "iPhoto."
)


def _one(name: str, field: forms.Field, data: dict[str, str] | None = None) -> str:
    form_class = type("OneField", (forms.Form,), {name: field})
    return str(form_class(data, auto_id="%s")[name].as_field_group())


def _without(tree: Element, *attributes: str) -> Element:
    """Return the tree without attributes that Django adds and govuk-frontend does not."""
    tree.attributes = [pair for pair in tree.attributes if pair[0] not in attributes]
    for child in tree.children:
        if isinstance(child, Element):
            _without(child, *attributes)
    return tree


def _same(drawn: str, given: str) -> None:
    assert _without(parsed(drawn), "aria-invalid") == _without(parsed(given))


def test_radios_are_those_of_govuk_frontend() -> None:
    field = forms.ChoiceField(
        label="Have you changed your name?", choices=YES_NO, widget=forms.RadioSelect
    )
    _same(_one("example-default", field), example("radios", "default"))


def test_radios_with_an_error_are_those_of_govuk_frontend() -> None:
    field = forms.ChoiceField(
        label="Have you changed your name?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Please select an option"},
    )
    given = example("radios", "with fieldset and error message").replace(" checked", "")
    _same(_one("example", field, {}), given)


def test_checkboxes_are_those_of_govuk_frontend() -> None:
    field = forms.MultipleChoiceField(
        label="What is your nationality?",
        choices=[
            ("british", "British"),
            ("irish", "Irish"),
            ("other", "Citizen of another country"),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    _same(_one("nationality", field), example("checkboxes", "default"))


def test_a_file_field_with_a_hint_and_an_error_is_that_of_govuk_frontend() -> None:
    field = forms.FileField(
        label="Upload a file",
        help_text=PHOTO,
        error_messages={"required": "Error message goes here"},
    )
    given = example("file-upload", "with error message and hint")
    _same(_one("file-upload-3", field, {}), given)


def test_a_password_field_is_that_of_govuk_frontend() -> None:
    field = forms.CharField(label="Password", widget=forms.PasswordInput)
    _same(_one("password", field), example("password-input", "default"))


def test_a_date_is_three_boxes_as_in_govuk_frontend() -> None:
    field = forms.DateField(
        label="What is your date of birth?",
        help_text="For example, 31 3 1980",
        widget=forms.SelectDateWidget,
    )
    drawn = _one("dob", field)
    for part in ("day", "month", "year"):
        drawn = drawn.replace(f'name="dob_{part}"', f'name="{part}"')
    _same(drawn, example("date-input", "default"))


class PaperForm(forms.Form):
    title = forms.CharField(help_text="As it should be printed.", max_length=200)
    notes = forms.CharField(required=False, widget=forms.Textarea)
    held_on = forms.DateField(label="Date", widget=forms.SelectDateWidget)
    kind = forms.ChoiceField(choices=YES_NO)
    exempt = forms.BooleanField(required=False, label="This item is exempt")
    agreed = forms.BooleanField(label="I have read it")
    reference = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        if self.cleaned_data.get("title") == "Same":
            raise forms.ValidationError("An item with this title is already on the agenda.")


TYPED = {
    "title": "Care",
    "held_on_day": "31",
    "held_on_month": "2",
    "held_on_year": "2025",
    "kind": "yes",
    "agreed": "on",
}


def test_hint_and_error_are_both_announced_with_the_field() -> None:
    drawn = draw("{{ form }}", form=PaperForm({}))
    assert 'aria-describedby="id_title-hint id_title-error"' in drawn
    assert 'id="id_title-hint"' in drawn
    assert 'id="id_title-error"' in drawn


def test_a_missing_answer_is_asked_for_in_plain_words() -> None:
    summary = draw("{% error_summary form %}", form=PaperForm({}))
    assert '<a href="#id_title">Enter title.</a>' in summary
    assert '<a href="#id_held_on-day">Enter date.</a>' in summary
    assert '<a href="#id_kind">Select kind.</a>' in summary
    assert '<a href="#id_agreed">Tick “I have read it” to go on.</a>' in summary
    assert "This field is required" not in summary + draw("{{ form }}", form=PaperForm({}))


def test_every_link_of_the_summary_leads_to_a_box_of_the_form() -> None:
    form = PaperForm({"title": "Same"})
    summary = draw("{% error_summary form %}", form=form)
    page = draw("{{ form }}", form=form)
    targets = [part.split('"')[0] for part in summary.split('href="#')[1:]]
    assert targets
    assert all(f'id="{target}"' in page for target in targets)


def test_a_date_that_does_not_exist_says_so_and_keeps_what_was_typed() -> None:
    form = PaperForm(TYPED)
    assert draw("{% error_summary form %}", form=form).count("<li>") == 1
    drawn = draw("{{ form }}", form=form)
    assert "Date must be a real date, for example 22 1 2025." in drawn
    assert 'id="id_held_on-day" name="held_on_day" type="text" value="31"' in drawn


def test_letters_in_a_date_come_back_as_they_were_typed() -> None:
    drawn = draw("{{ form }}", form=PaperForm({**TYPED, "held_on_day": "first"}))
    assert 'value="first"' in drawn


def test_a_date_that_exists_reaches_the_view_as_a_date() -> None:
    form = PaperForm({**TYPED, "held_on_day": "22", "held_on_month": "1"})
    assert form.is_valid()
    assert form.cleaned_data["held_on"] == dt.date(2025, 1, 22)
    assert draw("{% error_summary form %}", form=form) == ""


def test_an_error_of_the_whole_form_leads_to_its_first_field() -> None:
    form = PaperForm({**TYPED, "title": "Same", "held_on_month": "1"})
    assert '<a href="#id_title">An item with this title is already on the agenda.</a>' in draw(
        "{% error_summary form %}", form=form
    )


def test_optional_fields_say_so_only_where_others_are_required() -> None:
    class Filter(forms.Form):
        words = forms.CharField(required=False)

    assert "Notes (optional)" in draw("{{ form }}", form=PaperForm())
    assert "(optional)" not in draw("{{ form }}", form=Filter())


def test_hidden_fields_are_sent_without_a_label() -> None:
    drawn = draw("{{ form }}", form=PaperForm())
    assert '<input type="hidden" name="reference"' in drawn
    assert "Reference" not in drawn


def test_the_browser_is_left_out_of_checking() -> None:
    assert " required" not in draw("{{ form }}", form=PaperForm())


def test_a_form_set_lists_the_errors_of_all_its_forms() -> None:
    rows = forms.formset_factory(PaperForm, extra=0)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    data |= {f"form-0-{key}": value for key, value in TYPED.items()}
    data |= {"form-1-kind": "yes"}
    summary = draw("{% error_summary rows %}", rows=rows(data))
    assert 'href="#id_form-0-held_on-day"' in summary


@pytest.mark.parametrize("what_is_typed", ["<script>", '" onfocus="alert(1)'])
def test_what_is_typed_comes_back_escaped(what_is_typed: str) -> None:
    drawn = draw(
        "{{ form }}",
        form=PaperForm({**TYPED, "title": what_is_typed, "held_on_day": what_is_typed}),
    )
    assert what_is_typed not in drawn

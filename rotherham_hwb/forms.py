"""Every form of the site drawn as govuk-frontend draws it; settings.FORM_RENDERER names this.

A room's form stays plain Django: it needs no import from here. The widget decides the drawing:
SelectDateWidget becomes the three boxes day, month, year; RadioSelect and CheckboxSelectMultiple
the radios and checkboxes; PasswordInput gets its "Show" button. A file field stays the browser's
own: in govuk-frontend's drop area the label is not the name (axe: label-content-name-mismatch).
"""

from collections.abc import Iterator

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

REQUIRED = forms.Field.default_error_messages["required"]
INVALID_DATE = forms.DateField.default_error_messages["invalid"]
# The first that fits; an error adds the first class with "--error".
CLASSES: dict[type[forms.Widget], str] = {
    forms.Textarea: "govuk-textarea",
    forms.Select: "govuk-select",
    forms.FileInput: "govuk-file-upload",
    forms.PasswordInput: "govuk-input govuk-password-input__input govuk-js-password-input-input",
    Input: "govuk-input",
}
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.SelectDateWidget, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (forms.MultiWidget, "group"),
    (forms.Select, "select"),
)
# What browsers must not do to a password; the textarea is as wide as its column.
ATTRIBUTES: dict[type[forms.Widget], dict[str, str | bool]] = {
    forms.PasswordInput: {
        "spellcheck": "false",
        "autocapitalize": "none",
        "autocomplete": "current-password",
    },
    forms.EmailInput: {"spellcheck": "false", "autocomplete": "email"},
    forms.Textarea: {"cols": False},
}
DATE_PARTS = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))


class GovukBoundField(BoundField):
    """A field and its data, knowing what templates/forms/field.html needs to draw it."""

    field: forms.Field
    form: forms.BaseForm

    @property
    def kind(self) -> str:
        """Which drawing: date, checkboxes, radios, checkbox, password, file, group or input."""
        widget = self.field.widget
        return next((kind for base, kind in KINDS if isinstance(widget, base)), "input")

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error"

    @property
    def aria_describedby(self) -> str | None:
        if self.field.widget.attrs.get("aria-describedby"):
            return None
        ids = [self.hint_id] if self.help_text else []
        ids += [self.error_id] if self.errors else []
        return " ".join(ids) or None

    @property
    def first_input_id(self) -> str:
        """The id an error in the summary leads to."""
        return f"{self.auto_id}-day" if self.kind == "date" else self.auto_id

    @property
    def error_sentences(self) -> list[str]:
        """The errors in plain English: Django's own words give way to what to do."""
        ours = {REQUIRED: self._missing(), INVALID_DATE: self._no_date()}
        return [ours.get(text, text) for text in map(str, self.errors)]

    def _missing(self) -> str:
        label = str(self.label)
        if self.kind == "checkbox":
            return f"Tick “{label}” to go on."
        if label.endswith("?"):
            return f"Answer “{label}”"
        verb = {"file": "Choose", "radios": "Select", "checkboxes": "Select", "select": "Select"}
        return f"{verb.get(self.kind, 'Enter')} {lower_first(label)}."

    def _no_date(self) -> str:
        return f"{self.label} must be a real date, for example 22 1 2025."

    @property
    def full_label(self) -> str:
        """The label, with "(optional)" where others of the form must be filled in."""
        mixed = any(other.required for other in self.form.fields.values())
        quiet = self.field.required or self.kind == "checkbox" or not mixed
        return str(self.label) if quiet else f"{self.label} (optional)"

    @property
    def options(self) -> Iterator[dict[str, object]]:
        """The radios or checkboxes; the first one has the id of the field."""
        for number, option in enumerate(self.subwidgets, start=1):
            data = option.data
            yield {
                "id": self.auto_id if number == 1 else f"{self.auto_id}-{number}",
                "name": data["name"],
                "value": data["value"],
                "label": data["label"],
                "checked": data["selected"],
                "disabled": bool(data["attrs"].get("disabled")),
            }

    @property
    def date_parts(self) -> Iterator[dict[str, object]]:
        """The boxes day, month, year; what was typed comes back even when it is no date."""
        for part, label, width in DATE_PARTS:
            yield {
                "id": f"{self.auto_id}-{part}",
                "name": f"{self.html_name}_{part}",
                "label": label,
                "width": width,
                "value": self._date_part(part),
            }

    def _date_part(self, part: str) -> str:
        if self.form.is_bound:
            return str(self.form.data.get(f"{self.html_name}_{part}", ""))
        return str(getattr(self.value(), part, ""))

    @property
    def checked(self) -> bool:
        return bool(self.value())

    def build_widget_attrs(
        self, attrs: dict[str, str | bool], widget: forms.Widget | None = None
    ) -> dict[str, str | bool]:
        # The server answers with sentences; the browser's own bubbles (`required`) stay away.
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        name = next((name for base, name in CLASSES.items() if isinstance(widget, base)), "")
        if not name or widget.is_hidden:
            return built
        error = f"{name.split()[0]}--error" if self.errors else ""
        classes = (name, error, widget.attrs.get("class", ""))
        usual = ATTRIBUTES.get(type(widget), {})
        own = {key: widget.attrs[key] for key in usual if key in widget.attrs and key != "cols"}
        return {**usual, **own, **built, "class": " ".join(part for part in classes if part)}


class GovukFormRenderer(TemplatesSetting):
    """Forms from templates/forms/, widgets from Django's own templates with our classes."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = GovukBoundField


def lower_first(words: str) -> str:
    """Return the words beginning small, unless they begin with an abbreviation: "NHS number"."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]

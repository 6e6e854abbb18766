"""How a form field is shown: which control, which ids tie the label, the help and the errors to it."""

from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, ClearableFileInput, RadioSelect, Select
from django.utils.safestring import SafeString


class FieldView:
    """A bound field and what surrounds it."""

    def __init__(self, bound: BoundField, describedby: str = "") -> None:
        """`describedby`: ids of other texts that describe the control (a counter)."""
        self.bound = bound
        self.widget = bound.field.widget
        self._also = describedby

    @property
    def group(self) -> bool:
        """Several boxes or buttons under one legend."""
        return isinstance(self.widget, RadioSelect | CheckboxSelectMultiple)

    @property
    def check(self) -> bool:
        """One box with its label at the right."""
        return isinstance(self.widget, CheckboxInput)

    @property
    def anchor(self) -> str:
        """The id that an error leads to."""
        return f"{self.bound.auto_id}_0" if self.group else self.bound.id_for_label

    @property
    def described(self) -> str:
        """Ids of the texts that describe the control."""
        ids = []
        if self.bound.help_text:
            ids.append(f"{self.bound.auto_id}_help")
        if self._also:
            ids.append(self._also)
        if self.bound.errors:
            ids.append(f"{self.bound.auto_id}_errors")
        return " ".join(ids)

    def attributes(self) -> dict[str, Any]:
        """Attributes added to the control."""
        css = "form-control"
        if self.check or self.group:
            css = "form-check-input"
        elif isinstance(self.widget, Select):
            css = "form-select"
        own = str(self.widget.attrs.get("class", ""))
        invalid = "is-invalid" if self.bound.errors else ""
        result: dict[str, Any] = {"class": " ".join(part for part in (css, own, invalid) if part)}
        # A placeholder vanishes as one types and is faint by nature: examples belong in the help.
        result["placeholder"] = False
        if self.described:
            result["aria-describedby"] = self.described
        if self.bound.errors:
            result["aria-invalid"] = "true"
        return result

    def context(self) -> dict[str, Any]:
        """What the template shows."""
        attributes = self.attributes()
        options: list[tuple[str, str, SafeString]] = []
        if self.group:
            attributes.pop("aria-describedby", None)
            options = [
                (option.id_for_label, option.choice_label, option.tag())
                for option in self.bound.subwidgets
                if option.data["attrs"].update(attributes) is None
            ]
        return {
            "bound": self.bound,
            "control": "" if self.group else self.bound.as_widget(attrs=attributes),
            "options": options,
            "group": self.group,
            "check": self.check,
            "file": isinstance(self.widget, ClearableFileInput),
            "described": self.described,
            "required": self.bound.field.required,
        }

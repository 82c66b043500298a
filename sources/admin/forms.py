"""The form by which a person brings a document: by address, as a file, or as pasted text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..dates import parse_moment
from ..models import Document
from ..parties import called
from ..urls import clean_link
from ..values import Moment

MAX_UPLOAD = 10_000_000
ZONES = ("UTC", "Asia/Shanghai", "America/New_York", "Europe/Brussels", "Asia/Tokyo")


class ByHandForm(forms.Form):
    """What is brought, and what its bringer knows of it."""

    url = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"size": 90}),
        help_text=_(
            "Alone: its page is fetched by a worker within a minute. With a file or text: where that stands."
        ),
    )
    file = forms.FileField(label=_("File"), required=False, help_text=_("Text, HTML or PDF, at most 10 MB."))
    text = forms.CharField(
        label=_("Pasted text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "cols": 90}),
    )
    title = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"size": 90}),
        help_text=_("Empty: as the page or the text's first line has it."),
    )
    publisher = forms.CharField(max_length=200, help_text=_("Who published it, as it would be cited."))
    language = forms.ChoiceField(choices=[("en", _("English")), ("zh", _("Chinese"))])
    published = forms.CharField(
        required=False,
        max_length=60,
        help_text=_("2025-06-27, or 2025-06-27 09:30. Empty: as the page states it; undated if it does not."),
    )
    zone = forms.ChoiceField(
        label=_("Time zone of that date"), choices=[(z, z) for z in ZONES], initial="UTC", required=False
    )
    party = forms.ChoiceField(
        label=_("Who speaks"),
        required=False,
        choices=[("", "nobody: news"), *((code, f"{name} ({code})") for code, name in called().items())],
        help_text=_("The party whose words these are."),
    )
    kind = forms.ChoiceField(choices=Document.Kind.choices, initial=Document.Kind.NEWS)
    is_official = forms.BooleanField(
        label=_("Official"), required=False, help_text=_("An authority's own words, not a report.")
    )

    def clean_url(self) -> str:
        """Refuse what is no http(s) address."""
        url = self.cleaned_data["url"].strip()
        if url and not clean_link(url):
            raise forms.ValidationError(gettext("No http or https address."))
        return clean_link(url) if url else ""

    def clean_file(self) -> Any:
        """Refuse what is too large to be a statement."""
        file = self.cleaned_data["file"]
        if file is not None and file.size > MAX_UPLOAD:
            raise forms.ValidationError(gettext("Larger than 10 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for one thing to read, and for a date that is one."""
        values = super().clean() or self.cleaned_data
        has_text = bool((values.get("text") or "").strip())
        if values.get("file") and has_text:
            raise forms.ValidationError(gettext("Bring a file or a pasted text, not both."))
        if not values.get("file") and not has_text and not values.get("url") and "url" not in self.errors:
            raise forms.ValidationError(gettext("Bring an address, a file or a pasted text."))
        if stated := (values.get("published") or "").strip():
            moment = parse_moment(stated, values.get("zone") or "UTC")
            if moment.earliest is None:
                self.add_error("published", gettext("Not read as a date: write it as 2025-06-27."))
            values["moment"] = moment
        return values

    @property
    def moment(self) -> Moment | None:
        """The date by hand, None where none was given."""
        return self.cleaned_data.get("moment")

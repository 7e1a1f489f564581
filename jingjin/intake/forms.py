"""The shape of an upload."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, XLSX or XLS, up to 50 MB. Title rows, blank rows and totals may stay."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls"}),
    )

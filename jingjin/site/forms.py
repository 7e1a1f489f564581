"""The shapes of the first start."""

from __future__ import annotations

from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

COMMON_ZONES = (
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Europe/Berlin",
)


class CompanyStep(forms.Form):
    """Step 1: the company's name and its time zone."""

    name = forms.CharField(
        label=_("Company name"),
        max_length=200,
        help_text=_("Stands on pages and at the head of files; it can be changed later."),
    )
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=[
            (zone, zone) for zone in (*COMMON_ZONES, *sorted(available_timezones() - set(COMMON_ZONES)))
        ],
        initial="Asia/Shanghai",
        help_text=_("Deadlines end at midnight there."),
    )


class EntityStep(forms.Form):
    """Step 2: the employer named in contracts."""

    entity = forms.CharField(
        label=_("Contracting entity"),
        max_length=200,
        help_text=_(
            "The employer named in employment contracts. Signed documents bear this name; more can follow."
        ),
    )


class AdminStep(forms.Form):
    """Step 3: the first admin, with an own password."""

    person = forms.CharField(label=_("Your name"), max_length=120)
    number = forms.CharField(
        label=_("Your employee number"), max_length=40, help_text=_("Leading zeros stay.")
    )
    mobile = forms.CharField(label=_("Mobile"), max_length=32, required=False)
    mail = forms.EmailField(label=_("Mail"), required=False)
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters. A sentence is easier to remember than signs."),
    )

    def clean_password(self) -> str:
        """Refuse short, common and purely numeric passwords."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

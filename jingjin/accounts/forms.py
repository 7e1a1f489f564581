"""The shapes of sign-in and password forms."""

from __future__ import annotations

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    """Number, mobile or mail, and the password or one-time code."""

    name = forms.CharField(
        label=_("Employee number, mobile or mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password or one-time code"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ForgotForm(forms.Form):
    """The name for which a reset link is asked."""

    name = forms.CharField(
        label=_("Employee number, mobile or mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 10 characters. A sentence is easier to remember than signs."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """Refuse short, common and purely numeric passwords."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> None:
        """Both must be the same."""
        if (
            self.cleaned_data.get("password")
            and self.cleaned_data.get("again") != self.cleaned_data["password"]
        ):
            self.add_error("again", forms.ValidationError(_("The two passwords differ.")))


class KeyForm(forms.Form):
    """A new API key."""

    name = forms.CharField(label=_("What for"), max_length=120)
    days = forms.IntegerField(label=_("Valid for days"), min_value=1, max_value=366, initial=90)
    can_write = forms.BooleanField(label=_("May change things, within your own rights"), required=False)

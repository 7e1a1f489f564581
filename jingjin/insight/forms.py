"""The shapes of insight's forms; what they mean is checked by the actions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jingjin.insight.words import Decision, Step


class AnswerForm(forms.Form):
    """I know the reason, and what comes next."""

    text = forms.CharField(
        label=_("What do you know about it?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    step = forms.ChoiceField(label=_("What comes next?"), choices=Step.choices, initial=Step.TALK)


class TalkForm(forms.Form):
    """The day of a talk."""

    on = forms.DateField(
        label=_("When did you talk?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class ContestForm(forms.Form):
    """An objection in one's own words."""

    statement = forms.CharField(
        label=_("What is not right?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReplyForm(forms.Form):
    """HR's answer to an objection."""

    decision = forms.ChoiceField(label=_("What follows"), choices=Decision.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Reason"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class PolicyForm(forms.Form):
    """The switch and what employees are told."""

    enabled = forms.BooleanField(label=_("Judge every Monday and show signals"), required=False)
    notice = forms.CharField(
        label=_("What employees are told, in Chinese"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    notice_en = forms.CharField(
        label=_("The same in English"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("May stay empty; then the Chinese text is shown."),
    )

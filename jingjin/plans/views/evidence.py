"""Evidence files: make, download, and the page that tells anybody how to check one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from jingjin.core import files
from jingjin.core.web import SIGNED_IN, page, redirect, render
from jingjin.plans.access import get_evidence_file, get_plan
from jingjin.plans.actions import reading
from jingjin.plans.actions.proving import build_evidence
from jingjin.plans.forms.base import PlanForm, attempt
from jingjin.plans.queries.evidence import checking, evidence_page, public_key_pem
from jingjin.plans.views.base import reader_of

if TYPE_CHECKING:
    from uuid import UUID

    from jingjin.core.web import Request
    from jingjin.plans.evidence.words import Language


class EvidenceForm(PlanForm):
    """Whose view, in which language."""

    view = django_forms.ChoiceField(label=gettext_lazy("View"))
    language = django_forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[("zh", "中文"), ("en", "English")]
    )


@page("plan.evidence", methods=("GET", "POST"))
def evidence(request: Request, uid: UUID) -> HttpResponse:
    """Make an evidence file, and those made before."""
    plan = get_plan(request.actor, uid, "plan.evidence")
    reader = reader_of(request)
    shown = evidence_page(plan, reader)
    language = "en" if get_language() == "en" else "zh"
    form = EvidenceForm(request.POST or None, initial={"language": language})
    form.fields["view"].choices = shown.views  # type: ignore[attr-defined]  # a choice field has them

    def call() -> object:
        chosen: Language = form.cleaned_data["language"]
        return build_evidence(
            plan=plan, view=form.cleaned_data["view"], language=chosen, reader=reader, now=request.now
        )

    if request.method == "POST" and attempt(form, call):
        return redirect(request, reverse("plans:evidence", args=[uid]))
    context = {
        "plan": plan,
        "evidence": shown,
        "form": form,
        "back_url": reverse("plans:plan", args=[uid]),
    }
    return render(request, "plans/evidence.html", context, status=422 if form.errors else 200)


@page("plan.evidence")
def download(request: Request, uid: UUID) -> HttpResponse:
    """One evidence file; each download by somebody else stands in the person's access log."""
    row = get_evidence_file(request.actor, uid)
    account: Any = request.user
    reading.note_reading(
        by=request.actor, plan=row.plan, reader_name=account.display_name, what="plan.evidence"
    )
    response = HttpResponse(files.read(row.file), content_type=row.file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{row.file.name}"'
    return response


@page(SIGNED_IN)
def how_to_check(request: Request) -> HttpResponse:
    """How anybody can check an evidence file, without us and without a network."""
    return render(request, "plans/how_to_check.html", {"checking": checking(get_language() or "")})


@page(SIGNED_IN)
def public_key(request: Request) -> HttpResponse:
    """The installation's public key, to be compared with the one inside a file."""
    response = HttpResponse(public_key_pem(), content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="company-key.pem"'
    return response

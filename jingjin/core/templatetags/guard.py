"""`{% guard %}`: the hidden fields of a form that changes something."""

from urllib.parse import urlsplit

from django import template
from django.middleware.csrf import get_token
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from jingjin.core import once

register = template.Library()

IN_PLACE = ("in-place", "pane")


@register.simple_tag(takes_context=True)
def guard(context: template.Context, version: int | None = None) -> SafeString:
    """CSRF token, one-use token, and (for an edited record) the version its reader saw.

    A form shown in place on another page (`core.waiting`), or in its pane, also carries that page as the way back.
    """
    fields = {"csrfmiddlewaretoken": get_token(context["request"]), "once": once.new_token()}
    if version is not None:
        fields["version"] = str(version)
    htmx = getattr(context["request"], "htmx", None)
    if htmx and htmx.target in IN_PLACE:
        shown_on = urlsplit(htmx.current_url or "/")
        fields["next"] = f"{shown_on.path}?{shown_on.query}" if shown_on.query else shown_on.path
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields.items())

"""`{% guard %}`: the hidden fields of a form that changes something."""

from django import template
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jingjin.core import once

register = template.Library()


@register.simple_tag(takes_context=True)
def guard(context: template.Context, version: int | None = None) -> SafeString:
    """CSRF token, one-use token, and (for an edited record) the version its reader saw."""
    out = format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="once" value="{}">',
        get_token(context["request"]),
        once.new_token(),
    )
    if version is None:
        return out
    return format_html('{}<input type="hidden" name="version" value="{}">', out, version)

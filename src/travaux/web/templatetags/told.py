"""What the core has written, put into a page: it is escaped already, by `travaux.render.element`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from travaux.render import element as h
from travaux.render.record_page import told_body

if TYPE_CHECKING:
    from travaux.render.told import Told

register = template.Library()


@register.simple_tag
def told(page: Told) -> SafeString:
    """Write a page about the record where it stands."""
    return written(told_body(page))


@register.simple_tag
def style_address() -> str:
    """Give the address of the style."""
    from travaux.web.views.door import style_digest  # noqa: PLC0415  views need templates first

    return reverse("style", args=[style_digest()])


@register.filter
def written(node: h.Node) -> SafeString:
    """Write elements of the core."""
    return mark_safe(h.written(node))  # noqa: S308  escaped when each element was closed

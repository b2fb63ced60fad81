"""
Components that wrap other markup, and what forms and pictures need to be printed.

A component without content is a plain ``{% include "components/….html" %}``;
only those with something inside need a tag here.
"""

from django import template
from django.template.defaultfilters import stringfilter
from django.template.loader import render_to_string

from home import kern
from home.hyphens import softened
from home.pictures import SIZES, shown_by_id

register = template.Library()

NOTICE_ICONS = {"info": "info", "success": "success", "warning": "warning"}


@register.simple_block_tag
def notice(content, *, tone="info", title=""):
    """``{% notice tone="warning" title=_("Closed") %} … {% endnotice %}``"""
    context = {
        "content": content,
        "tone": tone,
        "title": title,
        "icon": NOTICE_ICONS.get(tone, "danger"),
    }
    return render_to_string("components/notice.html", context)


@register.simple_block_tag
def panel(content, *, title="", tone="", heading_level=2):
    """``{% panel title=_("Documents") %} … {% endpanel %}``"""
    context = {
        "content": content,
        "title": title,
        "tone": tone,
        "heading_level": heading_level,
    }
    return render_to_string("components/panel.html", context)


@register.simple_tag
def rendition(image, size):
    """A picture in one of the sizes of ``home.pictures``."""
    return image.get_rendition(SIZES[size])


@register.simple_tag
def rendition_by_id(image_id, size):
    """The same for a single picture, without fetching the picture first."""
    return shown_by_id(image_id, size)


@register.simple_tag
def kern_widget(field):
    """A form field's widget with KERN's classes and everything that describes it."""
    return kern.widget(field)


@register.simple_tag
def kern_choices(field):
    """The single boxes or buttons of a field with several."""
    return kern.choices(field)


@register.filter
def kern_kind(field):
    """Which markup a field needs: text, select, check, choices, fieldset."""
    return kern.kind(field)


@register.filter
def kern_limit(field):
    """How many characters fit into a long text, said before the limit is hit."""
    return kern.limit(field)


@register.filter(is_safe=True)
@stringfilter
def soft(text):
    """A heading whose long words may break: ``{{ page.title|soft }}``"""
    return softened(text)


@register.filter
def initials(name):
    """One or two letters that stand for a name."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


@register.simple_tag
def page_numbers(page_obj):
    """The numbers around a page of a list; ``None`` where some are left out."""
    pages = page_obj.paginator
    numbers = pages.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    return [None if number == pages.ELLIPSIS else number for number in numbers]

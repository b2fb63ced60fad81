"""The administration in the town's colours. Crest and name come by its templates."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def town_colours():
    links = '<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">'
    return format_html(links, static("home/admin.css"), reverse("home:admin_css"))

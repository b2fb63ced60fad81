"""What the house does when a page changes."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.utils.translation import gettext as _
from django_q.tasks import async_task
from wagtail.log_actions import get_active_log_context
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from home import media, search
from home.models import BasePage, PageAudience, TownImage, TownRendition, TownSettings
from home.pagecache import drop_all
from home.pictures import forget_picture
from home.searchables import is_searchable
from home.town import forget_town
from home.widening import crosses_the_border, is_inside, put_on_record, widening


def refuse_weak_lock(instance, **kwargs):
    """Inside, neither “signed in” nor a shared password keeps anybody out."""
    if instance.restriction_type == PageViewRestriction.GROUPS:
        return
    shared = instance.restriction_type == PageViewRestriction.PASSWORD
    if shared or is_inside(instance.page):
        raise ValidationError(_("Pages are closed by groups here, in no other way."))


def refuse_alias_across_the_border(instance, **kwargs):
    if not isinstance(instance, Page) or not instance.alias_of_id:
        return
    if instance._state.adding and crosses_the_border(instance, instance.alias_of):
        raise ValidationError(
            _("An alias can't lead across the border of the intranet.")
        )


def record_widening(instance, parent_page_before, parent_page_after, **kwargs):
    found = widening(instance, parent_page_before, parent_page_after)
    if found:
        put_on_record(
            instance,
            found,
            parent_page_before,
            parent_page_after,
            get_active_log_context().user,
        )


def forget_kept_pages(**kwargs):
    drop_all()


def put_renditions_in_place(**kwargs):
    media.put_renditions_in_place()


def forget_size(instance, **kwargs):
    """A size is gone: no page may go on showing its address."""
    forget_picture(instance.image)
    drop_all()


def make_sizes_later(instance, raw=False, **kwargs):
    """By the queue: cutting pictures takes time and memory that readers need."""
    if not raw:
        task = partial(async_task, "home.tasks.make_picture_sizes", instance.pk)
        transaction.on_commit(task)


def index_page(instance, **kwargs):
    if is_searchable(instance):
        search.index(instance.search_kind[0], instance)


def index_new_page(sender, instance, created, raw=False, **kwargs):
    """A page that is made online, without a publication of its own."""
    if created and not raw and issubclass(sender, BasePage):
        index_page(instance)


def index_branch(instance, **kwargs):
    """Its address changed, and with it those of all pages below."""
    pages = Page.objects.descendant_of(instance, inclusive=True)  # no reader: index
    for page in pages.specific().iterator():
        index_page(page)


def drop_page(instance, **kwargs):
    if isinstance(instance, Page):
        search.drop_page(instance.pk)


pre_save.connect(
    refuse_weak_lock, sender=PageViewRestriction, dispatch_uid="refuse_weak_lock"
)
pre_save.connect(refuse_alias_across_the_border, dispatch_uid="refuse_alias")
post_page_move.connect(record_widening, dispatch_uid="record_widening")

for signal in (page_published, page_unpublished, post_page_move, page_slug_changed):
    signal.connect(forget_kept_pages, dispatch_uid=f"forget_kept_pages_{id(signal)}")

for model in (PageViewRestriction, CollectionViewRestriction, PageAudience):
    for signal in (post_save, post_delete):
        signal.connect(
            forget_kept_pages, sender=model, dispatch_uid=f"forget_{model}_{id(signal)}"
        )
    m2m_changed.connect(
        forget_kept_pages, sender=model.groups.through, dispatch_uid=f"forget_{model}"
    )

page_published.connect(index_page, dispatch_uid="index_published_page")
page_unpublished.connect(drop_page, dispatch_uid="drop_unpublished_page")
post_page_move.connect(index_branch, dispatch_uid="index_moved_branch")
page_slug_changed.connect(index_branch, dispatch_uid="index_renamed_branch")
post_save.connect(index_new_page, dispatch_uid="index_new_page")
post_delete.connect(drop_page, dispatch_uid="drop_deleted_page")

post_save.connect(forget_town, sender=TownSettings, dispatch_uid="forget_town")
post_save.connect(forget_kept_pages, sender=TownSettings, dispatch_uid="town_changed")
for signal in (post_save, post_delete):
    signal.connect(forget_picture, sender=TownImage, dispatch_uid=f"pic_{id(signal)}")
post_save.connect(make_sizes_later, sender=TownImage, dispatch_uid="make_sizes_later")
for model in (TownImage, Collection, CollectionViewRestriction):
    post_save.connect(
        put_renditions_in_place, sender=model, dispatch_uid=f"place_{model}"
    )
post_delete.connect(
    put_renditions_in_place,
    sender=CollectionViewRestriction,
    dispatch_uid="place_after_opening",
)
post_delete.connect(forget_size, sender=TownRendition, dispatch_uid="forget_size")

"""
Four eyes and sealed branches: who may do what to a page in the administration.

This is the one place of enforcement. Wagtail asks ``TownPagePermissions`` about one
page and ``TownPagePolicy`` about many, in every view, bulk action and report.
"""

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, PagePermissionTester, get_page_models
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from home.roles import has_role


def asks_four_eyes(page_class) -> bool:
    """Whether pages of a type go online only by approval."""
    return getattr(page_class, "four_eyes", False)


def contains_live_four_eyes(page) -> bool:
    """Whether something approved is online at or below a page."""
    kinds = kinds_where(asks_four_eyes)
    branch = page.get_descendants(inclusive=True).live()
    return branch.filter(content_type__in=kinds).exists()


def kinds_where(test) -> dict[int, type]:
    """The page types that pass a test, by the primary key of their content type."""
    models = [model for model in get_page_models() if test(model)]
    kinds = ContentType.objects.get_for_models(*models, for_concrete_models=False)
    return {kind.pk: model for model, kind in kinds.items()}


def sealed_paths(user) -> list[str]:
    """
    The branches that are closed to a person whatever else they may do.

    ``sealed_for`` on a page class names the only group that may touch, move or even
    see such a branch in the administration; superusers are no exception.
    """
    if not hasattr(user, "_sealed_paths"):
        kinds = kinds_where(lambda model: getattr(model, "sealed_for", None))
        pages = Page.objects.filter(content_type__in=kinds)
        user._sealed_paths = [
            path
            for path, kind in pages.values_list("path", "content_type_id")
            if not has_role(user, kinds[kind].sealed_for)
        ]
    return user._sealed_paths


class TownPagePermissions(PagePermissionTester):
    """
    What a person may do to one page.

    Where four eyes are asked, nobody publishes or unpublishes by button: that goes by
    approval or by an emergency release. What is online there can't be deleted, and
    is moved only by those who may publish elsewhere. To outsiders, a sealed page
    answers as to a stranger.
    """

    def __init__(self, user, page):
        super().__init__(user, page)
        self.four_eyes = asks_four_eyes(page.specific_class)
        self.sealed = any(page.path.startswith(path) for path in sealed_paths(user))
        if self.sealed:
            self.user, self.permissions = AnonymousUser(), set()

    def can_publish(self):
        return not self.four_eyes and super().can_publish()

    def can_unpublish(self):
        return not self.four_eyes and super().can_unpublish()

    def can_publish_subpage(self):
        page = self.page
        asking = any(
            asks_four_eyes(model) and model.can_create_at(page)
            for model in page.specific_class.creatable_subpage_models()
        )
        return not asking and super().can_publish_subpage()

    def can_delete(self, ignore_bulk=False):
        if self.holds_a_sealed_branch() or not super().can_delete(ignore_bulk):
            return False
        return not contains_live_four_eyes(self.page)

    def can_move(self):
        if self.holds_a_sealed_branch() or not super().can_delete(ignore_bulk=True):
            return False
        return self.may_publish_elsewhere() or not contains_live_four_eyes(self.page)

    def can_move_to(self, destination):
        target = TownPagePermissions(self.user, destination)
        return (
            self.can_move() and not target.sealed and super().can_move_to(destination)
        )

    def can_copy_to(self, destination, recursive=False):
        target = TownPagePermissions(self.user, destination)
        return not target.sealed and super().can_copy_to(destination, recursive)

    # Closing a page or holding it back shows nothing new, so it needs no approval.

    def can_set_view_restrictions(self):
        return self.may_publish_elsewhere()

    def can_unschedule(self):
        return self.may_publish_elsewhere()

    # Wagtail asks for no right at all here.

    def can_submit_for_moderation(self):
        return self.can_edit() and super().can_submit_for_moderation()

    def can_view_revisions(self):
        return not self.sealed and super().can_view_revisions()

    def may_publish_elsewhere(self):
        return super().can_publish()

    def holds_a_sealed_branch(self):
        return any(path.startswith(self.page.path) for path in sealed_paths(self.user))


class TownPagePolicy(PagePermissionPolicy):
    """What a person may do to many pages: nothing in branches sealed from them."""

    def explorable_instances(self, user):
        return without_sealed(super().explorable_instances(user), user)

    def instances_user_has_any_permission_for(self, user, actions):
        pages = super().instances_user_has_any_permission_for(user, actions)
        return without_sealed(pages, user)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if any(instance.path.startswith(path) for path in sealed_paths(user)):
            return False
        return super().user_has_any_permission_for_instance(user, actions, instance)


def without_sealed(pages, user):
    """Leave out the branches that are sealed from a person."""
    for path in sealed_paths(user):
        pages = pages.exclude(path__startswith=path)
    return pages


class ReadingPolicy(ModelPermissionPolicy):
    """Rows to look at, whoever looks."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and self.user_has_permission(user, "view")

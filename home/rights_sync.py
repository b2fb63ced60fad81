"""
Bringing the declared roles to the database.

Adds what is missing, never takes away what a town gave on top, and says what differs.
All of it may be repeated on every deployment; the second time nothing happens.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from home import rights
from home.models import FourEyesTask
from home.registries import model_rights
from home.roles import ALL_ROLES, INTRANET_READERS


@dataclass
class Report:
    """What ``sync_roles`` found and did, in words for the operator."""

    added: list[str] = field(default_factory=list)
    drift: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Stock:
    """What the declarations name, fetched once."""

    groups: dict[str, Group]
    pages: dict[str, list[Page]]
    permissions: dict[str, Permission]
    collections: dict[str, Collection]


@transaction.atomic
def sync_roles() -> Report:
    """Make groups, rights, collections and workflows at least what is declared."""
    report = Report()
    stock = Stock(
        groups=lay_groups(report),
        pages=find_pages(report),
        permissions=all_permissions(),
        collections=lay_collections(report),
    )
    sync_model_rights(stock, report)
    sync_page_rights(stock, report)
    sync_collection_rights(stock, report)
    for rule in rights.FOUR_EYES:
        for page in stock.pages.get(rule.page, []):
            lay_four_eyes(rule, page, stock, report)
    return report


def lay_groups(report: Report) -> dict[str, Group]:
    present = set(Group.objects.values_list("name", flat=True))
    missing = [name for name in ALL_ROLES if name not in present]
    Group.objects.bulk_create(Group(name=name) for name in missing)
    report.added += [f"Gruppe „{name}“" for name in missing]
    return {g.name: g for g in Group.objects.filter(name__in=ALL_ROLES)}


def find_pages(report: Report) -> dict[str, list[Page]]:
    """The pages of every model that a declaration names."""
    labels = {label for pages in rights.PAGE_RIGHTS.values() for label in pages}
    labels |= {rule.page for rule in rights.FOUR_EYES}
    found = {}
    for label in sorted(labels):
        found[label] = pages_of(label)
        if not found[label]:
            report.skipped.append(f"{label}: keine solche Seite.")
    return found


def pages_of(label: str) -> list[Page]:
    try:
        model = apps.get_model(label)
    except LookupError:
        return []
    return list(Page.objects.filter(pk__in=model.objects.values("pk")))


def all_permissions() -> dict[str, Permission]:
    permissions = Permission.objects.select_related("content_type")
    return {f"{p.content_type.app_label}.{p.codename}": p for p in permissions}


def lay_collections(report: Report) -> dict[str, Collection]:
    """The two places for files: for everyone, and for whoever reads the intranet."""
    root = Collection.get_first_root_node()
    found = {c.name: c for c in root.get_children()} | {rights.ALL_COLLECTIONS: root}
    for name in (rights.PUBLIC_COLLECTION, rights.INTERNAL_COLLECTION):
        if name in found:
            continue
        found[name] = root.add_child(instance=Collection(name=name))
        root.refresh_from_db()
        report.added.append(f"Sammlung „{name}“")
        if name == rights.INTERNAL_COLLECTION:
            close_to_readers(found[name])
    return found


def close_to_readers(collection: Collection) -> None:
    """Open a collection to the readers of the intranet alone."""
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.get(name=INTRANET_READERS))


def sync_model_rights(stock: Stock, report: Report) -> None:
    wanted = {
        (stock.groups[role].pk, stock.permissions[name].pk): f"{role}: {name}"
        for role, name in declared_model_rights()
        if name in stock.permissions
    }
    through = Group.permissions.through
    groups = [group.pk for group in stock.groups.values()]
    present = set(
        through.objects.filter(group__in=groups).values_list("group", "permission")
    )
    through.objects.bulk_create(
        through(group_id=group, permission_id=permission)
        for group, permission in wanted
        if (group, permission) not in present
    )
    compare(wanted, present, report, "Recht")


def declared_model_rights() -> Iterator[tuple[str, str]]:
    for role in rights.ADMIN_ACCESS:
        yield role, "wagtailadmin.access_admin"
    for declared in (rights.MODEL_RIGHTS, model_rights):
        for role, names in declared.items():
            for name in names:
                yield role, name


def sync_page_rights(stock: Stock, report: Report) -> None:
    wanted = {}
    for role, pages in rights.PAGE_RIGHTS.items():
        for label, actions in pages.items():
            for page in stock.pages[label]:
                for action in actions:
                    right = stock.permissions[f"wagtailcore.{action}_page"]
                    key = (stock.groups[role].pk, page.pk, right.pk)
                    wanted[key] = f"{role}: {action} ab „{page}“"
    model = GroupPagePermission
    groups = [group.pk for group in stock.groups.values()]
    present = set(
        model.objects.filter(group__in=groups).values_list(
            "group", "page", "permission"
        )
    )
    model.objects.bulk_create(
        model(group_id=group, page_id=page, permission_id=permission)
        for group, page, permission in wanted
        if (group, page, permission) not in present
    )
    compare(wanted, present, report, "Seitenrecht")


def sync_collection_rights(stock: Stock, report: Report) -> None:
    wanted = dict(wanted_collection_rights(stock))
    model = GroupCollectionPermission
    groups = [group.pk for group in stock.groups.values()]
    present = set(
        model.objects.filter(group__in=groups).values_list(
            "group", "collection", "permission"
        )
    )
    model.objects.bulk_create(
        model(group_id=group, collection_id=collection, permission_id=permission)
        for group, collection, permission in wanted
        if (group, collection, permission) not in present
    )
    compare(wanted, present, report, "Sammlungsrecht")


def wanted_collection_rights(stock: Stock) -> Iterator[tuple[tuple, str]]:
    for role, collections in rights.COLLECTION_RIGHTS.items():
        for name, names in collections.items():
            for right in names:
                key = (
                    stock.groups[role].pk,
                    stock.collections[name].pk,
                    stock.permissions[right].pk,
                )
                yield key, f"{role}: {right} in „{name}“"


def compare(wanted: dict, present: set, report: Report, kind: str) -> None:
    """Tell what was added and what a town gave beyond the declarations."""
    report.added += [
        f"{kind} {words}" for key, words in wanted.items() if key not in present
    ]
    extra = len(present - set(wanted))
    if extra:
        report.drift.append(f"{kind}: {extra} mehr vergeben, als hier erklärt sind.")


def lay_four_eyes(
    rule: rights.FourEyesRule, page: Page, stock: Stock, report: Report
) -> None:
    """Put a branch under a four-eyes workflow, unless it has a workflow already."""
    if there := WorkflowPage.objects.filter(page=page).first():
        if there.workflow.name != rule.name:
            report.drift.append(f"„{page}“ hat den Ablauf „{there.workflow}“.")
        return
    workflow = Workflow.objects.filter(name=rule.name, active=True).first()
    workflow = workflow or make_workflow(rule, stock)
    WorkflowPage.objects.create(page=page, workflow=workflow)
    report.added.append(f"Ablauf „{rule.name}“ ab „{page}“")


def make_workflow(rule: rights.FourEyesRule, stock: Stock) -> Workflow:
    task = FourEyesTask.objects.create(
        name=rule.name, days_to_decide=rule.days_to_decide
    )
    task.groups.add(stock.groups[rule.approvers])
    task.deputies.add(stock.groups[rule.deputies])
    workflow = Workflow.objects.create(name=rule.name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow

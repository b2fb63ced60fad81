"""Who may open a private file, and where the sizes of pictures belong."""

from wagtail.models import CollectionViewRestriction
from wagtail.permissions import policy_registry

from home.models import TownImage, TownRendition, Visitor
from home.registries import file_guards
from home.storage import PRIVATE
from home.visibility import can_open_collection


def can_open_file(user: Visitor, name: str) -> bool:
    """Whether this visitor may open the private file of this name."""
    guard = file_guards.get(name.partition("/")[0])
    return bool(guard and guard(user, name))


def can_open_rendition(user: Visitor, name: str) -> bool:
    """A size of a picture is for whoever may open the picture's collection."""
    found = TownRendition.objects.filter(file=PRIVATE + name)
    rendition = found.select_related("image__collection").first()
    return bool(rendition) and can_open_collection(user, rendition.image.collection)


def can_open_original(user: Visitor, name: str) -> bool:
    """The original of a picture is for those who work with it."""
    found = TownImage.objects.filter(file=PRIVATE + name)
    image = found.select_related("collection").first()
    return (
        bool(image)
        and user.has_perm("wagtailadmin.access_admin")
        and can_open_collection(user, image.collection)
        and policy_registry.get_by_type(TownImage).user_has_any_permission_for_instance(
            user, ["add", "change", "delete", "choose"], image
        )
    )


def put_renditions_in_place() -> int:
    """
    Remove every size of a picture that lies on the wrong side of the wall.

    It is made anew, on the right side, when a page next shows it. Return how many.
    """
    paths = set(
        CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    )
    misplaced = TownRendition.objects.misplaced(paths)
    for rendition in misplaced:
        rendition.delete()
    return len(misplaced)


file_guards["images"] = can_open_rendition
file_guards["original_images"] = can_open_original

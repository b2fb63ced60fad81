"""Pictures and documents, public or for the house alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from home.images import clean_image
from home.storage import PRIVATE


class CleanImageFile(WagtailImageFieldFile):
    """A file that is painted anew before it is stored, whoever brings it."""

    def save(self, name, content, save=True):
        clean = clean_image(content)
        super().save(clean.named_like(name), clean, save=save)

    save.alters_data = True


class CleanImageField(WagtailImageField):
    """Keeps pictures of which nothing is left but their pixels."""

    attr_class = CleanImageFile


class TownImage(AbstractImage):
    """
    A picture. Its original is never public; only the sizes that pages show are,
    and only if the picture's collection is.
    """

    file = CleanImageField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def get_upload_to(self, filename):
        return PRIVATE + super().get_upload_to(filename)

    def _set_image_file_metadata(self):
        super()._set_image_file_metadata()
        self.file.close()  # Wagtail leaves it open

    @property
    def is_private(self):
        """Whether this picture's collection, or one above it, is restricted."""
        return self.collection.get_view_restrictions().exists()


class TownRenditionQuerySet(models.QuerySet):
    def misplaced(self, private_paths):
        """Sizes that lie in public although their collection doesn't, or reversed."""
        closed = models.Q(pk__in=[])
        for path in private_paths:
            closed |= models.Q(image__collection__path__startswith=path)
        lies_closed = models.Q(file__startswith=PRIVATE)
        return self.filter((closed & ~lies_closed) | (~closed & lies_closed))


class TownRendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(
        TownImage, on_delete=models.CASCADE, related_name="renditions"
    )

    objects = TownRenditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_size",
            )
        ]

    def get_upload_to(self, filename):
        name = super().get_upload_to(filename)
        return PRIVATE + name if self.image.is_private else name


class TownDocument(AbstractDocument):
    """A file to read. Sent by a view that asks for permission each time."""

    file = models.FileField(_("file"), upload_to=f"{PRIVATE}documents")

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

"""How people upload pictures and documents in the administration."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtail.models import Collection

from home.images import clean_image


class CollectionIsChosen:
    """
    Whoever uploads says for whom: public or internal. No collection is preset, and
    the root, which is neither, is none to choose.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("collection")
        if field is None or self.instance.pk:
            return
        root = Collection.get_first_root_node()
        field.queryset = field.queryset.exclude(pk=root.pk)
        field.empty_label = _("Please choose")
        field.error_messages["required"] = field.error_messages["invalid_choice"] = _(
            "Please choose a collection: it decides who may see the file."
        )
        self.initial.pop("collection", None)


class PictureForm(CollectionIsChosen, BaseImageForm):
    def clean_file(self):
        file = self.cleaned_data["file"]
        return clean_image(file) if "file" in self.changed_data else file


class DocumentForm(CollectionIsChosen, BaseDocumentForm):
    """Nothing but the choice of the collection differs from Wagtail's."""

"""The blocks editors have: few, for each change migrates every page type."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

RICH_TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class NoticeBlock(blocks.StructBlock):
    """A short message that stands out from the text around it."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "link", "ul"])

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        template = "components/blocks/notice.html"


class QuestionBlock(blocks.StructBlock):
    """A question with an answer that opens."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Answer"), features=RICH_TEXT)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        template = "components/blocks/question.html"


class PictureBlock(ImageBlock):
    """A picture with its alternative text."""

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "components/blocks/picture.html"


class BodyBlock(blocks.StreamBlock):
    """The body of every page that is written."""

    text = blocks.RichTextBlock(
        label=_("Text"), features=RICH_TEXT, template="components/blocks/text.html"
    )
    picture = PictureBlock()
    notice = NoticeBlock()
    question = QuestionBlock()
    document = DocumentChooserBlock(
        label=_("Document"), template="components/blocks/document.html"
    )

"""The words under which articles are found across all areas."""

from django.db import models
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase


class Topic(TagBase):
    """A word from the controlled list; editors choose, they don't invent."""

    free_tagging = False

    class Meta:
        verbose_name = pgettext_lazy("knowledge", "topic")
        verbose_name_plural = pgettext_lazy("knowledge", "topics")
        ordering = ["name"]


class ArticleTopic(ItemBase):
    """One article stands under one topic."""

    tag = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="article_topics"
    )
    content_object = ParentalKey(
        "knowledge.ArticlePage", on_delete=models.CASCADE, related_name="article_topics"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="one_topic_once_per_article"
            )
        ]

    def __str__(self):
        return f"{self.content_object}: {self.tag}"

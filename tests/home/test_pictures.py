from django.template.loader import render_to_string

from home.pictures import shown_by_id
from tests.factories.home import TownImageFactory


def test_a_picture_is_shown_in_its_size(db):
    shown = shown_by_id(TownImageFactory(file__width=1600, file__height=900).pk, "card")

    assert (shown.width, shown.height) == (640, 400)
    assert shown.url.endswith(".webp")


def test_a_picture_is_looked_up_once(db, django_assert_num_queries):
    picture = TownImageFactory(file__width=1600, file__height=900)
    shown_by_id(picture.pk, "card")

    with django_assert_num_queries(0):
        shown_by_id(picture.pk, "card")


def test_a_changed_picture_is_looked_up_again(db, django_assert_num_queries):
    picture = TownImageFactory(file__width=1600, file__height=900)
    shown_by_id(picture.pk, "card")
    picture.save()

    with django_assert_num_queries(1):
        shown_by_id(picture.pk, "card")


def test_a_picture_that_is_gone_leaves_no_hole(db):
    html = render_to_string("components/picture.html", {"image_id": 4711})

    assert "<img" not in html

from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from home.models import TownImage, TownSettings


def test_colours_come_light_and_dark(client, town):
    answer = client.get(reverse("home:town_css"))

    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "--town-main:#1f4d3a;" in answer.content.decode()
    assert "prefers-color-scheme:dark" in answer.content.decode()


def test_colours_are_sent_only_once(client, town):
    tag = client.get(reverse("home:town_css"))["ETag"]

    answer = client.get(reverse("home:town_css"), headers={"If-None-Match": tag})

    assert answer.status_code == 304


def test_other_colours_are_another_answer(client, town):
    first = client.get(reverse("home:town_css"))["ETag"]
    settings = TownSettings.for_site(Site.objects.get())
    settings.main_colour = "#004488"
    settings.save()

    assert client.get(reverse("home:town_css") + "?v=neu")["ETag"] != first


def test_a_town_without_crest_has_none(client, town):
    assert client.get(reverse("home:crest")).status_code == 404


def test_crest_is_a_small_picture(client, town):
    settings = TownSettings.for_site(Site.objects.get())
    settings.crest = TownImage.objects.create(
        title="Wappen", file=get_test_image_file(size=(600, 600))
    )
    settings.save()

    answer = client.get(reverse("home:crest"))

    assert answer["Content-Type"] == "image/webp"
    assert answer.content.startswith(b"RIFF")


def test_anonymous_readers_get_no_cookie(client, town):
    answer = client.get("/")

    assert answer.status_code == 200
    assert not answer.cookies


def test_administration_counts_the_main_colour_in_hue(client, town):
    answer = client.get(reverse("home:admin_css"))

    assert "--w-color-primary-hue:155;" in answer.content.decode()


def test_name_of_the_town_changes_at_once(client, town):
    client.get("/")
    settings = TownSettings.for_site(Site.objects.get())
    settings.name = "Bad Rebenheim"
    settings.save()

    assert 'brand__name">Bad Rebenheim<' in client.get("/").content.decode()


def test_sign_of_the_house_is_its_crest_wherever_browsers_look(client, town):
    answer = client.get("/favicon.ico")

    assert answer.status_code == 302
    assert answer["Location"] == "/wappen.webp"

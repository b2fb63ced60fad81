import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.registries import tasks_for
from home.rights_sync import sync_roles
from participation.planning import grouping, redaction, weighing
from participation.planning.models import (
    Boilerplate,
    LateCheck,
    Point,
    Redaction,
    Statement,
    StatementGroup,
)
from tests.factories.home import PostFactory, UserFactory
from tests.factories.planning import (
    PlanFactory,
    PointFactory,
    PublicNoticeFactory,
    RoundFactory,
    StatementFactory,
)
from tests.participation.planning.test_grouping import group_of_persons
from tests.participation.planning.test_likeness import FORM
from tests.participation.planning.test_weighing import office_of

pytestmark = pytest.mark.django_db

TEXT = "Die Straße ist zu schmal. Die Häuser sind zu hoch.\n\nHedwig Kern"


@pytest.fixture(autouse=True)
def _roles():
    sync_roles()


@pytest.fixture
def planner(client):
    planner = UserFactory(roles=[roles.PARTICIPATION_PLANNERS])
    client.force_login(planner)
    return planner


@pytest.fixture
def approver():
    return UserFactory(roles=[roles.PARTICIPATION_APPROVERS])


def address(name, *args):
    return reverse(f"planning:{name}", args=args)


def point_address(point):
    return address("weighing_point", point.statement.plan.pk, point.pk)


def statement_address(name, statement):
    return address(f"weighing_{name}", statement.plan.pk, statement.number)


def shown(client, where):
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def numbers_shown(page):
    return re.findall(r"BP-\d+-\d+\.\d+</a>", page)


# The table


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("thema=Verkehr", 1),
        ("thema=ohne", 2),
        ("ergebnis=followed", 1),
        ("ergebnis=ohne", 2),
        ("schritt=prepared", 1),
        ("stelle=buero", 1),
        ("stelle=niemand", 2),
        ("spaet=ja", 1),
        ("spaet=nein", 2),
        ("spaet=raus", 0),
        ("schritt=unsinn&runde=999&seite=x", 3),
    ],
)
def test_table_is_narrowed_by_what_stands_in_the_address(client, planner, query, found):
    plan = RoundFactory().plan
    here = {"statement__round": plan.rounds.get()}
    PointFactory(topic="Verkehr", to_office=True, **here)
    PointFactory(proposed_result="followed", step="prepared", **here)
    PointFactory(statement__is_late=True, **here)
    PointFactory()

    page = shown(client, f"{address('weighing', plan.pk)}?{query}")

    assert len(numbers_shown(page)) == found


def test_table_shows_what_was_withdrawn_apart_and_nobody_changes_it(client, planner):
    plan = RoundFactory().plan
    here = {"statement__round": plan.rounds.get()}
    standing = PointFactory(topic="Verkehr", **here)
    gone = PointFactory(topic="Lärm", statement__withdrawn_at=timezone.now(), **here)
    where = f"{address('weighing', plan.pk)}?stand=zurueck"

    page = shown(client, where)
    form = {"alle": "1", "reason": "Sammelweise", "topic": "Wasser"}
    many = f"{address('weighing_many', plan.pk)}?stand=zurueck"
    client.post(many, form | {"punkt": [gone.pk]})

    assert numbers_shown(page) == [f"{gone}</a>"]
    assert address("statement", gone.statement.pk) in page
    assert 'name="punkt"' not in page
    assert numbers_shown(shown(client, address("weighing", plan.pk))) == [
        f"{standing}</a>"
    ]
    topics = Point.objects.order_by("pk").values_list("topic", flat=True)
    assert list(topics) == ["Verkehr", "Lärm"]


def test_office_finds_nothing_that_was_withdrawn(client):
    point = PointFactory(statement__withdrawn_at=timezone.now(), to_office=True)
    client.force_login(office_of(point.statement.plan))

    page = shown(
        client, f"{address('weighing', point.statement.plan.pk)}?stand=zurueck"
    )

    assert numbers_shown(page) == []


def test_table_finds_by_round_post_and_group(client, planner):
    point = PointFactory(post=PostFactory())
    plan = point.statement.plan
    PointFactory(statement__round=point.statement.round)
    chosen = Statement.objects.filter(pk=point.statement.pk)
    group = grouping.make(plan, chosen, title="Schulweg", by=planner)
    here = address("weighing", plan.pk)

    pages = [
        shown(client, f"{here}?runde={point.statement.round_id}"),
        shown(client, f"{here}?stelle={point.post_id}"),
        shown(client, f"{here}?gruppe={group.pk}"),
    ]

    assert [len(numbers_shown(page)) for page in pages] == [2, 1, 1]


def test_table_needs_no_more_queries_for_more_points(client, planner):
    def queries(number):
        plan = RoundFactory().plan
        for _n in range(number):
            PointFactory(
                statement__round=plan.rounds.get(), topic=f"T{_n}", post=PostFactory()
            )
        shown(client, address("weighing", plan.pk))
        with CaptureQueriesContext(connection) as captured:
            shown(client, address("weighing", plan.pk))
        return len(captured)

    one, many = queries(1), queries(4)

    assert one == many
    assert many <= 20


def test_many_points_are_changed_at_once(client, planner):
    plan = RoundFactory().plan
    first, second, third = PointFactory.create_batch(
        3, statement__round=plan.rounds.get(), topic="Lärm"
    )
    here = f"{address('weighing_many', plan.pk)}?thema=L%C3%A4rm"

    answer = client.post(here, {"punkt": [first.pk, second.pk], "topic": "Verkehr"})

    assert answer.url == f"{address('weighing', plan.pk)}?thema=L%C3%A4rm"
    assert Point.objects.filter(topic="Verkehr").count() == 2
    third.refresh_from_db()
    assert third.topic == "Lärm"


def test_everything_the_filter_finds_is_changed(client, planner):
    plan = RoundFactory().plan
    PointFactory.create_batch(2, statement__round=plan.rounds.get(), topic="Lärm")
    PointFactory(statement__round=plan.rounds.get(), topic="Höhe")
    post = PostFactory()
    here = f"{address('weighing_many', plan.pk)}?thema=L%C3%A4rm"

    client.post(here, {"alle": "1", "given_to": post.pk, "due_on": "2027-01-15"})

    assert Point.objects.filter(post=post, topic="Lärm").count() == 2
    assert Point.objects.filter(post=None, topic="Höhe").count() == 1


def test_step_of_many_needs_a_reason_and_keeps_what_was_ticked(client, planner):
    point = PointFactory()
    here = address("weighing_many", point.statement.plan.pk)

    answer = client.post(here, {"punkt": [point.pk], "step": "prepared"})

    assert answer.status_code == 400
    assert re.search(rf'value="{point.pk}"[^>]*checked', answer.content.decode())
    point.refresh_from_db()
    assert point.step == "open"


# Splitting


def test_sentences_become_points_without_script(client, planner):
    statement = StatementFactory(text=TEXT)
    here = statement_address("split", statement)
    keys = re.findall(r'name="satz"\s+value="([\d-]+)"', shown(client, here))

    client.post(here, {"satz": [keys[0], keys[1]], "topic": "Verkehr"})
    client.post(here, {"satz": [keys[1]]})

    assert list(statement.points.values_list("text", "topic")) == [
        ("Die Straße ist zu schmal. Die Häuser sind zu hoch.", "Verkehr"),
        ("Die Häuser sind zu hoch.", ""),
    ]


def test_marked_passage_becomes_a_point(client, planner):
    statement = StatementFactory(text=TEXT)

    client.post(
        statement_address("split", statement), {"start": 4, "end": 10, "satz": "0-25"}
    )

    assert statement.points.get().text == "Straße"


def test_whole_statement_becomes_one_point(client, planner):
    statement = StatementFactory(text=TEXT)

    client.post(statement_address("split", statement), {"ganz": "1"})

    point = statement.points.get()
    assert (point.text, point.start) == (TEXT, None)


def test_nothing_chosen_is_said_in_words(client, planner):
    statement = StatementFactory(text=TEXT)

    answer = client.post(statement_address("split", statement), {"satz": "9-9"})

    assert answer.status_code == 400
    assert statement.points.count() == 0


def test_statements_without_points_get_one_each(client, planner):
    first, _other = StatementFactory.create_batch(2, round=RoundFactory())
    here = address("weighing_whole", first.plan.pk)

    nothing = client.post(here, {}, follow=True).context["messages"]
    client.post(here, {"nummer": [first.number]})
    ticked = Point.objects.count()
    client.post(here, {"alle": "1"})

    assert [message.level_tag for message in nothing] == ["warning"]
    assert (ticked, Point.objects.count()) == (1, 2)


def test_list_of_statements_needs_no_more_queries_for_more(client, planner):
    def queries(number):
        plan = RoundFactory().plan
        PointFactory.create_batch(number, statement__round=plan.rounds.get())
        here = address("weighing_statements", plan.pk)
        shown(client, here)
        with CaptureQueriesContext(connection) as captured:
            shown(client, here)
        return len(captured)

    assert queries(1) == queries(4) <= 20


@pytest.mark.parametrize(
    ("chosen", "found"),
    [("", 3), ("offen", 2), ("spaet", 1), ("schwaerzen", 2), ("bestaetigen", 1)],
)
def test_list_shows_what_is_still_to_do(client, planner, chosen, found):
    plan = RoundFactory().plan
    late, redacted = StatementFactory.create_batch(2, round=plan.rounds.get())
    Statement.objects.filter(pk=late.pk).update(is_late=True)
    Redaction.objects.create(statement=redacted, text="Kurz.", made_by=planner)
    PointFactory(statement__round=plan.rounds.get())

    page = shown(client, f"{address('weighing_statements', plan.pk)}?zeige={chosen}")

    assert len(re.findall(r"/schwaerzung/", page)) == found


# One point


def form_of(point, **changed):
    values = {
        "seen": point.changed_at.isoformat(),
        "text": point.text,
        "topic": point.topic,
        "proposal": point.proposal,
        "proposed_result": point.proposed_result,
        "step": point.step,
    }
    return values | changed


def test_planner_changes_a_point_and_finds_its_history(client, planner):
    point = PointFactory(topic="Lärm")

    client.post(point_address(point), form_of(point, topic="Verkehr", proposal="Ja."))

    point.refresh_from_db()
    assert (point.topic, point.proposal) == ("Verkehr", "Ja.")
    assert "Lärm → Verkehr" in shown(client, point_address(point))


def test_other_line_ends_are_no_change(client, planner):
    point = PointFactory(text="Eins.\nZwei.", proposal="Ja.\nNein.")

    client.post(
        point_address(point),
        form_of(point, text="Eins.\r\nZwei.", proposal="Ja.\r\nNein."),
    )

    assert point.history.count() == 0


@pytest.mark.parametrize("seen", [None, "", "unsinn", "2026-13-45T00:00:00+00:00"])
def test_changed_meanwhile_shows_both_texts(client, planner, seen):
    point = PointFactory()
    sent = form_of(point, proposal="Von mir.")
    sent["seen"] = sent["seen"] if seen is None else seen
    weighing.propose(point, text="Von dir.", result="followed", by=planner)

    answer = client.post(point_address(point), sent)

    page = answer.content.decode()
    point.refresh_from_db()
    assert answer.status_code == 409
    assert "Von mir." in page
    assert "Von dir." in page
    assert point.proposal == "Von dir."
    assert f'name="seen" value="{point.changed_at.isoformat()}"' in page


def test_boilerplate_is_inserted_and_nothing_saved(client, planner):
    text = Boilerplate.objects.create(
        title="Lärm", text="Siehe Gutachten.", result="partly"
    )
    point = PointFactory()

    answer = client.post(
        point_address(point),
        form_of(point, proposal="Danke.", boilerplate=text.pk, einfuegen="1"),
    )

    assert "Danke.\n\nSiehe Gutachten." in answer.content.decode()
    point.refresh_from_db()
    assert point.proposal == ""


def test_point_is_taken_back(client, planner):
    point = PointFactory()
    where = [point.statement.plan.pk, point.pk]

    client.post(address("weighing_point_remove", *where))

    assert Point.objects.count() == 0


def test_point_of_another_plan_is_not_found(client, planner):
    point = PointFactory()

    answer = client.get(address("weighing_point", PlanFactory().pk, point.pk))

    assert answer.status_code == 404


def test_boilerplates_say_how_often_they_are_used(client, planner):
    text = Boilerplate.objects.create(title="Lärm", text="Siehe Gutachten.")
    PointFactory(proposal="Danke. Siehe Gutachten.")

    client.post(
        address("boilerplate_edit", text.pk), {"title": "Schall", "text": text.text}
    )
    page = shown(client, address("boilerplates"))

    assert "Schall" in page
    assert re.search(r"<td>1</td>", page)


# The office and the posts


def test_bp32_office_sees_its_points_without_names(client):
    plan = RoundFactory().plan
    here = {"statement__round": plan.rounds.get()}
    mine = PointFactory(to_office=True, text="Ich, Hedwig Kern, sage nein.", **here)
    other = PointFactory(text="Zu laut.", **here)
    client.force_login(office_of(plan))

    table = shown(client, address("weighing", plan.pk))
    point = shown(client, point_address(mine))

    assert len(numbers_shown(table)) == 1
    for page in (table, point):
        assert "sage nein" in page
        assert "Kern" not in page
        assert "Salinenstraße" not in page
    assert client.get(point_address(other)).status_code == 404


def test_bp32_office_proposes_and_changes_nothing_else(client):
    point = PointFactory(to_office=True, topic="Lärm")
    client.force_login(office_of(point.statement.plan))

    client.post(
        point_address(point),
        form_of(
            point, proposal="Ja.", proposed_result="followed", step="ready", topic="X"
        ),
    )

    point.refresh_from_db()
    assert (point.proposal, point.step, point.topic) == ("Ja.", "prepared", "Lärm")


OFFICE_MAY_NOT = [
    "weighing_statements",
    "weighing_groups",
    "weighing_suggestions",
    "weighing_split",
    "weighing_late",
    "weighing_redaction",
]


@pytest.mark.parametrize("name", OFFICE_MAY_NOT)
def test_bp32_office_reaches_no_other_screen(client, name):
    point = PointFactory(to_office=True, statement__is_late=True)
    plan = point.statement.plan
    client.force_login(office_of(plan))
    by_number = name in {"weighing_split", "weighing_late", "weighing_redaction"}

    where = [plan.pk, point.statement.number] if by_number else [plan.pk]
    answer = client.get(address(name, *where))

    assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))


def test_bp32_office_posts_nothing_for_many(client):
    point = PointFactory(to_office=True)
    client.force_login(office_of(point.statement.plan))

    client.post(
        address("weighing_many", point.statement.plan.pk),
        {"alle": "1", "topic": "Verkehr"},
    )

    point.refresh_from_db()
    assert point.topic == ""


def test_bp32_other_plans_of_an_office_do_not_exist(client):
    client.force_login(office_of(PlanFactory()))

    assert client.get(address("weighing", PlanFactory().pk)).status_code == 404


def test_office_and_second_eyes_see_what_waits(planner, approver):
    point = PointFactory(to_office=True)
    office = office_of(point.statement.plan)
    Redaction.objects.create(statement=point.statement, text="Kurz.", made_by=planner)

    waiting = [
        [task for task in tasks_for(person) if "/abwaegung/" in task.url]
        for person in (office, approver, planner)
    ]

    assert [len(tasks) for tasks in waiting] == [1, 1, 0]


# Late


def test_bp17_checklist_stands_before_disregarding(client, planner):
    statement = StatementFactory(is_late=True, round=RoundFactory(over=True))
    here = statement_address("late", statement)
    yes = {"was_unknown": "ja", "is_irrelevant": "ja", "is_disregarded": "on"}

    refused = shown(client, here)
    client.post(here, yes | {"reason": "Anderes Gebiet."})
    checked = LateCheck.objects.get()
    assert re.search(r'name="is_disregarded"[^>]*disabled', refused)
    assert not checked.is_disregarded


def test_bp17_three_times_yes_with_a_hint(client, planner):
    statement = StatementFactory(is_late=True, round=RoundFactory(over=True))
    PublicNoticeFactory(round=statement.round)
    here = statement_address("late", statement)
    yes = {"was_unknown": "ja", "is_irrelevant": "ja", "is_disregarded": "on"}

    no = client.post(here, yes | {"was_unknown": "nein", "reason": "Anderes Gebiet."})
    client.post(here, yes | {"reason": "Anderes Gebiet."})

    assert no.status_code == 400
    assert LateCheck.objects.get().is_disregarded
    assert "Anderes Gebiet." in shown(client, here)


# Redaction


def test_bp30_two_people_redact_on_the_screen(client, planner, approver):
    statement = StatementFactory(text=TEXT)
    here = statement_address("redaction", statement)
    [seen] = re.findall(r'name="seen"\s+value="([^"]+)"', shown(client, here))

    left = client.post(here, {"seen": seen, "text": TEXT})
    client.post(here, {"seen": seen, "text": "Zu schmal."})
    confirm = statement_address("redaction_confirm", statement)
    seen = redaction.state_of(statement)
    client.post(confirm, {"seen": seen})
    by_the_same = Redaction.objects.get().confirmed_at
    client.force_login(approver)
    client.post(confirm, {"seen": seen})

    statement.refresh_from_db()
    assert left.status_code == 400
    assert 'value="Hedwig Kern"' in left.content.decode()
    assert by_the_same is None
    assert redaction.public_text(statement) == "Zu schmal."


def test_bp30_reason_lets_something_stand(client, planner):
    statement = StatementFactory(text=TEXT)

    client.post(
        statement_address("redaction", statement),
        {
            "seen": redaction.state_of(statement),
            "text": "Herr Weiß plant.",
            "stelle": ["Herr Weiß"],
            "grund": ["Amtsträger"],
        },
    )

    assert Redaction.objects.get().left_standing[0]["reason"] == "Amtsträger"


def test_bp30_redaction_that_changed_meanwhile_is_not_overwritten(client, planner):
    statement = StatementFactory(text=TEXT)
    here = statement_address("redaction", statement)
    seen = redaction.state_of(statement)
    client.post(here, {"seen": seen, "text": "Zuerst."})

    answer = client.post(here, {"seen": seen, "text": "Danach."})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Zuerst." in page
    assert "Danach." in page
    assert Redaction.objects.get().text == "Zuerst."


def test_bp30_approver_reads_an_original_only_to_confirm_its_redaction(
    client, planner, approver
):
    waiting, other = StatementFactory.create_batch(2, round=RoundFactory(), text=TEXT)
    made = Redaction.objects.create(statement=waiting, text="Kurz.", made_by=planner)
    client.force_login(approver)

    read = shown(client, statement_address("redaction", waiting))
    refused = client.get(statement_address("redaction", other))
    seen = redaction.state_of(waiting)
    client.post(statement_address("redaction_confirm", waiting), {"seen": seen})
    afterwards = client.get(statement_address("redaction", waiting))

    made.refresh_from_db()
    assert "Hedwig Kern" in read
    assert made.confirmed_by == approver
    assert [refused.url, afterwards.url] == [reverse("wagtailadmin_home")] * 2


# Groups


def test_bp20_suggestion_becomes_a_group_by_a_person(client, planner):
    plan = RoundFactory().plan
    here = {"round": plan.rounds.get(), "text": FORM}
    one, two = StatementFactory.create_batch(2, **here)

    page = shown(client, address("weighing_suggestions", plan.pk))
    client.post(
        address("weighing_group_make", plan.pk),
        {"title": "Schulweg", "nummer": [one.number, two.number]},
    )

    assert FORM[:60] in page
    assert StatementGroup.objects.get().statements.count() == 2


def test_bp20_group_of_50_shows_no_way_to_inspection_and_51_does(client, planner):
    pages = []
    for number in (50, 51):
        group = group_of_persons(number, planner)
        where = [group.plan.pk, group.pk]
        pages.append(
            address("weighing_group_collective", *where)
            in shown(client, address("weighing_group", *where))
        )

    assert pages == [False, True]


def test_bp20_inspection_needs_place_and_hours_on_the_screen(client, planner):
    group = group_of_persons(51, planner)
    where = [group.plan.pk, group.pk]
    here = address("weighing_group_collective", *where)
    rathaus = {"inspection_place": "Rathaus", "inspection_hours": "Mo 9–12"}

    empty = client.post(here, {"inspection_place": "Rathaus"})
    client.post(here, rathaus)
    group.refresh_from_db()
    collective = group.collective
    client.post(address("weighing_group_single", *where))

    group.refresh_from_db()
    assert empty.status_code == 400
    assert (collective, group.collective) == (True, False)


def test_group_is_answered_changed_and_dissolved(client, planner):
    plan = RoundFactory().plan
    one, two, three = StatementFactory.create_batch(3, round=plan.rounds.get())
    chosen = Statement.objects.filter(pk=one.pk)
    group = grouping.make(plan, chosen, title="Schulweg", by=planner)
    where = [plan.pk, group.pk]

    numbers = {"nummern": f"{two.number}, {three.number}; x"}
    client.post(address("weighing_group_put_in", *where), numbers)
    client.post(address("weighing_group_take_out", *where, three.number))
    client.post(
        address("weighing_group_propose", *where), {"text": "Ja.", "result": "followed"}
    )
    answered = Point.objects.filter(proposal="Ja.").count()
    client.post(address("weighing_group_dissolve", *where))

    assert answered == 2
    assert not StatementGroup.objects.exists()
    assert Statement.objects.count() == 3


def test_group_is_made_of_numbers_as_they_are_shown(client, planner):
    plan = RoundFactory().plan
    one, two, _three = StatementFactory.create_batch(3, round=plan.rounds.get())
    form = {"title": "Schulweg", "nummern": f"{one.reference}, {two.number}"}

    client.post(address("weighing_group_make", plan.pk), form)

    assert set(StatementGroup.objects.get().statements.all()) == {one, two}


def test_numbers_that_did_not_get_into_a_group_are_named(client, planner):
    plan = RoundFactory().plan
    one, two = StatementFactory.create_batch(2, round=plan.rounds.get())
    taken = Statement.objects.filter(pk=one.pk)
    grouping.make(plan, taken, title="Schulweg", by=planner)
    form = {"title": "Lärm", "nummern": f"{one.reference}, {two.number}, 9999; x"}

    answer = client.post(address("weighing_group_make", plan.pk), form, follow=True)

    told = [str(message) for message in answer.context["messages"]]
    assert f"{one.reference}, 9999, x." in told[0]
    assert set(StatementGroup.objects.get(title="Lärm").statements.all()) == {two}


def test_list_of_groups_needs_no_more_queries_for_more(client, planner):
    plan = RoundFactory().plan
    here = address("weighing_groups", plan.pk)

    def queries(number):
        for statement in StatementFactory.create_batch(number, round=plan.rounds.get()):
            chosen = Statement.objects.filter(pk=statement.pk)
            grouping.make(plan, chosen, title="Schulweg", by=planner)
        shown(client, here)
        with CaptureQueriesContext(connection) as captured:
            shown(client, here)
        return len(captured)

    assert queries(1) == queries(3) <= 20


def test_desk_leads_to_the_weighing(client, planner):
    plan = PointFactory().statement.plan

    assert address("weighing", plan.pk) in shown(client, address("plan", plan.pk))

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from home import roles
from home.models import AuditEntry, Notice
from participation.planning import deadlines, notices, readiness, round_days, rounds
from participation.planning.models import (
    Appearance,
    ClosingDay,
    PortalEntry,
    PublicNotice,
    Round,
)
from tests.factories.home import UserFactory
from tests.factories.planning import PlanFactory, RoundFactory, StatementFactory
from tests.participation.planning.rounds import (
    NOW,
    START,
    add_access,
    add_documents,
    add_notice,
    approved_round,
    approver,
    complete_round,
    new_round,
    planner,
)

pytestmark = pytest.mark.django_db


def words(round):
    return {item.words for item in readiness.needed(round, day=NOW.date())}


def prepared(**fields):
    return rounds.prepare_round(new_round(**fields), start=START, by=planner())


# --- Days -------------------------------------------------------------------


def test_bp02_engine_gives_the_days_and_says_why():
    round = prepared()

    assert (round.first_day, round.last_day) == (START, date(2027, 2, 3))
    assert "§ 3 Abs. 2 Satz 1 BauGB" in round.deadline["sentence"]


def test_bp02_shorter_publication_is_refused():
    with pytest.raises(ValidationError) as refused:
        prepared(last_day=date(2027, 2, 2), shorter_because="Es eilt.")

    assert set(refused.value.message_dict) == {"last_day"}
    assert not Round.objects.exists()


def test_bp02_longer_publication_is_fine():
    assert prepared(last_day=date(2027, 2, 26)).last_day == date(2027, 2, 26)


def test_bp23_renewed_round_may_be_shorter_with_a_reason():
    plan = RoundFactory(number=1).plan
    short = {"plan": plan, "rule": "4a-3", "last_day": date(2027, 1, 18)}

    with pytest.raises(ValidationError) as refused:
        prepared(**short)

    assert set(refused.value.message_dict) == {"shorter_because"}
    assert prepared(**short, shorter_because="Nur eine Baugrenze.").last_day == (
        date(2027, 1, 18)
    )


@pytest.mark.parametrize("rule", ["3-2", "4-2"])
@pytest.mark.parametrize("decision", [True, False], ids=["yes", "no"])
def test_bp03_decision_needs_its_reason_either_way(rule, decision):
    given = {"rule": rule, "important_reason": decision, "last_day": date(2027, 3, 1)}

    with pytest.raises(ValidationError) as refused:
        prepared(**given, important_reason_text=" ")

    assert set(refused.value.message_dict) == {"important_reason_text"}
    assert prepared(**given, important_reason_text="Weil.").pk


def test_bp03_no_decision_is_refused():
    with pytest.raises(ValidationError) as refused:
        prepared(important_reason=None)

    assert set(refused.value.message_dict) == {"important_reason"}


def test_bp03_important_reason_without_a_longer_period_is_refused():
    with pytest.raises(ValidationError) as refused:
        prepared(important_reason=True, important_reason_text="Weihnachten.")

    assert set(refused.value.message_dict) == {"last_day"}


def test_bp24_affected_public_alone_may_get_a_fair_shorter_period():
    plan = PlanFactory(way="13")
    given = {"plan": plan, "rule": "13", "last_day": date(2027, 1, 18)}
    given |= {"shorter_because": "Nur drei Grundstücke sind betroffen."}

    with pytest.raises(ValidationError):
        prepared(**given)

    assert prepared(**given, is_restricted=True).last_day == date(2027, 1, 18)


def test_bp27_inputs_are_pinned_and_compute_the_same_again():
    round = prepared()
    round.refresh_from_db()

    again = deadlines.recompute(round.deadline["inputs"])

    assert round.deadline["rule_set"] == round.plan.rule_set
    assert (again.first_day, again.last_day) == (round.first_day, round.last_day)


def test_bp34_other_procedures_have_their_own_clock():
    plan = PlanFactory(kind="other")
    round = prepared(plan=plan, rule="vwvfg-73")

    assert (round.first_day, round.last_day) == (date(2027, 1, 5), date(2027, 1, 18))


def test_bp34_free_round_lasts_as_long_as_somebody_says():
    with pytest.raises(ValidationError):
        prepared(rule="free")

    assert prepared(rule="free", last_day=date(2027, 1, 13)).last_day == (
        date(2027, 1, 13)
    )


# --- What is there ----------------------------------------------------------


def test_bp01_draft_without_its_parts_is_refused_with_a_list():
    by = planner()
    round = rounds.prepare_round(new_round(), start=START, by=by)

    with pytest.raises(rounds.NotReadyError) as refused:
        rounds.submit_round(round, by=by, at=NOW)

    norms = {item.norm for item in refused.value.missing}
    assert len(refused.value.missing) == 6
    assert norms == {
        "§ 2a BauGB",
        "§ 3 Abs. 2 Satz 1 BauGB",
        "§ 3 Abs. 2 Satz 2 BauGB",
    }


def test_bp01_complete_round_lacks_nothing():
    assert words(complete_round(planner())) == set()


@pytest.mark.parametrize(
    "gone", [0, 1, 2, 3], ids=["draft", "reasons", "report", "sgd"]
)
def test_bp01_each_document_is_asked_for(gone):
    round = complete_round(planner())
    round.published_versions.all()[gone].delete()
    add_notice_again(round)

    assert len(words(round)) == 1


def add_notice_again(round):
    notices.prepare_notice(round.notices.get(), typed={}, by=planner())


def test_bp01_word_that_no_statements_exist_is_enough():
    round = complete_round(planner(), no_environment_statements=True)
    round.published_versions.last().delete()
    add_notice_again(round)

    assert words(round) == set()


@pytest.mark.parametrize("way", ["13", "13a"])
def test_bp24_short_ways_need_no_environmental_report(way):
    by, plan = planner(), PlanFactory(way=way)
    round = rounds.prepare_round(new_round(plan=plan, rule=way), start=START, by=by)
    add_documents(round, [("1030", "Plan", {}), ("1010", "Begründung", {})])
    add_access(round, by)
    add_notice(round, by)

    assert words(round) == set()


def test_bp08_document_added_after_the_notice_was_written_is_found():
    round = complete_round(planner())
    add_documents(round, [("9999", "Verkehrszählung", {})])

    assert [item for item in words(round) if "Verkehrszählung" in item]


def test_bp09_round_without_other_access_is_stopped():
    round = complete_round(planner())
    rounds.remove_access(round.other_accesses.get(), by=planner())

    assert {"§ 3 Abs. 2 Satz 2 BauGB", "§ 3 Abs. 2 Satz 4 BauGB Nr. 4"} == {
        item.norm for item in readiness.needed(round, day=NOW.date())
    }


def test_bp09_closing_days_within_the_period_warn_and_stop_nothing():
    round = complete_round(planner())
    ClosingDay.objects.create(day=date(2027, 1, 8), reason="Betriebsausflug")
    ClosingDay.objects.create(day=date(2027, 3, 8), reason="Umzug")

    found = readiness.missing(round, day=NOW.date())

    assert [row.reason for row in round_days.closing_days(round)] == ["Betriebsausflug"]
    assert [item.needed for item in found] == [False]


def test_bp09_start_on_a_day_off_is_warned_of():
    round = rounds.prepare_round(new_round(), start=date(2027, 1, 3), by=planner())

    found = readiness.missing(round, day=NOW.date())

    assert [item for item in found if not item.needed]


def test_bp22_early_round_needs_discussion_youth_and_a_notice():
    by = planner()
    round = rounds.prepare_round(new_round(rule="3-1"), start=START, by=by)

    assert len(words(round)) == 3

    round.discussion, round.youth = "Bürgerversammlung", "Werkstatt"
    rounds.prepare_round(round, start=START, by=by)
    told = {"aims": "Wohnungen", "solutions": "Keine", "effects": "Verkehr"}
    add_notice(round, by, kind=PublicNotice.Kind.EARLY, **told)
    assert words(round) == set()


@pytest.mark.parametrize(
    ("kind", "waiver", "because", "is_fine"),
    [
        ("bplan", "minor", "Drei Garagen.", True),
        ("bplan", "earlier", "Rahmenplan 2025.", True),
        ("fnp", "earlier", "Rahmenplan 2025.", True),
        ("fnp", "minor", "Drei Garagen.", False),
        ("bplan", "minor", "", False),
    ],
)
def test_bp22_going_without_needs_one_of_two_grounds(kind, waiver, because, is_fine):
    plan = PlanFactory(kind=kind)
    round = new_round(plan=plan, rule="3-1", waiver=waiver, waiver_because=because)

    if is_fine:
        rounds.prepare_round(round, start=None, by=planner())
        assert round.first_day is None
    else:
        with pytest.raises(rounds.NotReadyError):
            rounds.prepare_round(round, start=None, by=planner())


def test_bp22_no_other_round_can_be_waived():
    round = new_round(rule="3-2", waiver="earlier", waiver_because="Rahmenplan.")

    with pytest.raises(rounds.NotReadyError):
        rounds.prepare_round(round, start=None, by=planner())


def test_bp23_renewed_rounds_count_on():
    plan, by = RoundFactory(rule="3-2", number=1).plan, planner()
    late = date(2027, 3, 1)

    first = rounds.prepare_round(
        new_round(plan=plan, rule="4a-3-limited", shorter_because="Wenig."),
        start=START,
        by=by,
    )
    second = rounds.prepare_round(new_round(plan=plan, rule="4a-3"), start=late, by=by)

    assert [first.key, second.key] == ["4a-3-limited-2", "4a-3-3"]
    assert first.is_limited


def test_bp23_renewed_round_needs_changes_and_a_reason_for_asking_some():
    plan = RoundFactory(rule="3-2", number=1).plan
    round = prepared(plan=plan, rule="4a-3", is_restricted=True)

    assert {
        "§ 4a Abs. 3 Satz 2 BauGB",
        "§ 4a Abs. 3 Satz 4 BauGB",
    } <= {item.norm for item in readiness.needed(round, day=NOW.date())}


def test_bp22_early_round_without_documents_is_worth_a_look():
    found = readiness.missing(prepared(rule="3-1"), day=NOW.date())

    assert ("§ 3 Abs. 1 BauGB", False) in {(item.norm, item.needed) for item in found}


def test_bp23_first_round_renews_nothing():
    round = prepared(rule="4a-3", changes="Alles.")

    norms = [item.norm for item in readiness.needed(round, day=NOW.date())]
    assert "§ 4a Abs. 3 Satz 1 BauGB" in norms


# --- Four eyes --------------------------------------------------------------

PEOPLE = {
    "citizen": [],
    "planner": [roles.PARTICIPATION_PLANNERS],
    "approver": [roles.PARTICIPATION_APPROVERS],
    "both": [roles.PARTICIPATION_PLANNERS, roles.PARTICIPATION_APPROVERS],
    "office": [roles.PLANNING_OFFICE],
    "editor": [roles.PARTICIPATION_EDITORS],
}
ACTS = {
    "prepare": lambda row, by: rounds.prepare_round(row, start=START, by=by),
    "submit": lambda row, by: rounds.submit_round(row, by=by, at=NOW),
    "approve": lambda row, by: rounds.approve_round(row, by=by, at=NOW),
    "send_back": lambda row, by: rounds.send_back(row, by=by, because="Bitte prüfen."),
    "take_back": lambda row, by: rounds.take_back(row, by=by, because="Termin."),
}
PLANNERS, APPROVERS = {"planner", "both"}, {"approver", "both"}
# act × moment → who succeeds; whoever lacks the right gets PermissionDenied.
MAY = {
    ("prepare", "draft"): (PLANNERS, PLANNERS),
    ("prepare", "submitted"): (PLANNERS, PLANNERS),
    ("prepare", "approved"): (PLANNERS, set()),
    ("submit", "draft"): (PLANNERS, PLANNERS),
    ("submit", "submitted"): (PLANNERS, PLANNERS),
    ("submit", "approved"): (PLANNERS, set()),
    ("approve", "draft"): (APPROVERS, set()),
    ("approve", "submitted"): (APPROVERS, APPROVERS),
    ("approve", "approved"): (APPROVERS, APPROVERS),  # twice is once
    ("send_back", "draft"): (APPROVERS, set()),
    ("send_back", "submitted"): (APPROVERS, APPROVERS),
    ("send_back", "approved"): (APPROVERS, set()),
    ("take_back", "draft"): (PLANNERS | APPROVERS, set()),
    ("take_back", "submitted"): (PLANNERS | APPROVERS, set()),
    ("take_back", "approved"): (PLANNERS | APPROVERS, PLANNERS | APPROVERS),
}


def at_moment(moment):
    by = planner()
    round = complete_round(by)
    if moment != "draft":
        rounds.submit_round(round, by=by, at=NOW)
    if moment == "approved":
        rounds.approve_round(round, by=approver(), at=NOW)
    return Round.objects.get(pk=round.pk)


@pytest.mark.parametrize(("act", "moment"), MAY, ids="-".join)
@pytest.mark.parametrize("person", PEOPLE)
def test_bp01_who_may_do_what_when(person, act, moment):
    allowed, succeeds = MAY[act, moment]
    round, by = at_moment(moment), UserFactory(roles=PEOPLE[person])
    error = PermissionDenied if person not in allowed else ValidationError

    if person in succeeds:
        ACTS[act](round, by)
    else:
        with pytest.raises(error):
            ACTS[act](round, by)


def test_bp29_nobody_approves_what_they_prepared():
    by = UserFactory(roles=PEOPLE["both"])
    round = complete_round(by)
    rounds.submit_round(round, by=by, at=NOW)

    with pytest.raises(PermissionDenied):
        rounds.approve_round(round, by=by, at=NOW)


def test_bp29_nobody_approves_a_round_whose_notice_they_wrote():
    both, by = UserFactory(roles=PEOPLE["both"]), planner()
    round = complete_round(by)
    notices.prepare_notice(round.notices.get(), typed={}, by=both)
    rounds.submit_round(round, by=by, at=NOW)

    with pytest.raises(PermissionDenied):
        rounds.approve_round(round, by=both, at=NOW)


def test_approval_lets_out_the_round_and_its_notice_at_once():
    round = approved_round()
    notice = round.notices.get()

    assert list(Round.objects.published()) == [round]
    assert notice.approved_by == round.approved_by
    assert notice.warns_of_lateness
    actions = AuditEntry.objects.order_by("number").values_list("action", flat=True)
    assert list(actions)[-4:] == [
        "planning.notice",
        "planning.submit",
        "planning.notice_approve",
        "planning.approve",
    ]


def test_whatever_changes_after_submitting_is_submitted_anew():
    round = at_moment("submitted")

    add_access(round, planner())

    with pytest.raises(ValidationError):
        rounds.approve_round(round, by=approver(), at=NOW)


def test_bp01_what_got_lost_between_submission_and_approval_stops_it():
    round = at_moment("submitted")
    round.published_versions.first().delete()

    with pytest.raises(rounds.NotReadyError):
        rounds.approve_round(round, by=approver(), at=NOW)


def test_sent_back_round_tells_its_planner_why():
    round = at_moment("submitted")

    rounds.send_back(round, by=approver(), because="Die Karte fehlt.")

    told = Notice.objects.get(recipient=round.prepared_by)
    assert told.text == "Die Karte fehlt."
    assert AuditEntry.objects.latest("number").reason == "Die Karte fehlt."


def test_approved_wording_and_access_stand():
    round = approved_round()

    with pytest.raises(ValidationError):
        notices.prepare_notice(round.notices.get(), typed={}, by=planner())
    with pytest.raises(ValidationError):
        add_access(round, planner())


@pytest.mark.parametrize("what", ["appearance", "statement"])
def test_round_that_had_effects_is_not_taken_back(what):
    round = approved_round()
    if what == "statement":
        StatementFactory(round=round)
    else:
        appear(round, date(2026, 11, 30))

    with pytest.raises(ValidationError):
        rounds.take_back(round, by=planner(), because="Termin.")


# --- Appearing --------------------------------------------------------------


def appear(round, day, at=NOW, **fields):
    appearance = Appearance(
        medium="gazette", name="Amtsblatt", appeared_on=day, **fields
    )
    return notices.record_appearance(
        round.notices.get(), appearance, by=planner(), at=at
    )


@pytest.mark.parametrize("days", [0, 1, 30], ids=["first day", "next day", "later"])
def test_bp04_notice_on_the_first_day_or_later_is_refused(days):
    round = approved_round()
    day = START + timedelta(days=days)

    with pytest.raises(ValidationError) as refused:
        appear(round, day, at=NOW + timedelta(days=90))

    assert set(refused.value.message_dict) == {"appeared_on"}


def test_bp04_notice_on_the_day_before_is_in_time():
    round = approved_round()

    appear(round, START - timedelta(days=1), at=NOW + timedelta(days=90))

    assert round.notices.get().appearances.count() == 1


def test_bp04_round_that_would_have_begun_cannot_be_approved():
    by = planner()
    round = complete_round(by)

    with pytest.raises(rounds.NotReadyError):
        rounds.submit_round(round, by=by, at=NOW + timedelta(days=34))


def test_bp05_last_medium_counts_and_the_next_day_is_the_earliest():
    round = approved_round()
    appear(round, date(2026, 11, 26))
    appear(round, date(2026, 11, 30))

    effected = notices.effected_on(round.notices.get().appearances.all())

    assert effected == date(2026, 11, 30)
    assert deadlines.earliest_start(effected) == date(2026, 12, 1)


def test_bp05_appearance_in_the_future_is_refused():
    round = approved_round()

    with pytest.raises(ValidationError):
        appear(round, date(2026, 12, 2))


def test_bp05_only_approved_notices_appear():
    with pytest.raises(ValidationError):
        appear(complete_round(planner()), date(2026, 11, 30))


def test_notice_that_stands_alone_is_approved_by_itself():
    plan, by = PlanFactory(), planner()
    notice = PublicNotice(plan=plan, kind=PublicNotice.Kind.DRAWING_UP)
    notices.prepare_notice(notice, typed={"decided_on": "2026-05-20"}, by=by)

    with pytest.raises(PermissionDenied):
        notices.approve_notice(notice, by=by, at=NOW)

    assert notices.approve_notice(notice, by=approver(), at=NOW).approved_at == NOW


def test_bp10_portal_is_recorded_with_who_looked():
    round, by = approved_round(), planner()
    entry = PortalEntry(
        round=round,
        portal="geoportal",
        link="https://www.geoportal.rlp.de/1",
        entered_on=date(2026, 12, 2),
    )

    assert rounds.record_portal(entry, by=by).entered_by == by


def test_bp25_telling_the_neighbour_state_is_recorded():
    notice = approved_round(plan=PlanFactory(is_cross_border=True)).notices.get()

    notices.record_abroad(notice, on=date(2026, 12, 2), by=planner())

    notice.refresh_from_db()
    assert notice.fields["abroad_told_on"] == "2026-12-02"
    assert "grenzüberschreitende Beteiligung" in notice.text

"""Who moves next, as a page: conditions of the record become turns, waits, deadlocks and a picture."""

import datetime as dt
import re

import pytest
from django.core.management import call_command

from deals import models as d
from deals.gathering import facts_of
from deals.querysets import AsOf
from deals.spans import Period
from deals.statuses import lay
from deals.turns import turns_of

from . import pageworld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
D = dt.date
PAGE = "/deals/test-deal/next/"


@pytest.fixture
def world():
    return pageworld.build()


TODAY = D(2026, 11, 24)


def turns(world, on=TODAY, known=None):
    return turns_of(facts_of(world.deal, AsOf(on, known)))


def moving(found):
    return {move.step.key[1]: move for move in found.answer.moves}


def waiting(found):
    return [one.step.key[1] for one in found.answer.waiting]


def kept(world, commitment, day):
    d.Status.objects.filter(commitment=commitment, aspect="verification").delete()
    d.Status.objects.create(
        commitment=commitment,
        aspect="verification",
        status="kept",
        effective=pageworld.period(day),
        **pageworld.on_record(public_since=day),
    )


def test_once_they_deliver_we_lift_makes_the_deliverer_move(world):
    found = turns(world)
    assert world.review.pk in moving(found) and world.lift.pk in waiting(found)
    assert found.answer.deadlocks == ()
    box = {box.href: box for box in found.picture.boxes}
    assert box[world.review.get_absolute_url()].standing == "moves"
    assert box[world.lift.get_absolute_url()].standing == "waits"
    assert box[world.review.get_absolute_url()].x < box[world.lift.get_absolute_url()].x


def test_delivered_makes_the_lifting_due_with_a_clock(client, world):
    kept(world, world.review, D(2026, 11, 4))
    assert moving(turns(world))[world.lift.pk].since == D(2026, 11, 4)
    text = client.get(PAGE).content.decode()
    assert "its clock runs since" in text and "20 days ago" in text


def test_a_later_doing_is_not_yet_done_on_an_earlier_day(world):
    kept(world, world.review, D(2026, 11, 4))
    assert world.lift.pk in waiting(turns(world, on=D(2026, 11, 3)))


def test_the_reverse_condition_makes_a_deadlock_that_the_page_names(client, world):
    d.Condition.objects.create(
        commitment=world.review,
        needs_commitment=world.lift,
        relation="if",
        wording="if they lift first",
        **pageworld.on_record(public_since=D(2025, 7, 1)),
    )
    found = turns(world)
    assert found.answer.deadlocks == ((("commitment", world.review.pk), ("commitment", world.lift.pk)),)
    assert sum(line.is_deadlock for line in found.picture.lines) == 2
    text = client.get(PAGE).content.decode()
    assert "Deadlocks" in text and "waits for, and is waited for by," in text
    assert "1 deadlock" in text
    # As known before the second condition was public there was none.
    assert "Deadlocks" not in client.get(PAGE + "?known=2025-06-30&on=2025-06-30").content.decode()


def test_the_same_step_by_both_sides_is_no_deadlock(world):
    for one, other in ((world.cut, world.review), (world.review, world.cut)):
        d.Condition.objects.create(
            commitment=one,
            needs_commitment=other,
            relation="mutual",
            wording="the same step",
            **pageworld.on_record(public_since=D(2025, 7, 1)),
        )
    assert turns(world).answer.deadlocks == ()


def test_an_outside_condition_holds_a_step_back_until_an_event_meets_it(world):
    condition = d.Condition.objects.create(
        commitment=world.review,
        needs_words="a made-up outside event",
        relation="if",
        wording="subject to it",
        **pageworld.on_record(public_since=D(2025, 7, 1)),
    )
    assert world.review.pk in waiting(turns(world))
    assert any("made-up outside" in " ".join(box.lines) for box in turns(world).picture.boxes)
    condition.met_by = world.answer
    condition.save()
    assert world.review.pk in moving(turns(world))


def test_an_outside_condition_that_is_met_late_starts_the_clock_on_that_day(client, world):
    condition = outside(world, world.review, "a made-up outside event")
    condition.met_by = world.answer
    condition.save()
    day = world.answer.occurred_latest
    assert moving(turns(world))[world.review.pk].since == day
    assert world.review.pk in waiting(turns(world, on=day - dt.timedelta(days=1)))
    assert "its clock runs since" in client.get(PAGE).content.decode()


def test_the_same_outside_condition_of_two_steps_is_one_box(world):
    outside(world, world.review, "domestic  procedures")
    outside(world, world.cut, "Domestic procedures")
    outside(world, world.cut, "a vote")
    picture = turns(world).picture
    boxes = [box.label.casefold() for box in picture.boxes if box.standing == "outside"]
    assert sorted(" ".join(label.split()) for label in boxes) == [
        "a vote",
        "domestic procedures",
        "the other side withdraws its rule",
    ]
    assert len(picture.lines) == len(turns(world).ties)


def test_a_line_past_a_column_runs_below_the_boxes_and_inside_the_picture(world):
    for step in (world.review, world.lift):  # lift waits for review already: it stands a column further
        outside(world, step, "domestic procedures")
    picture = turns(world).picture
    (long,) = [line for line in picture.lines if "V" in line.path]
    low = int(long.path.split("V")[1].partition("H")[0])
    assert all(not box.y < low < box.y + 62 for box in picture.boxes)
    assert low < picture.height


def test_what_waits_for_a_promise_that_ran_out_undone_goes_on_waiting(client, world):
    d.Status.objects.create(
        commitment=world.review,
        status="in_force",
        effective=pageworld.period(D(2025, 7, 1), D(2026, 7, 1)),
        runs_out=True,
        **pageworld.on_record(public_since=D(2025, 7, 1)),
    )
    found = turns(world)
    assert world.review in [turn.record for turn in found.over]
    assert world.lift.pk in waiting(found)
    assert "no longer owed by its terms, and not done" in client.get(PAGE).content.decode()


def test_a_measure_whose_suspension_ran_out_is_open_again(world):
    d.Condition.objects.create(
        commitment=world.review,
        needs_countermeasure=world.control,
        relation="once",
        wording="once the controls are lifted",
        **pageworld.on_record(public_since=D(2025, 7, 1)),
    )
    period = Period("suspended", D(2025, 11, 10), D(2026, 11, 10), runs_out=True)
    lay(world.control, [period], public_since=D(2025, 11, 7))
    key = ("countermeasure", world.control.pk)
    assert turns(world, on=D(2026, 11, 10)).turns[key].step.is_done
    found = turns(world, on=D(2026, 11, 24))
    assert not found.turns[key].step.is_done
    assert key in [move.step.key for move in found.answer.moves]
    assert world.review.pk in waiting(found)


def outside(world, commitment, words):
    return d.Condition.objects.create(
        commitment=commitment,
        needs_words=words,
        relation="if",
        wording=f"subject to {words}",
        **pageworld.on_record(public_since=D(2025, 7, 1)),
    )


def test_what_ran_out_is_nobodys_turn(world):
    d.Status.objects.create(
        commitment=world.lift,
        status="in_force",
        effective=pageworld.period(D(2025, 7, 1), D(2026, 7, 1)),
        runs_out=True,
        **pageworld.on_record(public_since=D(2025, 7, 1)),
    )
    found = turns(world)
    assert world.lift in [turn.record for turn in found.over]
    assert world.lift.pk not in {**moving(found), **dict.fromkeys(waiting(found))}


def test_a_condition_of_an_unpublished_commitment_is_not_told(client, world):
    d.Condition.objects.create(
        commitment=world.cut,
        needs_commitment=world.hidden,
        relation="once",
        wording="HIDDENWORD condition",
        **pageworld.on_record(public_since=D(2025, 7, 1)),
    )
    assert "HIDDENWORD" not in client.get(PAGE).content.decode()


def test_a_deal_without_conditions_has_a_page_without_a_picture(client, world):
    text = client.get("/deals/other-deal/next/").content.decode()
    assert "tg__plot" not in text and "Nobody’s" in text


def test_the_seed_article_on_the_day_after_it(client):
    """28 June 2025: China is to approve first, and the United States waits for it, in Lutnick's words."""
    call_command("loadreference", verbosity=0)
    text = client.get("/deals/us-china-rare-earths/next/?on=2025-06-28&known=2025-06-28").content.decode()
    turn = text[text.index('id="turns-title"') : text.index('id="waiting-title"')]
    waits = text[text.index('id="waiting-title"') :]
    assert "Review and approve export applications" in turn
    assert "Remove the restrictive measures" in waits.split('id="done-title"')[0]
    assert "after China delivers rare earths, according to Lutnick" in waits


def test_a_promise_for_a_time_is_nobodys_turn_after_its_last_day(world, client):
    d.CommitmentTerms.objects.filter(commitment=world.review).update(
        due_on=D(2026, 11, 10), due_precision="day", due_wording="until 10 November 2026"
    )
    assert world.review.pk in moving(turns(world, D(2026, 11, 10)))
    found = turns(world, D(2026, 11, 11))
    assert world.review.pk not in moving(found)
    assert [turn.record.pk for turn in found.over] == [world.review.pk]
    assert "Its time ran out on 10 November 2026" in client.get(PAGE + "?on=2026-11-11").content.decode()
    # What waits for it goes on waiting: that it is owed no longer does not make it done.
    assert world.lift.pk in waiting(found)


def test_a_promise_due_by_a_day_is_still_owed_after_it(world, client):
    d.CommitmentTerms.objects.filter(commitment=world.review).update(
        due_on=D(2026, 11, 10), due_precision="day", due_wording="by 10 November 2026"
    )
    found = turns(world, D(2026, 11, 20))
    assert world.review.pk in moving(found)
    page = client.get(PAGE + "?on=2026-11-20").content.decode()
    assert re.search(r"due <?[^(]*10[^(]*\(10 days ago\)", page), page[page.find("due") - 50 :][:400]
    assert "midnight in Beijing: 10 November, 16:00 UTC" in page


def test_what_was_kept_is_done_also_when_its_time_is_over():
    call_command("loadreference", verbosity=0)
    deal = d.Deal.objects.get(slug="us-china-rare-earths")
    found = turns_of(facts_of(deal, AsOf(D(2026, 11, 20))))
    exclusions = d.Commitment.objects.get(deal=deal, terms__text_en__contains="Section 301 exclusions").pk
    assert exclusions in [step.key[1] for step in found.answer.done]
    before = turns_of(facts_of(deal, AsOf(D(2025, 11, 20))))
    assert exclusions in moving(before)

"""The scheduler goes on when the clock is set back, and when its file is damaged."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine

from tradetracker.beat import SteadyScheduler
from tradetracker.celery import app

CHECKOUT = Path(__file__).resolve().parents[1]
NOW = dt.datetime(2026, 11, 28, 12, 0, tzinfo=dt.UTC)


class Sent(SteadyScheduler):
    """Remembers what it would have sent."""

    def apply_async(self, entry, producer=None, advance=True, **kwargs):
        self.sent.append(entry.name)

    @property
    def producer(self):
        return None


def scheduler(folder: Path) -> Sent:
    made = Sent(app, schedule_filename=str(folder / "schedule"))
    made.sent = []
    return made


def run(one: Sent) -> tuple[list[str], float]:
    """Tick until nothing is due; return what was sent and the seconds until something is."""
    one.sent.clear()
    while not (wait := one.tick()):
        pass
    return list(one.sent), wait


def test_it_is_the_one_that_is_started() -> None:
    assert app.conf.beat_scheduler == "tradetracker.beat:SteadyScheduler"


def test_a_clock_that_is_set_back_stops_nothing(tmp_path: Path) -> None:
    with time_machine.travel(NOW + dt.timedelta(hours=10), tick=False) as clock:
        one = scheduler(tmp_path)
        run(one)
        clock.shift(61)
        assert "poll-due-feeds" in run(one)[0]
        assert run(one)[0] == []
        clock.shift(dt.timedelta(hours=-10))
        sent, wait = run(one)
        assert sent.count("poll-due-feeds") == 1
        assert 0 < wait <= 60
        assert run(one)[0] == []
        clock.shift(61)
        assert run(one)[0].count("poll-due-feeds") == 1


def test_what_it_wrote_under_a_wrong_clock_does_not_hold_up_the_next_start(tmp_path: Path) -> None:
    with time_machine.travel(NOW + dt.timedelta(days=3), tick=False):
        one = scheduler(tmp_path)
        run(one)
        one.close()
    with time_machine.travel(NOW, tick=False):
        two = scheduler(tmp_path)
        assert "poll-due-feeds" in run(two)[0]
        assert run(two)[1] <= 60
        two.close()


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b"\x00" * len(b), lambda b: b[: len(b) // 2]])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, damage) -> None:
    """The real process, as it is left by a power cut: without this it ended with every start."""
    one = scheduler(tmp_path)
    one.close()
    files = [path for path in tmp_path.iterdir() if path.suffix not in (".dir", ".bak")]
    assert files
    for path in files:
        path.write_bytes(damage(path.read_bytes()))
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "tradetracker",
        "beat",
        "--pidfile=",
        "--loglevel",
        "INFO",
    ]
    with subprocess.Popen(
        [*command, "--schedule", str(tmp_path / "schedule"), "--max-interval", "1"],
        cwd=CHECKOUT,
        env={
            **os.environ,
            "TICK_SECONDS": "1",
            "REDIS_URL": re.sub(r"/\d+$", "/11", os.environ["REDIS_URL"]),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as beat:
        try:
            assert beat.stdout is not None
            said = []
            for line in beat.stdout:
                said.append(line)
                if "Sending due task poll-due-feeds" in line:
                    break
            else:
                pytest.fail("it ended: " + "".join(said[-10:]))
        finally:
            beat.terminate()

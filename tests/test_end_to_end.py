"""The whole house, nothing called by hand: the real scheduler and worker read a feed, an editor accepts in
admin over HTTP, and the statement stands on the public timeline.

Each run has a database and a Redis database of its own, and four processes: web, worker, beat and the
feed's server in this one. The texts here were written for the test; a real statement from beside the project
goes the same way where it is there.
"""

from __future__ import annotations

import http.cookiejar
import os
import re
import secrets
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import lxml.html
import psycopg2
import pytest
import redis

from tests.feedserver import FeedServer
from tradetracker.launch import ports
from tradetracker.launch.processes import ending_with_parent

pytestmark = pytest.mark.e2e
CHECKOUT = Path(__file__).resolve().parents[1]
PATIENCE = 120.0  # seconds until a step counts as lost; it usually takes two or three
DEAL = "/deals/us-china-rare-earths/"
PROMISE = "中方将依法审批符合条件的管制物项出口申请"
STATEMENT = f"""<html lang="zh"><head><meta charset="utf-8"><title>关于出口许可的谈话</title></head><body>
<nav>首页 联系我们</nav><div class="art-con"><p>（为测试而写）有记者问：请介绍有关情况。</p>
<p>答：中美双方就框架细节作了确认。{PROMISE}。双方将继续保持沟通。</p></div>
<footer>版权所有 网站地图</footer></body></html>"""


def wait_for(what: str, found: Callable[[], Any]) -> Any:
    """Return what ``found`` gives as soon as it is neither None nor False; fail, naming ``what``, if never."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        result = found()
        if result is not None and result is not False:
            return result
        time.sleep(0.3)
    pytest.fail(f"waited {PATIENCE:.0f} s in vain for {what}")


class Browser:
    """Pages, forms and cookies over plain HTTP, as somebody without scripts has them."""

    def __init__(self, base: str) -> None:
        self.base = base
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)

    def get(self, path: str) -> lxml.html.HtmlElement:
        """Return the page at ``path``; its ``base_url`` is where it ended up."""
        return self._read(urllib.request.Request(urllib.parse.urljoin(self.base, path)))

    def submit(self, page: lxml.html.HtmlElement, form: str, **values: str) -> lxml.html.HtmlElement:
        """Send the form with this id as the page filled it, but for ``values``; return the next page."""
        found = page.get_element_by_id(form)
        fields = dict(found.form_values()) | values
        address = urllib.parse.urljoin(page.base_url, found.action or "")
        data = urllib.parse.urlencode(fields).encode()
        return self._read(urllib.request.Request(address, data, {"Referer": page.base_url}))

    def _read(self, request: urllib.request.Request) -> lxml.html.HtmlElement:
        with self.opener.open(request, timeout=60) as answer:
            return lxml.html.document_fromstring(answer.read().decode(), base_url=answer.url)


@contextmanager
def database_of_its_own(url: str) -> Iterator[str]:
    """Make an empty UTF-8 database on the server of ``url``; yield its address, drop it afterwards."""
    name = f"e2e_{secrets.token_hex(4)}"
    with ExitStack() as stack:
        connection = psycopg2.connect(url)
        stack.callback(connection.close)
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute("SELECT datcollate, datctype FROM pg_database WHERE datname = current_database()")
        collate, ctype = cursor.fetchone()
        cursor.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE %s LC_CTYPE %s",
            [collate, ctype],
        )
        try:
            yield urllib.parse.urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def ask(env: dict[str, str], question: str) -> list[tuple]:
    """Return the rows that a question of one of these databases gives."""
    connection = psycopg2.connect(env["DATABASE_URL"])
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()
    finally:
        connection.close()


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of the four processes, with a migrated database that holds the reference data."""
    address = urllib.parse.urlsplit(os.environ["REDIS_URL"])
    broker = address._replace(path="/9").geturl()
    with database_of_its_own(os.environ["DATABASE_URL"]) as database:
        redis.Redis.from_url(broker).flushdb()
        made = {
            **os.environ,
            "DATABASE_URL": database,
            "REDIS_URL": broker,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "STATIC_ROOT": str(tmp_path / "static"),
            "FETCH_ALLOW_NETWORKS": "127.0.0.0/8",
            "TICK_SECONDS": "1",
            "DEBUG": "False",
            "PYTHONUNBUFFERED": "1",
        }
        manage(made, "migrate", "--verbosity", "0")
        manage(made, "collectstatic", "--noinput", "--verbosity", "0")
        manage(made, "loadreference", "--verbosity", "0")
        yield made
        redis.Redis.from_url(broker).flushdb()


def manage(env: dict[str, str], *arguments: str, said: str | None = None) -> str:
    """Run one command of Django to its end; return what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=env,
        cwd=CHECKOUT,
        input=said,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def running(env: dict[str, str], folder: Path) -> Iterator[str]:
    """Run web, worker and beat as a server would; yield the site's address. Their logs stay in ``folder``."""
    port = ports.free()
    celery = [sys.executable, "-m", "celery", "-A", "tradetracker"]
    programs = {
        "web": [
            *[sys.executable, "-m", "gunicorn", "tradetracker.wsgi:application", "--no-control-socket"],
            *["--bind", f"127.0.0.1:{port}", "--threads", "4"],
        ],
        "worker": [*celery, "worker", "--loglevel", "INFO", "--without-mingle", "--without-gossip"],
        "beat": [*celery, "beat", "--pidfile=", "--schedule", str(folder / "schedule")],
    }
    processes = []
    try:
        for name, command in programs.items():
            with open(folder / f"{name}.log", "wb") as log:
                processes.append(
                    subprocess.Popen(
                        command,
                        env=env,
                        cwd=CHECKOUT,
                        stdin=subprocess.DEVNULL,
                        stdout=log,
                        stderr=subprocess.STDOUT,
                        start_new_session=True,
                        preexec_fn=ending_with_parent(15),
                    )
                )
        wait_for("the site", lambda: ports.serves_pages(port))
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for name in programs:  # shown by pytest where the test failed
            print(f"--- {name}\n" + (folder / f"{name}.log").read_text(errors="replace")[-4_000:])


def seeds(folder: Path, server: FeedServer) -> Path:
    """Write the list of the two feeds of this test, in the shape of feeds.toml."""
    path = folder / "feeds.toml"
    path.write_text(
        f"""
[[feed]]
slug = "ministry"
name = "Remarks (written for the test)"
publisher = "Ministry of Commerce"
party = "CN"
kind = "html_list"
url = "{server.url("/remarks/")}"
language = "zh"
timezone = "Asia/Shanghai"
is_official = true
poll_minutes = 10
[feed.recipe]
item = "li"
link = "a"
date = "span"
[feed.recipe.page]
body = "div.art-con"

[[feed]]
slug = "paper"
name = "A trade paper"
publisher = "EU Global"
party = ""
kind = "rss"
url = "{server.url("/feed.xml")}"
language = "en"
timezone = "UTC"
is_official = false
poll_minutes = 10
""",
        encoding="utf-8",
    )
    return path


def serve_ministry(server: FeedServer) -> None:
    """Serve a ministry's list with one remark of 27 June 2025, and its page."""
    server.serve(
        "/remarks/",
        '<html><meta charset="utf-8"><ul><li><a href="/remarks/1.html">关于出口许可的谈话</a>'
        "<span>2025-06-27</span></li></ul></html>",
    )
    server.serve("/remarks/1.html", STATEMENT)


def serve_paper(server: FeedServer, article: str) -> None:
    """Serve an article, as a page of paragraphs, behind a feed of one item; without one, an empty feed."""
    item = ""
    if article:
        title, _, body = article.partition("\n")
        paragraphs = "".join(f"<p>{each}</p>" for each in body.split("\n\n") if each.strip())
        server.serve(
            "/article",
            f"<html lang='en'><head><meta charset='utf-8'><title>{title}</title></head>"
            f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>",
        )
        item = (
            f"<item><title>{title}</title><link>{server.url('/article')}</link><guid>article-1</guid></item>"
        )
    server.serve(
        "/feed.xml",
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Paper</title>{item}'
        "</channel></rss>",
        content_type="application/rss+xml",
    )


def queued(browser: Browser, quote: str) -> lxml.html.HtmlElement | None:
    """Walk the queue as an editor does; return the page of the item whose lit words hold ``quote``."""
    page = browser.get("/admin/deals/proposal/queue/")
    for _ in range(100):
        lit = page.xpath('//mark[@id="quote"]')
        if not lit:
            return None
        if quote in re.sub(r"\s+", " ", lit[0].text_content()):
            return page
        onward = page.xpath('//a[@rel="next"]/@href')
        page = browser.get(urllib.parse.urljoin(page.base_url, onward[0]))
    return None


def test_a_statement_comes_from_a_feed_to_the_timeline(env: dict[str, str], tmp_path: Path) -> None:
    corpus = CHECKOUT.parent / "shared" / "corpus"
    articles = sorted(corpus.glob("news_2025-06-27_eu_global*")) if corpus.is_dir() else []
    with FeedServer() as server:
        serve_ministry(server)
        serve_paper(server, articles[0].read_text(encoding="utf-8") if articles else "")
        manage(env, "loadfeeds", "--file", str(seeds(tmp_path, server)))
        password = secrets.token_urlsafe(12)
        manage(env, "createeditor", "ann", "--password-stdin", said=password + "\n")
        with running(env, tmp_path) as site:
            reader, editor = Browser(site), Browser(site)
            assert PROMISE not in reader.get(DEAL).text_content()
            page = editor.get("/admin/login/?next=/admin/")
            page = editor.submit(page, "login-form", username="ann", password=password)
            assert "Log in" not in page.text_content()

            found = wait_for("the ministry's promise in the queue", lambda: queued(editor, PROMISE))
            # Before anybody decides, nothing of it is on the public pages.
            assert PROMISE not in reader.get(DEAL).text_content()
            assert server.hits("/remarks/1.html")
            after = editor.submit(found, "verdict", verdict="accept")
            assert "Nothing was recorded" not in after.text_content(), after.text_content()
            timeline = reader.get(DEAL)
            assert PROMISE in timeline.text_content()
            assert timeline.xpath(f'//*[starts-with(@lang, "zh")][contains(., "{PROMISE}")]')

            if articles:
                said = "take down our countermeasures"
                found = wait_for("the article's promise in the queue", lambda: queued(editor, said))
                after = editor.submit(found, "verdict", verdict="accept")
                assert "Nothing was recorded" not in after.text_content(), after.text_content()
                number = found.get_element_by_id("verdict").action.rstrip("/").split("/")[-2]
                decided = editor.get(f"/admin/deals/proposal/queue/?item={number}")
                (record, *_) = decided.xpath('//p[@class="desk-note"]//a/@href')
                assert said in reader.get(record).text_content()

            # The sources' page says that both were looked at.
            health = reader.get("/sources/").text_content()
            assert "Remarks (written for the test)" in health

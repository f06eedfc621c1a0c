"""A real installation for the journeys: its own database, a web server, a worker and a schedule as processes."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit, urlunsplit
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import psycopg
import redis

from tests.architecture import ROOT

PASSWORD = "correct horse battery staple"
PEOPLE = """
from accounts.models import Organisation, Post, User
from datetime import date
operator = Organisation.objects.create(name="Association des Tilleuls", kind="operator", territory="77")
state = Organisation.objects.create(name="Préfecture 77", kind="state", territory="77")
for email, role, home in [
    ("worker@tilleuls.example", "social_worker", operator), ("coordinator@tilleuls.example", "coordinator", operator),
    ("administrator@tilleuls.example", "administrator", operator), ("reader@prefecture.example", "state_reader", state),
]:
    User.objects.create_user(email, password="THE-PASSWORD", full_name=email.split("@")[0].title(), role=role, organisation=home)
Post.objects.create(organisation=operator, function="social_worker", share=1, since=date(2024, 1, 1))
""".replace("THE-PASSWORD", PASSWORD)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def renamed(address: str, database: str) -> str:
    """The same server, another database."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"/{database}"))


class Visitor:
    """Someone signed in on an installation, without a browser: reads pages and sends forms."""

    def __init__(self, address: str, email: str) -> None:
        self.address, self.cookies = address, CookieJar()
        self.window = build_opener(HTTPCookieProcessor(self.cookies))
        self.read("/sign-in/login/")
        self.send("/sign-in/login/", login=email, password=PASSWORD)

    def read(self, path: str) -> str:
        with self.window.open(self.address + path, timeout=60) as answer:
            return answer.read().decode()

    def send(self, path: str, **fields: str) -> str:
        """Send a form and give the path of the page it leads to."""
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        form = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        with self.window.open(self.address + path, form, timeout=60) as answer:
            return urlsplit(answer.url).path

    def send_at_once(self, path: str, times: int = 2, **fields: str) -> list[str]:
        """The same form sent several times at the same instant: a double click."""
        with ThreadPoolExecutor(times) as clicks:
            return list(clicks.map(lambda _: self.send(path, **fields), range(times)))


@dataclass
class Installation:
    """Processes and data of one installation; `stop()` ends what it started, by its own ids."""

    folder: Path
    name: str
    extra: dict[str, str] = field(default_factory=dict)
    # Two journeys at the same time use two broker databases.
    redis_database: int = 10
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "COV"))}
        self.environment = kept | {"ANCRAGE_VAR": str(self.folder), "DJANGO_SETTINGS_MODULE": "config.settings"} | self.extra
        if server := os.environ.get("DATABASE_URL"):
            self.environment["DATABASE_URL"] = renamed(server, self.name)
            self.environment["REDIS_URL"] = self.environment["CELERY_BROKER_URL"] = renamed(
                os.environ["REDIS_URL"], str(self.redis_database)
            )
            with psycopg.connect(server, autocommit=True) as admin:
                admin.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
                admin.execute(f'CREATE DATABASE "{self.name}"')
        else:
            for name in ("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL"):
                self.environment.pop(name, None)

    def manage(self, *arguments: str) -> str:
        """Run a management command to its end and give what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def shell(self, code: str) -> str:
        return self.manage("shell", "-v0", "-c", code)

    def prepare(self, people: bool = True) -> None:
        self.manage("migrate", "-v0")
        self.manage("collectstatic", "-v0", "--noinput")
        if people:
            self.shell(PEOPLE)

    def start_web(self) -> None:
        web = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}", "--threads", "4", "--log-level", "warning"]
        self._start("web", web)
        self.wait(lambda: self.answers("/sign-in/login/"), "the web server answers")

    def start_worker(self, beat: bool = True) -> None:
        schedule = ["-B", "--schedule", str(self.folder / "schedule")] if beat else []
        worker = ["-m", "celery", "-A", "config", "worker", "--concurrency", "1", "--loglevel", "WARNING", *schedule]
        self._start("worker", worker)

    def sign_in(self, email: str) -> Visitor:
        """Someone of PEOPLE, signed in on the web server."""
        return Visitor(self.address, email)

    def wipe_broker(self) -> None:
        """Lose all the messages, as a flush or a lost disk would: message folders, or the Redis database of journeys."""
        if address := self.environment.get("CELERY_BROKER_URL"):
            assert urlsplit(address).path == f"/{self.redis_database}", "Only the database of this journey is wiped."
            with redis.Redis.from_url(address) as server:
                server.flushdb()
        else:
            shutil.rmtree(self.folder / "broker", ignore_errors=True)

    def kill(self, name: str) -> None:
        """kill -9, the process and its children."""
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.processes.values():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for name in list(self.processes):
            with suppress(subprocess.TimeoutExpired):
                self.processes[name].wait(timeout=8)
            self.kill(name)
        if server := os.environ.get("DATABASE_URL"):
            with psycopg.connect(server, autocommit=True) as admin:
                admin.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        shutil.rmtree(self.folder, ignore_errors=True)

    def answers(self, path: str) -> bool:
        with suppress(URLError, OSError), urlopen(self.address + path, timeout=3) as answer:
            return answer.status == 200
        return False

    def wait(self, until, what: str, seconds: float = 60) -> None:
        """Ask until it holds; the failure says what was awaited and what the processes printed."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if until():
                return
            for name, process in self.processes.items():
                assert process.poll() is None, f"The {name} stopped: {self.log(name)}"
            time.sleep(0.3)
        raise AssertionError(f"Waited {seconds} s: {what}. " + " ".join(self.log(name) for name in self.processes))

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()[-3000:]

    def _start(self, name: str, arguments: list[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *arguments], cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

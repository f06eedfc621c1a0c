"""The demo: everything embedded, started together and stopped together."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

PATIENCE = 60
GRACE = 10
# What --fresh throws away, inside the demo's own folder only.
DEMO_FILES = ("ancrage.sqlite3*", "broker", "cache", "mail", "celerybeat-schedule*")


class Stopped(Exception):
    """Ctrl-C or SIGTERM."""


class Command(BaseCommand):
    help = "Start the demo: data, web server, worker and schedule; Ctrl-C stops them all."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fresh", action="store_true", help="throw the demo's data away first")

    def handle(self, *args, port: int, fresh: bool, **options) -> None:
        if not settings.DEMO:
            raise CommandError("The demo does not start with ANCRAGE_ENV=production.")
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _stop)
        started: list[tuple[str, subprocess.Popen]] = []
        try:
            self.prepare(fresh)
            for name, command in _commands(port):
                started.append((name, _start(command, port)))
            self.wait_until_ready(port, started)
            self.welcome(port)
            _watch(started)
        except Stopped:
            self.stdout.write("\nStopping.")
        finally:
            _stop_all([process for _, process in started])
        self.stdout.write("Stopped: nothing is left running. The data are kept for the next start.")

    def prepare(self, fresh: bool) -> None:
        """Migrate, make the invented data once, gather static files."""
        if fresh:
            _throw_away()
            for name in ("messages", "control", "processed"):
                (settings.BROKER_DIR / name).mkdir(parents=True, exist_ok=True)
        self.stdout.write("Preparing the data.")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("demo_data", if_empty=True, verbosity=1)
        call_command("demo_reports", verbosity=1)
        call_command("collectstatic", verbosity=0, interactive=False)

    def wait_until_ready(self, port: int, started) -> None:
        """Wait for the web server to answer; say which process died if one does."""
        self.stdout.write("Starting the web server, the worker and the schedule.")
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            _fail_if_one_died(started)
            with suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{port}/sign-in/login/", timeout=2):
                return
            time.sleep(0.2)
        raise CommandError(f"The web server did not answer within {PATIENCE} seconds.")

    def welcome(self, port: int) -> None:
        """Print the address and the accounts."""
        # A passkey refuses a bare number: the name is printed.
        self.stdout.write(self.style.SUCCESS(f"\nAncrage is ready: http://localhost:{port}/"))
        call_command("demo_accounts")
        self.stdout.write(f"What the three processes print is kept in {settings.VAR_DIR / 'demo.log'}.")
        self.stdout.write("All data are invented. The second factor is off in the demo. Ctrl-C stops everything.\n")


def _commands(port: int) -> list[tuple[str, list[str]]]:
    python = sys.executable
    celery = [python, "-m", "celery", "-A", "config"]
    beat = ["beat", "--loglevel", "WARNING", "--schedule", str(settings.VAR_DIR / "celerybeat-schedule")]
    web = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    return [
        ("web server", [python, *web, "--log-level", "warning"]),
        ("worker", [*celery, "worker", "--loglevel", "WARNING", "--concurrency", "2"]),
        ("schedule", [*celery, *beat, "--pidfile", ""]),
    ]


def _start(command: list[str], port: int) -> subprocess.Popen:
    # Letters name the address the demo really has.
    environment = os.environ | {"ANCRAGE_ADDRESS": f"http://localhost:{port}"}
    # A session of its own: Ctrl-C reaches this process alone, which then stops each group whole.
    with (settings.VAR_DIR / "demo.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603
            command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log, start_new_session=True
        )


def _stop(number, frame) -> None:
    raise Stopped


def _watch(started) -> None:
    while True:
        _fail_if_one_died(started)
        time.sleep(1)


def _fail_if_one_died(started) -> None:
    for name, process in started:
        if process.poll() is not None:
            raise CommandError(
                f"The {name} stopped by itself (exit code {process.returncode}): see {settings.VAR_DIR / 'demo.log'}."
            )


def _stop_all(processes: list[subprocess.Popen]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    for process in processes:
        _signal_group(process, signal.SIGTERM)
    until = time.monotonic() + GRACE
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.1, until - time.monotonic()))
        # Children of a parent that is gone are ended with its group.
        _signal_group(process, signal.SIGKILL)
        process.wait()


def _signal_group(process: subprocess.Popen, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _throw_away() -> None:
    for pattern in DEMO_FILES:
        for path in settings.VAR_DIR.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

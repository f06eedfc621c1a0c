"""`manage.py demo`: everything starts, answers, and is gone after SIGTERM; the second start keeps the data."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import ROOT
from tests.journeys.servers import Installation


def group_members(marker: str) -> list[str]:
    """Processes whose environment carries this folder: those the demo started."""
    found = []
    for entry in os.listdir("/proc"):
        try:
            if entry.isdigit() and marker in Path(f"/proc/{entry}/environ").read_text():
                found.append(entry)
        except OSError:
            continue
    return found


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="The demo's database is SQLite: tested in that lane.")
def test_the_demo_starts_answers_and_leaves_nothing_behind(tmp_path):
    installation = Installation(tmp_path, "unused")
    command = [sys.executable, "manage.py", "demo", "--port", str(installation.port)]
    for _ in range(2):
        demo = subprocess.Popen(command, cwd=ROOT, env=installation.environment, stdout=subprocess.PIPE, text=True)
        installation.wait(lambda: installation.answers("/healthz"), "the demo is healthy", seconds=120)
        demo.send_signal(signal.SIGTERM)
        printed = demo.communicate(timeout=30)[0]
        assert f"http://localhost:{installation.port}/" in printed
        assert "coordination@demo.ancrage.example" in printed
        assert group_members(str(tmp_path)) == []
    assert "Invented data" not in printed

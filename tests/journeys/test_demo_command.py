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
        said = tmp_path / "said"
        with said.open("w") as out:
            demo = subprocess.Popen(command, cwd=ROOT, env=installation.environment, stdout=out)
        ready = f"Ancrage is ready: http://localhost:{installation.port}/"
        installation.wait(lambda said=said, ready=ready: ready in said.read_text(), "the demo is ready", seconds=120)
        installation.wait(lambda: installation.answers("/healthz"), "the demo is healthy", seconds=60)
        demo.send_signal(signal.SIGTERM)
        assert demo.wait(timeout=30) == 0
        printed = said.read_text()
        assert "coordination@demo.ancrage.example" in printed
        assert group_members(str(tmp_path)) == []
    assert "Invented data" not in printed

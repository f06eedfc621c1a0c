"""The project's own Python environment: made once, remade when the lock file changes. Standard library only."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
# The larger set holds the smaller one: what `bin/test` installed serves `bin/demo` too.
SETS = {"run": ("requirements.txt",), "test": ("requirements.txt", "requirements-dev.txt")}


class CannotPrepare(Exception):
    """One sentence for the person who typed the command."""


def prepare(wanted: str) -> Path:
    """Make `.venv` hold the locked set `wanted` ("run" or "test") and give its interpreter.

    Raises CannotPrepare with one sentence when Python is too old, has no venv module,
    the folder cannot be written to, or the packages cannot be fetched.
    """
    if sys.version_info < OLDEST:
        raise CannotPrepare(f"Ancrage needs Python 3.11 or newer; this one is {sys.version.split()[0]}.")
    if _stamp("test").exists() or _stamp(wanted).exists():
        return PYTHON
    _must_be_writable()
    if not PYTHON.exists():
        _make_venv()
    say(f"Installing the locked packages ({SETS[wanted][-1]}); the first time takes about half a minute.")
    _install(SETS[wanted][-1])
    for old in VENV.glob(".ancrage-*"):
        old.unlink()
    _stamp(wanted).touch()
    return PYTHON


def say(sentence: str) -> None:
    print(sentence, flush=True)


def _stamp(wanted: str) -> Path:
    content = b"".join((ROOT / name).read_bytes() for name in SETS[wanted])
    return VENV / f".ancrage-{wanted}-{hashlib.sha256(content).hexdigest()[:16]}"


def _must_be_writable() -> None:
    probe = ROOT / ".write-probe"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CannotPrepare(
            f"This folder cannot be written to ({error.strerror}): copy the project where you may write."
        ) from None


def _make_venv() -> None:
    try:
        __import__("venv")
        __import__("ensurepip")
    except ImportError:
        raise CannotPrepare(
            "This Python has no venv module. On Debian or Ubuntu: apt-get install python3-venv, then start again."
        ) from None
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if made.returncode:
        raise CannotPrepare(f"The environment could not be made in .venv: {_last_line(made.stdout + made.stderr)}")


def _install(requirements: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    done = subprocess.run([*command, "-r", str(ROOT / requirements)], capture_output=True, text=True)
    if done.returncode:
        raise CannotPrepare(f"The locked packages could not be installed: {_last_line(done.stderr)}")


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1] if lines else "no message."

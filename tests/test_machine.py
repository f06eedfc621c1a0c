"""The files a machine reads: lock, compose file, image, scripts."""

import re
import subprocess
import sys

import pytest
import yaml

from tests.architecture import ROOT

LOCKS = ["requirements.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_host_and_no_index(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert {line.split("=")[0].split(":")[0].strip() for line in text.splitlines() if line.strip().startswith("--")} == {"--hash"}


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_its_hashes(name):
    packages = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
    assert all("--hash=sha256:" in package for package in packages)


def test_every_dependency_says_what_it_is_for():
    lines = [line.strip() for line in (ROOT / "pyproject.toml").read_text().splitlines()]
    named = [line for line in lines if re.match(r'"[A-Za-z0-9\[\],_-]+[><=]', line)]
    assert len(named) > 30
    assert [line for line in named if not re.search(r",\s+# \w", line)] == []


def test_the_compose_file_runs_every_part_and_holds_no_secret():
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    assert {"web", "worker", "beat", "database", "broker"} <= set(compose["services"])
    secrets = [v for k, v in compose["x-app"]["environment"].items() if "KEY" in k or "PASSWORD" in k or "EMAIL_URL" in k]
    assert secrets and all(value.startswith("${") and ":?" in value for value in secrets)


def test_every_long_lived_service_has_a_health_check():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    own = {name for name, service in services.items() if "healthcheck" in service and not service["healthcheck"].get("disable")}
    # The web server's check is the image's own.
    assert own | {"web", "migrate"} == set(services)


def test_the_image_does_not_run_as_root():
    text = (ROOT / "Dockerfile").read_text()
    assert re.search(r"^USER (?!0|root)", text, re.MULTILINE)
    assert "HEALTHCHECK" in text and "--require-hashes" in text


def test_no_file_names_a_path_of_a_machine_or_a_registry():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    spied = re.compile(
        "/" + r"work/(main|shared|\.library)|/" + r"root/|" + "pypi" + r"\.org|registry\." + "npmjs|files\\.python" + "hosted"
    )
    names = [n for n in listed if (ROOT / n).is_file() and "vendor" not in n]
    found = [n for n in names if spied.search((ROOT / n).read_text(encoding="utf-8", errors="ignore"))]
    assert found == []


def test_the_demo_says_when_its_port_is_taken():
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run([sys.executable, "bin/demo", "--port", port], cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr


def test_the_environment_says_when_venv_is_missing(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(ROOT / "bin"))
    import environment

    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv/bin/python")
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(environment.CannotPrepare, match="python3-venv"):
        environment.prepare("run")


def test_the_environment_says_when_the_folder_is_read_only(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(ROOT / "bin"))
    import environment

    def refuse(self, *args, **kwargs):
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment.Path, "touch", refuse)
    with pytest.raises(environment.CannotPrepare, match="cannot be written"):
        environment.prepare("run")

"""The demo's message folders come back when they are wiped under running processes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from kombu import Connection, Exchange, Queue
from kombu.exceptions import ChannelError, OperationalError

from config.broker import Transport

QUEUE = Queue("celery", Exchange("celery", type="direct"), routing_key="celery")


@pytest.fixture
def connection(tmp_path):
    names = {"data_folder_in": "m", "data_folder_out": "m", "control_folder": "c", "processed_folder": "p"}
    folders = {name: str(tmp_path / "broker" / folder) for name, folder in names.items()}
    with Connection("filesystem://", transport_options=folders) as connection:
        yield connection


def test_the_usual_address_names_our_transport(connection):
    assert isinstance(connection.transport, Transport)
    assert connection.default_channel.processed_folder.endswith("p")


def test_messages_flow_again_after_the_folders_are_wiped(connection, tmp_path):
    producer = connection.Producer()
    producer.publish({"run": 1}, exchange="celery", routing_key="celery", declare=[QUEUE])
    shutil.rmtree(tmp_path / "broker")
    received = []
    with connection.Consumer([QUEUE], callbacks=[lambda body, message: (received.append(body), message.ack())]):
        with pytest.raises(TimeoutError):
            connection.drain_events(timeout=0.3)
        shutil.rmtree(tmp_path / "broker")
        producer.publish({"run": 2}, exchange="celery", routing_key="celery")
        connection.drain_events(timeout=2)
    assert received == [{"run": 2}]


def test_what_nobody_listens_to_is_still_dropped(connection, tmp_path):
    connection.Producer().publish({"event": 1}, exchange="celeryev", routing_key="worker.heartbeat")
    assert not list((tmp_path / "broker").glob("m/*"))


def test_a_message_takes_its_name_once_it_is_written(connection, monkeypatch, tmp_path):
    named = []
    rename = Path.rename
    monkeypatch.setattr(Path, "rename", lambda self, to: (named.append((self.read_text(), to.name)), rename(self, to)))
    connection.Producer().publish({"run": 1}, exchange="celery", routing_key="celery", declare=[QUEUE])
    assert '"body"' in named[0][0]
    assert named[0][1].endswith(".celery.msg")


def test_a_folder_that_takes_no_message_says_so(connection, monkeypatch, tmp_path):
    def full(self, text):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises((OperationalError, ChannelError), match="No message can be written"):
        connection.Producer().publish({"run": 1}, exchange="celery", routing_key="celery", declare=[QUEUE], retry=False)

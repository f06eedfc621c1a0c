"""The demo's broker: kombu's message folders, which come back by themselves when someone wipes them.

Kombu's own transport stops the worker for good when a folder disappears, or when it reads a message that is
still being written; and it drops every later message of a running process when its routes were wiped.
Jobs are rows, so whatever happens to a folder may only cost a delay.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic_ns
from typing import Any
from uuid import uuid4

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Folders are made again at each use; a queue named like its exchange is always found."""

    def _folder(self, name: str) -> str:
        folder = Path(self.transport_options[name])
        folder.mkdir(parents=True, exist_ok=True)
        return str(folder)

    @property
    def data_folder_in(self) -> str:
        return self._folder("data_folder_in")

    @property
    def data_folder_out(self) -> str:
        return self._folder("data_folder_out")

    @property
    def processed_folder(self) -> str:
        return self._folder("processed_folder")

    @property
    def control_folder(self) -> Path:
        return Path(self._folder("control_folder"))

    def _put(self, queue: str, payload: dict[str, Any], **options: Any) -> None:  # type: ignore[override]
        """Write aside, then give the file its name: a reader never finds half a message."""
        folder = Path(self.data_folder_out)
        aside = folder / f".{uuid4()}"
        try:
            aside.write_text(dumps(payload))
            aside.rename(folder / f"{monotonic_ns() // 1_000_000}_{uuid4()}.{queue}.msg")
        except OSError as fault:
            raise ChannelError(f"No message can be written in {folder}.") from fault

    def _lookup(self, exchange: str, routing_key: str, default: str | None = None) -> list[str]:
        found = super()._lookup(exchange, routing_key, default)
        return found or ([routing_key] if exchange == routing_key else [])


class Transport(filesystem.Transport):
    """Named by the alias « filesystem », so that the address of the broker stays the usual one."""

    Channel = Channel


TRANSPORT_ALIASES["filesystem"] = "config.broker:Transport"

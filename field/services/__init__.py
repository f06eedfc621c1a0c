"""Every write of the round, one noun a file."""

from field.services.drafts import DraftAnswer, save_draft
from field.services.inbound import Result, apply_item, receive_item, replay_left_behind

__all__ = ["DraftAnswer", "Result", "apply_item", "receive_item", "replay_left_behind", "save_draft"]

"""Who may do what, everywhere: one row for every address of the project. `tests/test_access.py` walks it.

How to add a row (in your app's section, one line an address):

    Row("camps:detail", args="camp", get="ok ok 403 403", post="...")
        |               |            |
        |               |            what each role is answered, always in this order:
        |               |            social worker, coordinator, administrator, State reader
        |               the function of `tests/access_objects.py` that makes the object with
        |               factories and returns the address's arguments as a dict;
        |               leave it out when the address takes none
        the name of the address, with its namespace

    ok   200-399, or 422 (an empty form sent back with its errors)
    403  may not, with the reason        404  not theirs, or does not exist for them

- A method without an entry must answer 405 to everyone signed in (views: `require_GET`, `require_http_methods`).
- `hidden="function"` also makes an object of ANOTHER organisation: there, "ok" becomes 404.
- `data="function"` gives the POST body (called with the world, returns a dict); without it the body is empty.
- Anonymous visitors are sent to the sign-in page everywhere, which is checked without being written.
  `public=True` is only for the names of `accounts.middleware.PUBLIC`.

Every object is made by a function `name(world) -> dict` in `tests/access_objects.py`. `world.operator`, `world.state`,
`world.elsewhere` are organisations; `world.worker`, `world.coordinator`, `world.administrator`, `world.state_reader` users.
"""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("worker", "coordinator", "administrator", "state_reader")


@dataclass(frozen=True)
class Row:
    name: str
    get: str = ""
    post: str = ""
    args: str = ""
    hidden: str = ""
    data: str = ""
    public: bool = False

    def answers(self, method: str) -> dict[str, str]:
        """What each role is answered to `method`, 405 where the table says nothing."""
        words = getattr(self, method).split() or ["405"] * len(ROLES)
        assert len(words) == len(ROLES), f"{self.name} {method}: four answers, in the order {ROLES}"
        return dict(zip(ROLES, words, strict=True))


ACCOUNTS: list[Row] = []

CAMPS: list[Row] = []

HOUSEHOLDS: list[Row] = []

PARTNERS: list[Row] = []

SUPPORT: list[Row] = []

REPORTING: list[Row] = []

FIELD: list[Row] = []

EXCHANGE: list[Row] = []

TABLE = [*ACCOUNTS, *CAMPS, *HOUSEHOLDS, *PARTNERS, *SUPPORT, *REPORTING, *FIELD, *EXCHANGE]

"""The round's pages, and the doors its browser code knocks at."""

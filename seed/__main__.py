"""``python -m seed``: the RAN OGI reference data into the configured database, as often as you like."""

from __future__ import annotations

import sys

from models.problems import TrackerError
from seed.load import load


def main() -> int:
    """Load and say what is new."""
    try:
        created = load()
    except TrackerError as error:
        print(error, file=sys.stderr)
        return 1
    if not created:
        print("Data awal sudah lengkap; tidak ada yang diubah.")
        return 0
    print(f"Data awal dimuat: {sum(created.values())} baris baru.")
    for table, rows in sorted(created.items()):
        print(f"  {table}: {rows}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m seed.demo``: the sample data into a database of its own, once; passwords are printed once, too."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from models.problems import TrackerError
from seed.demo.accounts import Credentials, reset_passwords
from seed.demo.load import DemoRefused, load_demo
from seed.records import SeedError

_RESET = "python -m seed.demo --reset-passwords"


def main(arguments: Sequence[str] | None = None) -> int:
    """Load, or set new passwords, and say what to sign in with."""
    parser = argparse.ArgumentParser(prog="python -m seed.demo", description=__doc__)
    parser.add_argument("--reset-passwords", action="store_true", help="kata sandi baru untuk semua akun contoh")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.reset_passwords:
            _show(reset_passwords())
            return 0
        loaded = load_demo()
    except (TrackerError, DemoRefused, SeedError) as error:
        print(error, file=sys.stderr)
        return 1
    if loaded is None:
        print("Data contoh sudah ada; tidak ada yang diubah.")
        print(f"Akun sudah ada. Lupa kata sandinya? {_RESET}")
        return 0
    counts = ", ".join(f"{number} {what}" for what, number in loaded.counts.items())
    print(f"Data contoh dimuat: {counts}.")
    _show(loaded.credentials)
    return 0


def _show(credentials: Sequence[Credentials]) -> None:
    """The one time the passwords can be read: they are stored as hashes only."""
    width = max(len(one.email) for one in credentials)
    print("\nAkun contoh. Kata sandi hanya ditampilkan sekali ini; catat sekarang.\n")
    print(f"  {'Masuk sebagai':<{width}}  {'Kata sandi':<19}  Peran")
    print(f"  {'-' * width}  {'-' * 19}  {'-' * 20}")
    for one in credentials:
        print(f"  {one.email:<{width}}  {one.password:<19}  {one.role}")
    print(f"\nKata sandi baru: {_RESET}\n")


if __name__ == "__main__":
    sys.exit(main())

"""Measures the reader on the second corpus: ``python -m tests.reports.matrix.corpus2.measure [part of a name]``."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.reports.matrix.corpus import score
from tests.reports.matrix.corpus2 import BAD, GOOD
from tests.reports.matrix.corpus2.making import RESAVED


def resave() -> None:
    """Lets LibreOffice write the files again that stand in ``resaved``."""
    with tempfile.TemporaryDirectory() as folder:
        for path in RESAVED.glob("*.xlsx"):
            path.unlink()
        for builder in GOOD:
            file, data, _ = builder()
            if "libreoffice" not in file:
                continue
            source = Path(folder, file)
            source.write_bytes(data)
            command = ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", str(RESAVED), str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)


def main(part: str = "") -> int:
    total, failed = score.Score("total"), 0
    for builder in score.chosen(GOOD, part):
        one = score.judge_good(builder)
        total += one
        if one.wrong:
            sys.stdout.write(score._line(one) + "".join(f"      {line}\n" for line in one.wrong))
    sys.stdout.write(score._line(total))
    for builder in score.chosen(BAD, part):
        file, wrong = score.judge_bad(builder)
        failed += bool(wrong)
        if wrong:
            sys.stdout.write(f"--  {file:<44}{'; '.join(wrong)}\n")
    sys.stdout.write(f"refused otherwise than expected: {failed} of {len(score.chosen(BAD, part))}\n")
    return int(bool(failed or total.wrong))


if __name__ == "__main__":
    if sys.argv[1:] == ["--resave"]:
        resave()
    else:
        raise SystemExit(main(*sys.argv[1:2]))

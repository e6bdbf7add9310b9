"""Random damage to the bytes and the XML of sound workbooks.

``python -m tests.reports.matrix.corpus3.damage [how many]`` damages many and counts what is said of them.

Where ``corpus2.mutations`` changes what a person could change, this changes what no program would write. Whatever
comes of it, the reader answers with a reading or a refusal: it never falls over, hangs or says nothing.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable

from reports.matrix.read import Reading, read_matrix
from tests.reports.matrix.corpus.making import Builder, packed, parts_of

#: pieces of XML that stand in every workbook, and what may become of them
_PIECES: tuple[tuple[bytes, bytes], ...] = (
    (rb'r="[A-Z]+\d+"', rb'r="ZZZZ99999999"'),
    (rb'r="[A-Z]+\d+"', rb'r="A0"'),
    (rb'r="[A-Z]+\d+"', rb'r=""'),
    (rb'<row r="\d+"', rb'<row r="-1"'),
    (rb'<row r="\d+"', rb'<row r="1048577"'),
    (rb'<row r="\d+"', rb'<row r="1"'),
    (rb't="inlineStr"', rb't="s"'),
    (rb't="inlineStr"', rb't="e"'),
    (rb't="inlineStr"', rb't="d"'),
    (rb't="(?:s|n|str)"', rb't="b"'),
    (rb"<v>[^<]*</v>", rb"<v>1e999</v>"),
    (rb"<v>[^<]*</v>", rb"<v>NaN</v>"),
    (rb"<v>[^<]*</v>", rb"<v></v>"),
    (rb"<v>[^<]*</v>", rb"<v>-1</v>"),
    (rb"<v>[^<]*</v>", rb"<f>A1+</f>"),
    (rb"<t[^>]*>[^<]*</t>", rb"<t>&#0;</t>"),
    (rb"<t[^>]*>[^<]*</t>", rb"<t>\xff\xfe</t>"),
    (rb"<t[^>]*>[^<]*</t>", rb"<t><t>x</t></t>"),
    (rb'ref="[A-Z]+\d+:[A-Z]+\d+"', rb'ref="A1:XFD1048576"'),
    (rb'ref="[A-Z]+\d+:[A-Z]+\d+"', rb'ref="B9:A1"'),
    (rb's="\d+"', rb's="9999999"'),
    (rb's="\d+"', rb's="-4"'),
    (rb'numFmtId="\d+"', rb'numFmtId="x"'),
    (rb'formatCode="[^"]*"', rb'formatCode="[$-"'),
    (rb'Target="[^"]*"', rb'Target="../../../x"'),
    (rb'Target="[^"]*"', rb'Target=""'),
    (rb'r:id="[^"]*"', rb'r:id="rId99"'),
    (rb'count="\d+"', rb'count="99999999999"'),
    (rb"</[a-z]+>", rb""),
    (rb"<[a-zA-Z]+ ", rb"<x:y "),
    (rb"xmlns(?::\w+)?=\"[^\"]*\"", rb""),
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The same file with one kind of damage."""
    ways: tuple[Callable[[bytes, random.Random], bytes], ...] = (_bytes, _cut, _parts, _xml, _xml, _xml)
    return chance.choice(ways)(data, chance)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 30))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _cut(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((1, 10, 1000, len(data))))
    return data[:start] + chance.choice((b"", data[start:end] * 2)) + data[end:]


def _parts(data: bytes, chance: random.Random) -> bytes:
    """A part is missing, empty, or has another one's content."""
    parts = parts_of(data)
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    if chance.random() < 0.3:
        del parts[name]
    else:
        parts[name] = chance.choice((b"", b"<", parts[other], parts[name] + parts[name], parts[name][::-1]))
    return packed(parts)


def _xml(data: bytes, chance: random.Random) -> bytes:
    """Up to four pieces of XML are replaced, in any parts."""
    parts = parts_of(data)
    for _ in range(chance.randint(1, 4)):
        pattern, instead = chance.choice(_PIECES)
        name = chance.choice(list(parts))
        found = list(re.finditer(pattern, parts[name]))
        if found:
            place = chance.choice(found)
            parts[name] = parts[name][: place.start()] + instead + parts[name][place.end() :]
    return packed(parts)


def answers(builders: list[Builder], count: int, seed: int) -> list[tuple[str, Reading, float]]:
    """What is said of so many damaged files, and how long each took. An exception is the reader's failure."""
    chance = random.Random(seed)
    sound = [builder()[:2] for builder in chance.sample(builders, min(len(builders), 25))]
    told = []
    for number in range(count):
        file, data = chance.choice(sound)
        spoilt = damaged(data, chance)
        start = time.perf_counter()
        told.append((f"{number} {file}", read_matrix(spoilt, file), time.perf_counter() - start))
    return told


def main(count: int = 500) -> int:
    from tests.reports.matrix.corpus3 import GOOD

    told = answers(GOOD, count, seed=3)
    codes = Counter(code for _, reading, _ in told for code in {problem.code for problem in reading.problems})
    silent = [name for name, reading, _ in told if not reading.records and not reading.problems]
    sys.stdout.write(
        f"{count} files: slowest {max(seconds for *_, seconds in told):.1f} s; without an answer: {silent}\n"
    )
    sys.stdout.writelines(f"{number:6} {code}\n" for code, number in codes.most_common())
    return int(bool(silent))


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:2])))

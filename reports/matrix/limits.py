"""How much of a stranger's workbook is accepted (security.md §3). The reading process imports nothing but this and
the standard library, so that it starts fast and holds nothing worth stealing."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1024 * 1024

MAX_BYTES: Final = 10 * MEGABYTE
MAX_PARTS: Final = 400
MAX_UNPACKED: Final = 100 * MEGABYTE
#: a part that unpacks to more than this…
RATIO_FROM: Final = MEGABYTE
#: … may not be packed tighter than this; a bomb is packed 1,000 times
MAX_RATIO: Final = 100

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
MAX_CELLS: Final = 300_000
#: Excel's own limit for one cell
MAX_CELL_TEXT: Final = 32_767
#: Distinct text of a whole workbook. Ours, not from security.md: 60 characters in each of the cells allowed is 18
#: million; without it an accepted 10 MB file could still hold 100 MB of text in the server's memory.
MAX_TEXT: Final = 20_000_000
#: custom properties read; ours is one
MAX_PROPERTIES: Final = 100
#: problems listed before reading stops: more would not be read by a person either
MAX_PROBLEMS: Final = 200

#: address space of the reading process
CHILD_MEMORY: Final = 512 * MEGABYTE
#: files read at the same time; more would only slow each other down into the time limit
CHILDREN: Final = 2
#: An answer is promised within 20 seconds; starting the process and telling the reader take part of them.
CHILD_SECONDS: Final = 18

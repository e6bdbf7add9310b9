"""Which formulas call out of the workbook. They are never calculated here; a file that has one is refused all the same,
since it would call out on the desk of whoever opens it next (matrix.md §5, `formula_injection`)."""

from __future__ import annotations

import re
from typing import Final

STRING: Final = re.compile(r'"(?:[^"]|"")*"')
#: 'Data 2'!A1 is a sheet; '[1]Data'!A1, 'C:\\[b.xlsx]Data'!A1, cmd|'/c calc'!A1 are not: no sheet's name has [ ] \\ /
QUOTED_NAME: Final = re.compile(r"'(?:[^']|'')*'!")
FOREIGN_NAME: Final = re.compile(r"[\[\]\\/]")
#: [1]Data!A1; but not Tabel1[Kolom], whose bracket is never followed by an exclamation mark
FOREIGN_REFERENCE: Final = re.compile(r"\[[^\[\]]*\][\w.:]*!")
#: a table's columns, whose titles may hold anything
COLUMN_NAME: Final = re.compile(r"\[[^\[\]]*\]")
#: Functions of Excel, LibreOffice and Google Sheets that fetch from or call something outside. HYPERLINK is not among
#: them: it does nothing until a person clicks, and evidence columns are full of it.
CALLS: Final = re.compile(
    r"(?<![\w.])(?:_xlfn\.|_xlws\.|_xll\.)*(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|DDE|SQL\.REQUEST|IMAGE|"
    r"STOCKHISTORY|IMPORT(?:XML|DATA|HTML|FEED|RANGE)|CUBE[A-Z]+|GOOGLE(?:FINANCE|TRANSLATE))\s*\(",
    re.IGNORECASE,
)


def calls_out(formula: str) -> bool:
    """Does this formula reach another workbook, program or server?"""
    code = STRING.sub('""', formula)
    if any(FOREIGN_NAME.search(name) for name in QUOTED_NAME.findall(code)):
        return True
    code = QUOTED_NAME.sub("_!", code)
    if FOREIGN_REFERENCE.search(code):
        return True
    code = COLUMN_NAME.sub("", code)
    return "|" in code or CALLS.search(code) is not None  # Excel writes DDE as program|topic!item

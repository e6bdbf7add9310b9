"""A blind corpus for the matrix reader: workbooks as they really arrive, and what a careful person would enter.

Written from the design notes alone, without knowledge of the reader. ``good`` and ``bad`` build the files,
``score`` measures a reader against them. All agencies are real names, every figure and achievement is invented.
"""

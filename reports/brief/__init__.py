"""The meeting brief (bahan rapat): two A4 pages for a director, and the same as a text short enough for a chat.

``gather`` asks, ``typeset`` makes the pages, ``message`` makes the text.
"""

"""A second corpus, written against matrix.md by somebody who had not seen the reader."""

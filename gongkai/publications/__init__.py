"""Books that a person can hold: collections of cases and yearly reports as PDF and EPUB.

The templates that make the pages of the site also make the words of the books; from their HTML comes a
small tree (`tree`), from that a book (`book`), and from the book a PDF (`typeset`) and an EPUB (`epub`).
Nothing here is part of a normal build: `make publications` asks for it (`making`).
"""

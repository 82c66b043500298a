"""A synthetic tracker of any size, to see what pages, searches and polls cost when there is much of everything.

``texts`` makes the words, ``documents`` writes documents with all that hangs on them, ``record`` deals and what is
said of them. Every row says that it is synthetic, in a way that a query can find: addresses under
``synthetic.invalid``, slugs that begin with ``synthetic-``, titles that begin with the mark.
"""

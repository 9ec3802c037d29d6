"""Pages of official documents: the document, its signing and numbering, the books, verification."""

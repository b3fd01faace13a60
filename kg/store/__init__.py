"""Where the quads are kept: the store on disk, what is written to it, what is read from it."""

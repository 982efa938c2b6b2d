"""A draft and the replies to it: one Compilation, and each party's text out of it again."""

"""The same verbs for programs: what they are given is what a page for the same reader is drawn from."""

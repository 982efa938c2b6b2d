"""The front door: pages for delegations, over the same record and the same verbs as the command line."""

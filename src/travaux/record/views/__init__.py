"""The views: from what a reader may know of a negotiation to what is asked about it. No view is kept."""

"""Pages, each file a task: the request is read, one verb of the core is called, the answer is written."""

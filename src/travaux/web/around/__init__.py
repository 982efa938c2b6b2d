"""What stands around every request: its language, its limits, its count, its log line, its faults."""

"""What leaves the register as a file: lists for clerks and ministries, a calendar, a feed, data, one item."""

"""What each user keeps an eye on, and the digest of what is new, moved, due or silent since the last one."""

"""What a formula reads off by a place, and between which bounds the place must lie for it to exist."""

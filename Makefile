setup:
	@scripts/setup

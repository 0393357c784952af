"""Reports that are written here, from the board's template to the version that is sent."""

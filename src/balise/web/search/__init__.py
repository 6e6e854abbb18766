"""Finding anything one may see: each app says what of its own is looked through, and by whom."""

"""What waits for one person, gathered from every part of the product each time it is asked: nothing is copied."""

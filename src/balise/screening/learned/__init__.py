"""The learned tier: sums of small weights over words and their neighbours, which propose where no rule was written."""

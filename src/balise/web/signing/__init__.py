"""The official text of the policy, its versions, and what each person answers to them."""

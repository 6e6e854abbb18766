"""What tells a person or a device apart: official numbers, accounts, ways to reach somebody, places."""

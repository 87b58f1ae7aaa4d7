"""The product from outside: processes are started, and only exit codes, JSON and files are judged."""

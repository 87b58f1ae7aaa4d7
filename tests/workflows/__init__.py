"""Tests of the verbs, on real vaults."""

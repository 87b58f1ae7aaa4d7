"""Tests of the page and its writer."""

"""Tests of the proof-reader."""

"""Prove that the gate lets nobody be recognised beyond what they agreed to."""

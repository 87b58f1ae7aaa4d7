"""Prove the house rules that an import graph cannot see."""

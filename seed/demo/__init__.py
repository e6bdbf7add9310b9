"""The demonstration: RAN VII as a running plan on 31 July 2024, with sample reports, meetings and accounts.

Everything happens by the commands people use, on the day it is said to have happened, so that history, editions
and registers are those of a year and a half of work. The content is in seed/data/demo.
"""

"""Speed as ratios: each figure is divided by a floor measured in the same run, so that the machine cancels out."""

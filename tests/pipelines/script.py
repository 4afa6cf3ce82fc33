"""Prints the script of a step of an action, or of a job of GitLab: script.py FILE NAME."""

import sys

import yaml

file, name = sys.argv[1:]
with open(file, encoding="utf-8") as opened:
    config = yaml.safe_load(opened)
if "runs" in config:
    [script] = [step["run"] for step in config["runs"]["steps"] if step["name"] == name]
else:
    script = "\n".join(config[name]["script"])
print(script)

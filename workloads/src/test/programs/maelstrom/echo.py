#!/usr/bin/env python3
"""A node for Maelstrom's workload echo: right."""
import json
import sys


def answer(name, to, request, **fields):
    body = {"in_reply_to": request["msg_id"], **fields}
    print(json.dumps({"src": name, "dest": to, "body": body}), flush=True)


name = ""
for line in sys.stdin:
    message = json.loads(line)
    body = message["body"]
    if body["type"] == "init":
        name = body["node_id"]
        answer(name, message["src"], body, type="init_ok")
    elif body["type"] == "echo":
        answer(name, message["src"], body, type="echo_ok", echo=body["echo"])
    else:
        answer(name, message["src"], body, type="error", code=10, text="not supported")

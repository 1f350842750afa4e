#!/usr/bin/env python3
"""A node for most of Maelstrom's workloads that tells others nothing: right only if it is alone.

Run as: alone.py WORKLOAD
"""
import json
import sys

workload = sys.argv[1]
name = ""
elements = []
total = 0
lists = {}


def step(f, key, value):
    if f == "append":
        lists.setdefault(key, []).append(value)
        return [f, key, value]
    return [f, key, list(lists[key]) if key in lists else None]


def answer(body):
    global name, total
    kind = body["type"]
    fields = {}
    if kind == "init":
        name = body["node_id"]
    elif kind == "broadcast":
        elements.append(body["message"])
    elif kind == "add" and workload == "g-set":
        elements.append(body["element"])
    elif kind == "add":
        total += body["delta"]
    elif kind == "read" and workload == "broadcast":
        fields = {"messages": elements}
    elif kind == "read":
        fields = {"value": elements if workload == "g-set" else total}
    elif kind == "txn":
        fields = {"txn": [step(*each) for each in body["txn"]]}
    return {"type": kind + "_ok", "in_reply_to": body["msg_id"], **fields}


for line in sys.stdin:
    message = json.loads(line)
    body = answer(message["body"])
    print(json.dumps({"src": name, "dest": message["src"], "body": body}), flush=True)

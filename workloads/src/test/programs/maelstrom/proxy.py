#!/usr/bin/env python3
"""A node for Maelstrom's workload lin-kv that asks a service for everything: as right as that is.

Run as: proxy.py SERVICE
"""
import json
import sys

service = sys.argv[1]
name = ""
asked = {}


def send(to, body):
    print(json.dumps({"src": name, "dest": to, "body": body}), flush=True)


for line in sys.stdin:
    message = json.loads(line)
    body = message["body"]
    if body["type"] == "init":
        name = body["node_id"]
        send(message["src"], {"type": "init_ok", "in_reply_to": body["msg_id"]})
    elif message["src"] == service:
        client, request = asked.pop(body["in_reply_to"])
        send(client, {**body, "in_reply_to": request})
    else:
        number = len(asked) + body["msg_id"] * 1000
        asked[number] = (message["src"], body["msg_id"])
        send(service, {**body, "msg_id": number})

"""Receives what Baton sends and checks it with the published client libraries.

    webhook_receiver.py SECRET

Writes its port on the first line, then a line of JSON for each request: what it was, or why it was
not accepted. /webhook takes Standard Webhooks with a CloudEvent, /slack what an incoming webhook of
Slack takes.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from cloudevents.v1.http import from_http
from slack_sdk.models.blocks import Block
from standardwebhooks import Webhook

SECRET = sys.argv[1]
LIMITS = {"header": 150, "section": 3000, "context": 3000}


def webhook(headers, body):
    checked = Webhook(SECRET).verify(body, headers)
    event = from_http_event(HTTPMessage(headers, body))
    older = from_http(headers, body)
    assert checked["data"] == event.get_data() == older.data, "the libraries read different data"
    assert event.get_type() == older["type"], "the libraries read different types"
    return {
        "kind": "webhook",
        "id": headers["webhook-id"],
        "type": event.get_type(),
        "subject": event.get_subject(),
        "source": event.get_source(),
    }


def slack(headers, body):
    message = json.loads(body)
    assert headers["content-type"].startswith("application/json"), "not JSON"
    assert message["text"], "no text for notifications"
    blocks = Block.parse_all(message["blocks"])
    for given, block in zip(message["blocks"], blocks, strict=True):
        block.validate_json()
        known = block.to_dict()
        for key in given:
            assert key in known, f"{block.type} has no {key}"
        text = given.get("text", {}).get("text", "")
        assert len(text) <= LIMITS.get(block.type, 0), f"{block.type} is too long"
    buttons = [element for block in message["blocks"] if block["type"] == "actions"
               for element in block["elements"]]
    return {
        "kind": "slack",
        "blocks": [block.type for block in blocks],
        "actions": [button["action_id"] for button in buttons],
    }


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        check = {"/webhook": webhook, "/slack": slack}.get(self.path)
        try:
            found, status, answer = check(headers, body), 200, b"ok"
        except Exception as problem:
            found = {"kind": self.path, "error": f"{type(problem).__name__}: {problem}"}
            status, answer = 400, b"invalid_payload"
        print(json.dumps(found), flush=True)
        self.send_response(status)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


# A sender may keep one connection open while it uses another.
server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_port, flush=True)
server.serve_forever()

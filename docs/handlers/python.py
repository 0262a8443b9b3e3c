# A notify handler for the callbacks of 担保支付: python3 docs/handlers/python.py [port], with ECPAY_TOKEN set.
# `ecpay check-handler` passes it. The token is the one of the payment settings, not the SALT.
import hashlib
import hmac
import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

TOKEN = os.environ.get("ECPAY_TOKEN", "")
if not TOKEN:
    sys.exit("ECPAY_TOKEN is not set")
PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 9000
LIMIT = 256 * 1024  # bytes; a callback has some 1000

NUMBER = {"payment": "cp_orderno", "refund": "cp_refundno", "settle": "cp_settle_no", "withdraw": "out_order_id"}
done = set()  # your database does this with a unique index
lock = threading.Lock()


def is_genuine(timestamp, nonce, msg, signature):
    """sha1 over the four texts in the order of their bytes, with nothing between them."""
    parts = sorted(text.encode("utf-8", "surrogatepass") for text in (TOKEN, timestamp, nonce, msg))
    expected = hashlib.sha1(b"".join(parts)).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode("utf-8", "surrogatepass"))


def settle(kind, msg):
    key = NUMBER.get(kind)
    if key is None:
        return  # a type of later days: nothing to do, and no reason to be sent it again
    number = json.loads(msg).get(key)
    with lock:
        if (kind, number) in done:
            return  # the same callback comes again when an answer was lost
        done.add((kind, number))
    print(kind, number, flush=True)  # here: mark it in your database, after asking query_order


def refusal(status, tips):
    return status, json.dumps({"err_no": 1, "err_tips": tips})


def on_callback(body):
    if body is None:
        return refusal(413, "too long")
    try:
        envelope = json.loads(body.decode("utf-8"))
    except ValueError:
        return refusal(400, "not JSON")
    if not isinstance(envelope, dict):
        return refusal(400, "malformed")
    timestamp, nonce = (str(envelope.get(key, "")) for key in ("timestamp", "nonce"))
    # msg is verified as the text that came: never parsed and written again before this.
    msg, signature = envelope.get("msg"), envelope.get("msg_signature")
    if not isinstance(msg, str) or not isinstance(signature, str):
        return refusal(400, "malformed")
    if not is_genuine(timestamp, nonce, msg, signature):
        return refusal(403, "wrong signature")
    settle(envelope.get("type"), msg)
    return 200, '{"err_no":0,"err_tips":"success"}'


def on_check(query):
    """The console sends this GET when the address is saved, and wants echostr back."""
    one = lambda key: query.get(key, [""])[0]
    if is_genuine(one("timestamp"), one("nonce"), one("msg"), one("signature")):
        return 200, one("echostr")
    return 403, "wrong signature"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(*on_check(parse_qs(urlsplit(self.path).query)))

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length <= LIMIT:
            body = self.rfile.read(length)
        else:  # all of it is read, so that the answer is too
            body = None
            while length > 0:
                length -= len(self.rfile.read(min(length, LIMIT))) or length
        self.answer(*on_callback(body))

    def answer(self, status, text):
        body = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", "application/json" if text.startswith("{") else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128  # the default of 5 turns away callbacks that come at once


server = Server(("127.0.0.1", PORT), Handler)
print("listening on", server.server_address[1], flush=True)
try:
    server.serve_forever()
except KeyboardInterrupt:
    sys.exit(130)

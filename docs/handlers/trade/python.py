# A notify handler for the callbacks of 通用交易系统: python3 docs/handlers/trade/python.py [port], with
# ECPAY_PLATFORM_PUBLIC_KEY_FILE set to the file of the platform's public key (PEM). It is not the key of your app.
# `ecpay check-handler --system trade` passes it.
import base64
import hashlib
import hmac
import json
import os
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 9000
LIMIT = 256 * 1024  # bytes; a callback has some 1000


class PublicKey:
    """RSA with what Python has. With the package cryptography: load_pem_public_key(pem), then
    key.verify(signature, text, padding.PKCS1v15(), hashes.SHA256())."""

    SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")  # RFC 8017, section 9.2

    def __init__(self, pem):
        der = base64.b64decode(re.sub(r"-----[^-]+-----|\s", "", pem))
        # SEQUENCE { SEQUENCE { OID, NULL }, BIT STRING { SEQUENCE { n, e } } }
        _, bits = self.parts(self.parts(der)[0])
        self.n, self.e = (int.from_bytes(one, "big") for one in self.parts(self.parts(bits[1:])[0]))
        self.length = (self.n.bit_length() + 7) // 8

    @staticmethod
    def parts(der):
        """The contents of the values in DER, one behind the other."""
        found = []
        while der:
            length, head = der[1], 2
            if length > 127:
                head += length - 128
                length = int.from_bytes(der[2:head], "big")
            found.append(der[head : head + length])
            der = der[head + length :]
        return found

    def verifies(self, signature, text):
        if len(signature) != self.length:
            return False
        opened = pow(int.from_bytes(signature, "big"), self.e, self.n).to_bytes(self.length, "big")
        end = b"\x00" + self.SHA256 + hashlib.sha256(text).digest()
        # Compared as a whole: whoever reads it from its end takes forged ones.
        return hmac.compare_digest(opened, b"\x00\x01".ljust(self.length - len(end), b"\xff") + end)


with open(os.environ["ECPAY_PLATFORM_PUBLIC_KEY_FILE"], encoding="utf-8") as file:
    KEY = PublicKey(file.read())


def is_genuine(headers, body):
    """SHA256withRSA over timestamp, nonce and the raw body, each with a line feed behind it."""
    values = [headers.get_all(name) or [] for name in ("Byte-Timestamp", "Byte-Nonce-Str", "Byte-Signature")]
    if any(len(one) != 1 or not one[0] for one in values):  # missing, or there more than once
        return False
    timestamp, nonce, signature = (one[0] for one in values)
    try:
        raw = base64.b64decode(signature, validate=True)
    except ValueError:
        return False
    return KEY.verifies(raw, f"{timestamp}\n{nonce}\n".encode("latin-1") + body + b"\n")


done = set()  # your database does this with a unique index
lock = threading.Lock()


def once(key):
    """Does the work the first time only: the same callback comes again when an answer was lost."""
    with lock:
        if key in done:
            return
        done.add(key)
    print(key, flush=True)  # here: mark it in your database


SUCCESS = {"err_no": 0, "err_tips": "success"}


def entry(number):
    """Where the order is shown to the user: your page, and what it is given."""
    return {"path": "pages/order/detail", "params": json.dumps({"id": number})}


def settle(kind, msg):
    """Does the work of a callback, and returns the answer."""
    members = json.loads(msg)
    if kind == "payment":
        if members["status"] == "SUCCESS":  # a CANCEL can come late: it changes no order that is paid
            once(f"payment {members['out_order_no']}")
    elif kind in ("refund", "settle"):
        once(f"{kind} {members.get('refund_id') or members.get('settle_id')} {members['status']}")
    elif kind == "pre_create_refund":
        number = f"R{members['refund_id']}"  # the same refund_id is the same refund, so it gets the same number
        once(f"refund application {number}")
        return {**SUCCESS, "data": {"out_refund_no": number, "order_entry_schema": entry(members["out_order_no"])}}
    elif kind == "pre_create_order":
        number = f"O{members['order_id']}"
        once(f"order {number}")
        return {**SUCCESS, "data": {"out_order_no": number, "pay_expire_seconds": 300, "order_entry_schema": entry(number)}}
    return SUCCESS  # also to a type of later days: nothing to do, and no reason to be sent it again


def refusal(status, tips):
    return status, {"err_no": 1, "err_tips": tips}


def on_callback(headers, body):
    if body is None:
        return refusal(413, "too long")
    # The bytes that came are verified: nothing is parsed and written again before this.
    if not is_genuine(headers, body):
        return refusal(403, "wrong signature")
    try:
        envelope = json.loads(body)
        return 200, settle(envelope["type"], envelope["msg"])
    except (ValueError, KeyError, TypeError):
        return refusal(400, "malformed")


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length <= LIMIT:
            body = self.rfile.read(length)
        else:  # all of it is read, so that the answer is too
            body = None
            while length > 0:
                length -= len(self.rfile.read(min(length, LIMIT))) or length
        status, answer = on_callback(self.headers, body)
        text = json.dumps(answer).encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

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

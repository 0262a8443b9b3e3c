"""Tests of a backend against `ecpay simulate serve`, with nothing but Python: pytest gateway_test.py"""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

GATEWAY = os.environ.get("ECPAY_HOST", "http://127.0.0.1:8787")
GOODS = ["total_amount:=100", "subject=s", "body=b", "valid_time:=900"]


def gateway(method, path, **fields):
    """Asks or drives the gateway. What it refuses fails the test with its reason."""
    body = json.dumps(fields).encode() if fields else None
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{GATEWAY}/_ecpay/{path}", body, headers, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise AssertionError(json.load(error)["error"]["message"]) from None


def backend(*words):
    """Your backend; here the client of this documentation."""
    client = Path(__file__).parent.parent / "clients" / "python.py"
    done = subprocess.run([sys.executable, client, *words], capture_output=True, text=True)
    return json.loads(done.stdout)


def new_number():
    return f"py_{os.urandom(6).hex()}"


def test_an_order_is_sent_and_paid():
    number = new_number()
    gateway("DELETE", "requests")
    backend("create_order", f"out_order_no={number}", *GOODS)
    (sent,) = gateway("GET", f"requests?call=create_order&number={number}")["requests"]
    assert sent["err_no"] == "0", sent["reason"]
    assert json.loads(sent["body"])["total_amount"] == 100
    gateway("POST", f"pay/{number}")
    assert backend("query_order", f"out_order_no={number}")["payment_info"]["order_status"] == "SUCCESS"


def test_the_platform_fails_once():
    gateway("POST", "fail", err_no="1000", on="create_order")
    answers = [backend("create_order", f"out_order_no={new_number()}", *GOODS) for _ in range(2)]
    assert [answer["err_no"] for answer in answers] == [1000, 0]


def test_an_order_expires():
    number = new_number()
    backend("create_order", f"out_order_no={number}", *GOODS)
    gateway("POST", "clock", time="+16m")
    try:
        assert backend("query_order", f"out_order_no={number}")["payment_info"]["order_status"] == "TIMEOUT"
    finally:
        gateway("POST", "clock", time="real")

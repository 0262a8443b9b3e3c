# A client of 担保支付: python3 docs/clients/python.py <call> [member=text | member:=json]…
#   python3 docs/clients/python.py create_order out_order_no=no_1 total_amount:=100 subject=商品 body=商品 valid_time:=900
# It prints the answer as it came, and ends with 0 when err_no is 0, 1 when it is not, 3 without an answer. Keys and
# host come from ECPAY_APP_ID, ECPAY_SALT and ECPAY_HOST, so that `ecpay simulate serve` can take the platform's place.
import hashlib
import json
import os
import re
import sys
import urllib.error
import urllib.request

HOST = os.environ.get("ECPAY_HOST", "https://developer.toutiao.com")
UNSIGNED = ("app_id", "thirdparty_id", "sign", "other_settle_params")
# White space as the platform's own demo has it; strip() takes U+001C to U+001F for it too.
SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def sign(members, salt):
    """md5 over the values and the SALT in the order of their bytes, joined by &. Keys are not in it."""
    texts = [salt]
    for key, value in members.items():
        if key in UNSIGNED:
            continue
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise TypeError(f"{key}: only texts and whole numbers are signed alike everywhere")
        text = str(value).strip(SPACE)
        if len(text) > 1 and text[0] == text[-1] == '"':
            text = text[1:-1].strip(SPACE)
        if text not in ("", "null"):  # not if value:, which drops 0
            texts.append(text)
    return hashlib.md5("&".join(sorted(texts)).encode("utf-8")).hexdigest()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def call(url, members, salt):
    """Posts a signed call and returns the raw answer. Certificates are verified: Python's default."""
    body = json.dumps({**members, "sign": sign(members, salt)}, ensure_ascii=False).encode("utf-8")
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=10) as answer:
            return answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:  # a body comes with HTTP 4xx and 5xx too
        return error.read().decode("utf-8")


def member(argument):
    """The member that an argument names: a=text, or a:=json for a number."""
    parts = re.fullmatch(r"(\w+)(:?)=(.*)", argument, re.DOTALL)
    if parts is None:
        raise ValueError(f"{argument}: member=text or member:=json")
    key, is_json, text = parts.groups()
    return key, json.loads(text) if is_json else text


name, *arguments = sys.argv[1:]
fields = {"app_id": os.environ.get("ECPAY_APP_ID", ""), **dict(map(member, arguments))}
try:
    raw = call(f"{HOST}/api/apps/ecpay/v1/{name}", fields, os.environ.get("ECPAY_SALT", ""))
except OSError as error:
    print(f"no answer from {HOST}: {error}", file=sys.stderr)
    sys.exit(3)
print(raw)
try:
    accepted = json.loads(raw).get("err_no") == 0
except (ValueError, AttributeError):  # no JSON, or no object
    accepted = False
sys.exit(0 if accepted else 1)

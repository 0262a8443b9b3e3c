# ecpay check-signer -- python3 docs/signers/python.py
# A line in: {"id","salt","body"}. A line out: the signature of the text `body`. Put your own function in place of sign().
import hashlib
import json
import sys


def sign(body, salt):
    values = [salt]
    for key, value in json.loads(body, parse_float=str).items():
        if key in ("app_id", "thirdparty_id", "sign", "other_settle_params"):
            continue
        text = (value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))).strip()
        if len(text) > 1 and text[0] == text[-1] == '"':
            text = text[1:-1].strip()
        if text not in ("", "null"):
            values.append(text)
    values.sort(key=lambda text: text.encode("utf-8", "surrogatepass"))
    return hashlib.md5("&".join(values).encode("utf-8", "surrogatepass")).hexdigest()


for line in sys.stdin:
    case = json.loads(line)
    print(sign(case["body"], case["salt"]))

# ecpay check-signer --system trade -- python3 docs/signers/trade/python.py
# A line in: {"id","method","uri","timestamp","nonce","body","app_id","key_version","private_key"}. A line out: the
# signature, or the whole byteAuthorization. Put your own function in place of sign(). Needs: pip install cryptography
import base64
import json
import sys

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import load_pem_private_key


def sign(text, key):
    private = load_pem_private_key(key.encode(), None)
    return base64.b64encode(private.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()


for line in sys.stdin:
    one = json.loads(line)
    parts = [one[key] for key in ("method", "uri", "timestamp", "nonce", "body")]
    print(sign("\n".join(parts) + "\n", one["private_key"]))

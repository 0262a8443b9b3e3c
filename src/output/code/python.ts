import { type CodeMember, type Coder, quoted, remark } from './coder.js'

const value = ({ text, isInteger }: CodeMember) => (isInteger ? text : quoted(text))

export const PYTHON: Coder = {
  salted: (members, say) => String.raw`# ${say.salted('python3 sign.py')}
import hashlib
import os
import sys

UNSIGNED = ("app_id", "thirdparty_id", "sign", "other_settle_params")
SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def sign(body, salt):
    """${say.rule}"""
    texts = [salt]
    for key, value in body.items():
        if key in UNSIGNED:
            continue
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise TypeError(f"{key}: ${say.scalarOnly}")
        text = str(value).strip(SPACE)
        if len(text) > 1 and text[0] == text[-1] == '"':
            text = text[1:-1].strip(SPACE)
        if text not in ("", "null"):
            texts.append(text)
    return hashlib.md5("&".join(sorted(texts)).encode("utf-8")).hexdigest()


body = {
${members.map((one) => `    ${quoted(one.key)}: ${value(one)},${remark(one, say, '#')}\n`).join('')}}
if __name__ == "__main__":
    salt = os.environ.get("ECPAY_SALT")
    if not salt:
        print(${quoted(say.noSalt)}, file=sys.stderr)
        sys.exit(2)
    print(sign(body, salt))
`,
  rsa: (request, say) => String.raw`# ${say.rsa('python3 sign.py')}
# pip install cryptography
import base64
import os
import sys

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding


def byte_authorization(method, uri, timestamp, nonce, body, app_id, key_version, key):
    """${say.lines}"""
    lines = f"{method}\n{uri}\n{timestamp}\n{nonce}\n{body}\n".encode("utf-8")
    signature = base64.b64encode(key.sign(lines, padding.PKCS1v15(), hashes.SHA256())).decode()
    return (
        f"SHA256-RSA2048 appid={app_id},nonce_str={nonce},timestamp={timestamp},"
        f"key_version={key_version},signature={signature}"
    )


if __name__ == "__main__":
    path = os.environ.get("ECPAY_PRIVATE_KEY_FILE")
    if not path:
        print(${quoted(say.noKey)}, file=sys.stderr)
        sys.exit(2)
    with open(path, "rb") as file:
        key = serialization.load_pem_private_key(file.read(), password=None)
    body = ${quoted(request.body)}
    timestamp = ${quoted(request.timestamp)}  # str(int(time.time()))
    nonce = ${quoted(request.nonce)}  # secrets.token_hex(16)
    print(byte_authorization(${quoted(request.method)}, ${quoted(request.uri)}, timestamp, nonce, body, ${quoted(request.app_id)}, ${quoted(request.key_version)}, key))
`
}

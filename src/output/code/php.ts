import { type CodeMember, type Coder, remark, UNSEEN } from './coder.js'

/** A string of PHP in double quotes. */
function literal(text: string): string {
  const inner = text
    .replace(/[\\"$]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(UNSEEN, (one) => `\\u{${one.charCodeAt(0).toString(16)}}`)
  return `"${inner}"`
}

const value = ({ text, isInteger }: CodeMember) => (isInteger ? text : literal(text))

export const PHP: Coder = {
  salted: (members, say) => String.raw`<?php
// ${say.salted('php sign.php')}
declare(strict_types=1);

const UNSIGNED = ['app_id', 'thirdparty_id', 'sign', 'other_settle_params'];
const SPACE = '[\x{9}-\x{D}\x{20}\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]';

function trimmed(string $text): string
{
    return preg_replace('/^' . SPACE . '+|' . SPACE . '+$/Du', '', $text);
}

/** ${say.rule} */
function ecpay_sign(array $body, string $salt): string
{
    $list = [$salt];
    foreach ($body as $key => $value) {
        if (in_array($key, UNSIGNED, true)) {
            continue;
        }
        if (!is_string($value) && !is_int($value)) {
            throw new InvalidArgumentException("$key: ${say.scalarOnly}");
        }
        $text = trimmed((string) $value);
        if (strlen($text) > 1 && $text[0] === '"' && $text[-1] === '"') {
            $text = trimmed(substr($text, 1, -1));
        }
        if ($text !== '' && $text !== 'null') {
            $list[] = $text;
        }
    }
    sort($list, SORT_STRING);
    return md5(implode('&', $list));
}

$body = [
${members.map((one) => `    ${literal(one.key)} => ${value(one)},${remark(one, say, '//')}\n`).join('')}];
$salt = (string) getenv('ECPAY_SALT');
if ($salt === '') {
    fwrite(STDERR, "${say.noSalt}\n");
    exit(2);
}
echo ecpay_sign($body, $salt), "\n";
`,
  rsa: (request, say) => String.raw`<?php
// ${say.rsa('php sign.php')}
declare(strict_types=1);

/** ${say.lines} */
function byte_authorization(string $method, string $uri, string $timestamp, string $nonce, string $body,
    string $appId, string $keyVersion, OpenSSLAsymmetricKey $key): string
{
    openssl_sign("$method\n$uri\n$timestamp\n$nonce\n$body\n", $signature, $key, OPENSSL_ALGO_SHA256);
    $signature = base64_encode($signature);
    return "SHA256-RSA2048 appid=$appId,nonce_str=$nonce,timestamp=$timestamp,key_version=$keyVersion,signature=$signature";
}

$path = (string) getenv('ECPAY_PRIVATE_KEY_FILE');
$key = $path === '' ? false : openssl_pkey_get_private((string) file_get_contents($path));
if ($key === false) {
    fwrite(STDERR, "${say.noKey}\n");
    exit(2);
}
$body = ${literal(request.body)};
$timestamp = ${literal(request.timestamp)}; // (string) time()
$nonce = ${literal(request.nonce)}; // bin2hex(random_bytes(16))
echo byte_authorization(${literal(request.method)}, ${literal(request.uri)}, $timestamp, $nonce, $body, ${literal(request.app_id)}, ${literal(request.key_version)}, $key), "\n";
`
}

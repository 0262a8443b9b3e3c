<?php

// Does what PHP libraries do in 通用交易系统, each in its own way, against a gateway at URL. It prints a line for each:
// library, what it did, and what came of it.

$key = openssl_pkey_get_private(getenv('PRIVATE_KEY'));
$platformKey = openssl_pkey_get_public(getenv('PLATFORM_PUBLIC_KEY'));
$order = json_decode(getenv('ORDER'), true);
$time = (string) time();

function signed(string $uri, string $nonce, string $body): string
{
    global $key, $time;
    openssl_sign("POST\n$uri\n$time\n$nonce\n$body\n", $signature, $key, OPENSSL_ALGO_SHA256);
    return base64_encode($signature);
}

function post(string $path, string $body, array $headers = []): string
{
    $http = [
        'method' => 'POST',
        'header' => ['Content-Type: application/json', ...$headers],
        'content' => $body,
        'ignore_errors' => true,
    ];
    $answer = json_decode(file_get_contents(getenv('URL') . $path, false, stream_context_create(['http' => $http])), true);
    $reason = '';
    foreach ($http_response_header as $line) {
        if (stripos($line, 'x-ecpay-reason:') === 0) $reason = trim(substr($line, 15));
    }
    return trim(($answer['errNo'] ?? $answer['err_no'] ?? 0) . ' ' . $reason);
}

function requestOrder(string $library, string $nonce, string $keyVersion, array $quoted, int $flags): void
{
    global $order, $time;
    $data = json_encode(['outOrderNo' => "php-$library"] + $order, $flags);
    $text = authorization($nonce, $keyVersion, $quoted, signed('/requestOrder', $nonce, $data));
    $given = json_encode(['data' => $data, 'byteAuthorization' => $text]);
    echo "$library requestOrder ", post('/ecpay-local/tt.requestOrder', $given), "\n";
}

function authorization(string $nonce, string $keyVersion, array $quoted, string $signature): string
{
    global $time;
    $items = [
        'appid' => getenv('APP_ID'),
        'nonce_str' => $nonce,
        'timestamp' => $time,
        'key_version' => $keyVersion,
        'signature' => $signature,
    ];
    $parts = [];
    foreach ($items as $name => $value) $parts[] = in_array($name, $quoted) ? "$name=\"$value\"" : "$name=$value";
    return 'SHA256-RSA2048 ' . implode(',', $parts);
}

$all = ['appid', 'nonce_str', 'timestamp', 'key_version', 'signature'];

// The official demo: no quotes, ten letters and digits.
requestOrder('demo', 'a1B2c3D4e5', '1', [], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
// ShopXO: the same, with \/ in its JSON.
requestOrder('shopxo', 'abcdefghij', '1', [], JSON_UNESCAPED_UNICODE);
// The flags of json_encode that nobody chose: \/ and \u5546.
requestOrder('json_encode', 'abcdefghij', '1', [], 0);
// yansongda/pay: quotes, but for key_version.
requestOrder('yansongda', bin2hex(random_bytes(8)), '1', array_diff($all, ['key_version']), JSON_UNESCAPED_UNICODE);

// chowjiawei: quotes, but for nonce_str, which is a part of a digest; key_version 2.
$path = '/api/apps/trade/v2/query_order';
$body = json_encode(['order_id' => getenv('ORDER_ID')]);
$nonce = substr(md5($time), 0, 15);
foreach (['1' => $all, '2' => array_diff($all, ['nonce_str'])] as $keyVersion => $quoted) {
    $header = authorization($nonce, (string) $keyVersion, $quoted, signed($path, $nonce, $body));
    $library = count($quoted) < 5 ? 'chowjiawei' : 'quoted';
    echo "$library query_order ", post($path, $body, ["Byte-Authorization: $header"]), "\n";
}

// A callback, verified over its raw body, and as chowjiawei does over a new encoding of what was read.
$callback = json_decode(getenv('CALLBACK'), true);
$bodies = ['yansongda' => $callback['body'], 'chowjiawei' => json_encode(json_decode($callback['body'], true))];
foreach ($bodies as $library => $raw) {
    $text = "{$callback['timestamp']}\n{$callback['nonce']}\n$raw\n";
    $is = openssl_verify($text, base64_decode($callback['signature']), $platformKey, OPENSSL_ALGO_SHA256);
    echo "$library callback ", $is === 1 ? 'genuine' : 'forged', "\n";
}

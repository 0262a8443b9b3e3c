<?php
// A notify handler for the callbacks of 通用交易系统: php -S 127.0.0.1:9000 docs/handlers/trade/php.php, with
// ECPAY_PLATFORM_PUBLIC_KEY_FILE set to the file of the platform's public key (PEM). It is not the key of your app.
// `ecpay check-handler --system trade` passes it.
declare(strict_types=1);

const LIMIT = 256 * 1024; // bytes; a callback has some 1000
const SUCCESS = ['err_no' => 0, 'err_tips' => 'success'];

$key = openssl_pkey_get_public((string) file_get_contents((string) getenv('ECPAY_PLATFORM_PUBLIC_KEY_FILE')));
if ($key === false) {
    answer(500, refusal('no platform key'));
} elseif ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    answer(405, refusal('POST only'));
} else {
    onCallback($key, (string) file_get_contents('php://input'));
}

/** SHA256withRSA over timestamp, nonce and the raw body, each with a line feed behind it. */
function isGenuine(OpenSSLAsymmetricKey $key, string $body): bool
{
    $values = array_map(
        static fn(string $name): string => (string) ($_SERVER["HTTP_BYTE_$name"] ?? ''),
        ['TIMESTAMP', 'NONCE_STR', 'SIGNATURE'],
    );
    foreach ($values as $value) {
        // Missing, or there more than once: PHP joins the values with a comma.
        if ($value === '' || str_contains($value, ',')) {
            return false;
        }
    }
    [$timestamp, $nonce, $signature] = $values;
    $raw = base64_decode($signature, true);
    return $raw !== false && openssl_verify("$timestamp\n$nonce\n$body\n", $raw, $key, OPENSSL_ALGO_SHA256) === 1;
}

function onCallback(OpenSSLAsymmetricKey $key, string $body): void
{
    if (strlen($body) > LIMIT) {
        answer(413, refusal('too long'));
        return;
    }
    // The bytes that came are verified: nothing is decoded and encoded again before this.
    if (!isGenuine($key, $body)) {
        answer(403, refusal('wrong signature'));
        return;
    }
    $envelope = json_decode($body, true, 8, JSON_BIGINT_AS_STRING);
    $msg = is_array($envelope) ? ($envelope['msg'] ?? null) : null;
    $members = is_string($msg) ? json_decode($msg, true, 512, JSON_BIGINT_AS_STRING) : null;
    if (!is_array($members)) {
        answer(400, refusal('malformed'));
        return;
    }
    answer(200, settle($envelope['type'] ?? '', $members));
}

/** Does the work of a callback, and returns the answer. */
function settle(mixed $type, array $members): array
{
    $text = static fn(string $name): string => (string) ($members[$name] ?? '');
    switch ($type) {
        case 'payment':
            // A CANCEL can come late: it changes no order that is paid.
            if ($text('status') === 'SUCCESS') {
                once("payment {$text('out_order_no')}");
            }
            return SUCCESS;
        case 'refund':
        case 'settle':
            once("$type {$text('refund_id')}{$text('settle_id')} {$text('status')}");
            return SUCCESS;
        case 'pre_create_refund':
            // The same refund_id is the same refund, so it gets the same number.
            $number = "R{$text('refund_id')}";
            once("refund application $number");
            $data = ['out_refund_no' => $number, 'order_entry_schema' => entry($text('out_order_no'))];
            return SUCCESS + ['data' => $data];
        case 'pre_create_order':
            $number = "O{$text('order_id')}";
            once("order $number");
            $data = ['out_order_no' => $number, 'pay_expire_seconds' => 300, 'order_entry_schema' => entry($number)];
            return SUCCESS + ['data' => $data];
        default:
            return SUCCESS; // a type of later days: nothing to do, and no reason to be sent it again
    }
}

/** Where the order is shown to the user: your page, and what it is given. */
function entry(string $number): array
{
    return ['path' => 'pages/order/detail', 'params' => (string) json_encode(['id' => $number])];
}

/** Does the work the first time only: the same callback comes again when an answer was lost. */
function once(string $key): void
{
    // Your database does this with a unique index: only the first of several succeeds.
    $mark = @fopen(sys_get_temp_dir() . '/ecpay-trade-' . sha1($key), 'x');
    if ($mark !== false) {
        fclose($mark);
        error_log($key); // here: mark it in your database
    }
}

function refusal(string $tips): array
{
    return ['err_no' => 1, 'err_tips' => $tips];
}

function answer(int $status, array $members): void
{
    http_response_code($status);
    header('Content-Type: application/json');
    echo json_encode($members, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
}

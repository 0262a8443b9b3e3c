<?php
// A notify handler for the callbacks of 担保支付: php -S 127.0.0.1:9000 docs/handlers/php.php, with ECPAY_TOKEN set.
// `ecpay check-handler` passes it. The token is the one of the payment settings, not the SALT.
declare(strict_types=1);

const LIMIT = 256 * 1024; // bytes; a callback has some 1000
const NUMBER = [
    'payment' => 'cp_orderno',
    'refund' => 'cp_refundno',
    'settle' => 'cp_settle_no',
    'withdraw' => 'out_order_id',
];

$token = (string) getenv('ECPAY_TOKEN');
if ($token === '') {
    answer(500, 'ECPAY_TOKEN is not set');
    return;
}
if ($_SERVER['REQUEST_METHOD'] === 'GET') {
    onCheck($token);
} else {
    onCallback($token, (string) file_get_contents('php://input'));
}

/** sha1 over the four texts in the order of their bytes, with nothing between them. */
function isGenuine(string $token, string $timestamp, string $nonce, string $msg, string $signature): bool
{
    $parts = [$token, $timestamp, $nonce, $msg];
    sort($parts, SORT_STRING); // without this flag digits are compared as numbers
    return hash_equals(sha1(implode('', $parts)), $signature);
}

function onCallback(string $token, string $body): void
{
    if (strlen($body) > LIMIT) {
        answer(413, refusal('too long'));
        return;
    }
    $envelope = json_decode($body, true, 8, JSON_BIGINT_AS_STRING);
    if (!is_array($envelope)) {
        answer(400, refusal('not JSON'));
        return;
    }
    // msg is verified as the text that came: never decoded and encoded again before this.
    ['timestamp' => $timestamp, 'nonce' => $nonce, 'msg' => $msg, 'msg_signature' => $signature] =
        $envelope + ['timestamp' => '', 'nonce' => '', 'msg' => null, 'msg_signature' => null];
    if (!is_scalar($timestamp) || !is_scalar($nonce) || !is_string($msg) || !is_string($signature)) {
        answer(400, refusal('malformed'));
    } elseif (!isGenuine($token, (string) $timestamp, (string) $nonce, $msg, $signature)) {
        answer(403, refusal('wrong signature'));
    } else {
        settle($envelope['type'] ?? null, $msg);
        answer(200, '{"err_no":0,"err_tips":"success"}');
    }
}

function settle(mixed $type, string $msg): void
{
    if (!is_string($type) || !isset(NUMBER[$type])) {
        return; // a type of later days: nothing to do, and no reason to be sent it again
    }
    $members = json_decode($msg, true, 512, JSON_BIGINT_AS_STRING);
    $number = is_array($members) ? json_encode($members[NUMBER[$type]] ?? null) : '';
    // Your database does this with a unique index: only the first of several succeeds.
    $mark = @fopen(sys_get_temp_dir() . '/ecpay-' . sha1("$type $number"), 'x');
    if ($mark === false) {
        return; // the same callback comes again when an answer was lost
    }
    fclose($mark);
    error_log("$type $number"); // here: mark it in your database, after asking query_order
}

/** The console sends this GET when the address is saved, and wants echostr back. */
function onCheck(string $token): void
{
    $one = static fn(string $key): string => is_string($_GET[$key] ?? null) ? $_GET[$key] : '';
    $genuine = isGenuine($token, $one('timestamp'), $one('nonce'), $one('msg'), $one('signature'));
    answer($genuine ? 200 : 403, $genuine ? $one('echostr') : 'wrong signature');
}

function refusal(string $tips): string
{
    return (string) json_encode(['err_no' => 1, 'err_tips' => $tips]);
}

function answer(int $status, string $text): void
{
    http_response_code($status);
    header('Content-Type: ' . (str_starts_with($text, '{') ? 'application/json' : 'text/plain; charset=utf-8'));
    echo $text;
}

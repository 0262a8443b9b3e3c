<?php
// A client of 担保支付: php docs/clients/php.php <call> [member=text | member:=json]…
//   php docs/clients/php.php create_order out_order_no=no_1 total_amount:=100 subject=商品 body=商品 valid_time:=900
// It prints the answer as it came, and ends with 0 when err_no is 0, 1 when it is not, 3 without an answer. Keys and
// host come from ECPAY_APP_ID, ECPAY_SALT and ECPAY_HOST, so that `ecpay simulate serve` can take the platform's place.
declare(strict_types=1);

const UNSIGNED = ['app_id', 'thirdparty_id', 'sign', 'other_settle_params'];
/** White space as the platform's own demo has it; PHP's trim() knows less of it. */
const SPACE = '[\x{9}-\x{D}\x{20}\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]';

function trimmed(string $text): string
{
    return preg_replace('/^' . SPACE . '+|' . SPACE . '+$/Du', '', $text);
}

/** md5 over the values and the SALT in the order of their bytes, joined by &. Keys are not in it. */
function sign(array $members, string $salt): string
{
    $list = [$salt];
    foreach ($members as $key => $value) {
        if (in_array($key, UNSIGNED, true)) {
            continue;
        }
        if (!is_string($value) && !is_int($value)) {
            throw new InvalidArgumentException("$key: only texts and whole numbers are signed alike everywhere");
        }
        $text = trimmed((string) $value);
        if (strlen($text) > 1 && $text[0] === '"' && $text[-1] === '"') {
            $text = trimmed(substr($text, 1, -1));
        }
        if ($text !== '' && $text !== 'null') { // not empty($text), which drops 0
            $list[] = $text;
        }
    }
    sort($list, SORT_STRING); // without this flag digits are compared as numbers
    return md5(implode('&', $list));
}

/** Posts a signed call and returns the raw answer, or null without one. Certificates are verified: PHP's default. */
function call(string $url, array $members, string $salt): ?string
{
    $members['sign'] = sign($members, $salt);
    $http = [
        'method' => 'POST',
        'header' => 'Content-Type: application/json',
        'content' => json_encode($members, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR),
        'timeout' => 10,
        'follow_location' => 0,
        'ignore_errors' => true, // a body comes with HTTP 4xx and 5xx too
    ];
    $answer = @file_get_contents($url, false, stream_context_create(['http' => $http]));
    return $answer === false ? null : $answer;
}

/** The member that an argument names: a=text, or a:=json for a number. */
function member(string $argument): array
{
    if (preg_match('/^(\w+)(:?)=(.*)$/s', $argument, $parts) !== 1) {
        throw new InvalidArgumentException("$argument: member=text or member:=json");
    }
    [, $key, $isJson, $text] = $parts;
    return [$key => $isJson === '' ? $text : json_decode($text, true, 8, JSON_THROW_ON_ERROR)];
}

$members = ['app_id' => (string) getenv('ECPAY_APP_ID')];
foreach (array_slice($argv, 2) as $argument) {
    $members = [...$members, ...member($argument)];
}
$host = getenv('ECPAY_HOST') ?: 'https://developer.toutiao.com';
$answer = call("$host/api/apps/ecpay/v1/$argv[1]", $members, (string) getenv('ECPAY_SALT'));
if ($answer === null) {
    fwrite(STDERR, "no answer from $host\n");
    exit(3);
}
echo $answer, "\n";
exit((json_decode($answer, true)['err_no'] ?? null) === 0 ? 0 : 1);

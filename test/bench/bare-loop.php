<?php // The rule of the platform's PHP sample, which most projects copied, over a file of orders.
function sign(array $map): string {
    $list = [];
    foreach ($map as $key => $value) {
        if ($key == 'other_settle_params' || $key == 'app_id' || $key == 'sign' || $key == 'thirdparty_id') continue;
        $value = trim(strval($value));
        $length = strlen($value);
        if ($length > 1 && substr($value, 0, 1) == '"' && substr($value, $length - 1) == '"') {
            $value = substr($value, 1, $length - 2);
        }
        $value = trim($value);
        if ($value == '' || $value == 'null') continue;
        array_push($list, $value);
    }
    array_push($list, getenv('ECPAY_SALT'));
    sort($list, SORT_STRING);
    return md5(implode('&', $list));
}

$in = fopen($argv[1], 'r');
while (($line = fgets($in)) !== false) echo sign(json_decode($line, true)), "\n";

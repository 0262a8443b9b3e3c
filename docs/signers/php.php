<?php // ecpay check-signer -- php docs/signers/php.php
// A line in: {"id","salt","body"}. A line out: the signature of the text `body`. Put your own function in place of sign().
while (($line = fgets(STDIN)) !== false) {
    $case = json_decode($line, true);
    echo sign($case['body'], $case['salt']), "\n";
}

function sign(string $body, string $salt): string {
    $values = [$salt];
    foreach (json_decode($body) ?? [] as $key => $value) {
        if (in_array($key, ['app_id', 'thirdparty_id', 'sign', 'other_settle_params'], true)) continue;
        $text = strip(is_string($value) ? $value : json_encode($value));
        if (strlen($text) > 1 && $text[0] === '"' && $text[-1] === '"') $text = strip(substr($text, 1, -1));
        if ($text !== '' && $text !== 'null') $values[] = $text;
    }
    sort($values, SORT_STRING);
    return md5(implode('&', $values));
}

// trim() leaves white space beyond ASCII; what \s means depends on the version of PCRE.
function strip(string $text): string {
    $space = '[\t-\r \x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]';
    return preg_replace("/^$space+|$space+\$/u", '', $text);
}

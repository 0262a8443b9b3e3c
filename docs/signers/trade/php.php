<?php // ecpay check-signer --system trade -- php docs/signers/trade/php.php
// A line in: {"id","method","uri","timestamp","nonce","body","app_id","key_version","private_key"}. A line out: the
// signature, or the whole byteAuthorization. Put your own function in place of sign().
while (($line = fgets(STDIN)) !== false) {
    ['method' => $method, 'uri' => $uri, 'timestamp' => $timestamp, 'nonce' => $nonce, 'body' => $body, 'private_key' => $key] = json_decode($line, true);
    echo sign("$method\n$uri\n$timestamp\n$nonce\n$body\n", $key), "\n";
}

function sign(string $text, string $key): string {
    openssl_sign($text, $signature, $key, OPENSSL_ALGO_SHA256);
    return base64_encode($signature);
}

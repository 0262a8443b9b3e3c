<?php
// Tests of a backend against `ecpay simulate serve`, with nothing but PHP: php gateway_test.php
// In PHPUnit each function is a method, and check() is $this->assertSame().

$gateway = getenv('ECPAY_HOST') ?: 'http://127.0.0.1:8787';
$goods = ['total_amount:=100', 'subject=s', 'body=b', 'valid_time:=900'];

/** Asks or drives the gateway. What it refuses fails the test with its reason. */
function gateway(string $method, string $path, array $fields = []): array
{
    global $gateway;
    $http = ['method' => $method, 'header' => 'Content-Type: application/json', 'ignore_errors' => true];
    if ($fields) {
        $http['content'] = json_encode($fields);
    }
    $answer = json_decode(file_get_contents("$gateway/_ecpay/$path", false, stream_context_create(['http' => $http])), true);
    if (isset($answer['error'])) {
        throw new Exception($answer['error']['message']);
    }
    return $answer;
}

/** Your backend; here the client of this documentation. */
function backend(string ...$words): array
{
    $words = array_map('escapeshellarg', [PHP_BINARY, __DIR__ . '/../clients/php.php', ...$words]);
    return json_decode(shell_exec(implode(' ', $words) . ' 2>&1'), true);
}

function check(mixed $expected, mixed $found): void
{
    if ($expected !== $found) {
        throw new Exception('expected ' . json_encode($expected) . ', found ' . json_encode($found));
    }
}

function new_number(): string
{
    return 'php_' . bin2hex(random_bytes(6));
}

function test_an_order_is_sent_and_paid(array $goods): void
{
    $number = new_number();
    gateway('DELETE', 'requests');
    backend('create_order', "out_order_no=$number", ...$goods);
    $sent = gateway('GET', "requests?call=create_order&number=$number")['requests'];
    check(['0'], array_column($sent, 'err_no'));
    check(100, json_decode($sent[0]['body'], true)['total_amount']);
    gateway('POST', "pay/$number");
    check('SUCCESS', backend('query_order', "out_order_no=$number")['payment_info']['order_status']);
}

function test_the_platform_fails_once(array $goods): void
{
    gateway('POST', 'fail', ['err_no' => '1000', 'on' => 'create_order']);
    check(1000, backend('create_order', 'out_order_no=' . new_number(), ...$goods)['err_no']);
    check(0, backend('create_order', 'out_order_no=' . new_number(), ...$goods)['err_no']);
}

foreach (['test_an_order_is_sent_and_paid', 'test_the_platform_fails_once'] as $test) {
    $test($goods);
    echo "ok $test\n";
}

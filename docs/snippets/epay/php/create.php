<?php
// php create.php <order number> <money>
[, $orderId, $money] = $argv;

/** Sorted by name, without sign, sign_type and empty values; then the key. */
function sign(array $fields): string
{
    ksort($fields, SORT_STRING);
    $pairs = [];
    foreach ($fields as $name => $value) {
        if ($name !== 'sign' && $name !== 'sign_type' && $value !== '') {
            $pairs[] = "$name=$value";
        }
    }
    return md5(implode('&', $pairs) . getenv('EPAY_KEY'));
}

$fields = [
    'pid' => getenv('PID'),
    'type' => 'alipay',
    'out_trade_no' => $orderId,
    'notify_url' => getenv('NOTIFY_URL'),
    'name' => 'VIP会员',
    'money' => $money,
    'clientip' => '203.0.113.7', // The buyer's address.
];
$fields['sign'] = sign($fields);
$fields['sign_type'] = 'MD5';

$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/x-www-form-urlencoded',
    'content' => http_build_query($fields),
    'timeout' => 10,
]]);
$answer = json_decode(file_get_contents(getenv('MATOU_URL') . '/mapi.php', false, $context), true);
if ($answer['code'] !== 1) {
    fwrite(STDERR, "{$answer['code']} {$answer['msg']}\n");
    exit(1);
}
echo $answer['payurl'] ?? $answer['qrcode'] ?? $answer['urlscheme'], "\n"; // Send the buyer here, or draw it as a code.

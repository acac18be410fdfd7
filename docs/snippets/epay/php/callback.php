<?php
// Your notify_url; to try it: php -S 127.0.0.1:8080 callback.php

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

/** What you asked for this order, from your own database. */
function money_of(string $orderId): string
{
    return getenv('ORDER_PRICE');
}

if (!hash_equals(sign($_GET), strtolower($_GET['sign'] ?? ''))) {
    exit('fail');
}
if ($_GET['pid'] !== getenv('PID') || $_GET['trade_status'] !== 'TRADE_SUCCESS') {
    exit('fail');
}
if ($_GET['money'] !== money_of($_GET['out_trade_no'])) {
    exit('fail');
}
// Lock your order here; if it is not done yet, mark it as paid and deliver.
echo 'success';

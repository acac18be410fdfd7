import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acknowledge } from '.';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
const read = (text: string, { isLenient = false, status = 200, isCut = false } = {}) =>
  acknowledge({ status, body: bytes(text), isCut }, { isLenient });
const isHeard = (text: string) => read(text)?.isAcknowledged === true;

const NOTICE_HTML =
  '<br />\n<b>Notice</b>:  Undefined index: success in <b>/www/wwwroot/shop/notify.php</b> on line <b>12</b><br />\n';
const NOTICE_TEXT = '\nWarning: session_start(): failed, not possible in /www/shop/notify.php on line 3\n';
const DEPRECATED = 'PHP Deprecated:  Return type of A::b() should be compatible in /a b/c.php on line 100\n';

const STYLE = '<style>.success{color:green}</style>';
const FRONT_PAGE = `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>小店</title>${STYLE}</head><body><div class="alert alert-success">欢迎光临</div><script>var success=1</script></body></html>`;

const HEARD: readonly (readonly [string, string])[] = [
  ...[
    'success',
    'SUCCESS',
    'Success',
    'sUcCeSs',
    ' success ',
    'success\r\n',
    '\n\n\tsuccess',
    '\u00A0success\u3000',
  ].map((text) => [text, 'bare_word'] as const),
  ['\uFEFFsuccess', 'bare_word'],
  ['\uFEFF\uFEFF\n\uFEFFsuccess\uFEFF', 'bare_word'],
  ['\u200Bsuccess\0', 'bare_word'],
  [`${' '.repeat(3_000)}success`, 'bare_word'],
  [`${'\r\n'.repeat(20_000)}success`, 'bare_word'],
  [`${NOTICE_HTML}success`, 'word_after_notices'],
  [`success${NOTICE_HTML}`, 'word_after_notices'],
  [`${NOTICE_TEXT}${NOTICE_TEXT}success`, 'word_after_notices'],
  [`${DEPRECATED}${NOTICE_HTML}\uFEFFsuccess\n`, 'word_after_notices'],
  [`${NOTICE_HTML.repeat(60)}success`, 'word_after_notices'],
  [`${NOTICE_HTML}<html><body>success</body></html>`, 'word_in_page'],
  ['<html><body>success</body></html>', 'word_in_page'],
  ['<html>Success</html>', 'word_in_page'],
  ['<p>success</p>', 'word_in_page'],
  ['success<br/>', 'word_in_page'],
  ['<pre style="word-wrap: break-word;">success</pre>', 'word_in_page'],
  [
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x"><html>\n<head><meta charset="utf-8"/><title>notify</title></head>\n<body>\n success&nbsp;\n</body></html>',
    'word_in_page',
  ],
  [
    '<?xml version="1.0" encoding="utf-8"?><string xmlns="http://tempuri.org/">success</string>',
    'word_in_page',
  ],
  ['<xml><![CDATA[success]]></xml>', 'word_in_page'],
  [`<!-- ${'cached '.repeat(500)} -->success<!-- 0.02s -->`, 'word_in_page'],
  ...[
    'success!',
    'success.',
    '"success"',
    "'success'",
    'OK success',
    'success ok',
    'success\n0.02s',
    '订单 2026112 处理完成，success',
    '处理成功success',
    'success。订单已处理',
    'order 123 paid: success',
    '[2026-11-30 10:00:00] success',
    '20261121140509001 success',
    'notice: x\nSUCCESS',
    'order no. 17 success',
    '1 success',
    '200 success',
    '重复通知 success',
    'success✅',
    '`success`',
    '**success**',
  ].map((text) => [text, 'word_at_end'] as const),
  ...[
    '{"success":true}',
    '{"success":1}',
    '{"success":"true"}',
    '{"code":1,"msg":"success"}',
    '{"code":0,"msg":"success"}',
    '{"code":200,"message":"SUCCESS","data":null}',
    '{"code":"0000","msg":"Success","data":[]}',
    '{"status":"success"}',
    '{"return_code":"SUCCESS","return_msg":"OK"}',
    '{"errcode":0,"errmsg":"success"}',
    '{"error":null,"result":"success"}',
    '\uFEFF{ "msg" : "success" }\n',
    `${NOTICE_HTML}{"code":1,"msg":"success"}`,
    '{"code":1,"msg":"notify success"}',
    '{"code":1,"msg":"success","data":{"id":5,"status":2}}',
  ].map((text) => [text, 'json_affirms'] as const),
];

const UNHEARD: readonly (readonly [string, string])[] = [
  ['', 'empty'],
  [' \n\uFEFF', 'empty'],
  ...['fail', 'ok', 'FAIL', 'succes', 'suc cess', 'sucess', '成功', 'true', '1', '\uFFFD\uFFFD'].map(
    (text) => [text, 'no_word'] as const,
  ),
  [NOTICE_HTML, 'no_word'],
  [NOTICE_TEXT, 'no_word'],
  ...[
    'unsuccessful',
    'successful',
    'successfully',
    'order_success',
    'success_url',
    'payment-success',
    'success=0',
    'success:false',
    'success: false',
    'success.php',
    '/pay/success',
    'https://shop.example/success',
    'successsuccess',
    'msg:success',
    'status=success',
    '$success',
    'success? no',
  ].map((text) => [text, 'part_of_word'] as const),
  ...[
    'no success',
    'not success',
    'Not a success',
    'success = 0',
    'success : false',
    'fail, not success',
    'success false',
    'success rate: 0%',
    'success rate 99%',
    'success page',
    '0个success',
    'order is yet to be success',
    'success 0',
    '0 success',
    '-1 success',
    'code -1 msg success',
    'code=-1 success',
    'code=500 success',
    '500 success',
    '!success',
    'if paid print success',
    'please return success',
    'return success',
    'expected success',
    'verify error success',
    "didn't success",
    '不 success',
    '没有success',
    '验签失败，不是success',
    '请返回success',
    'success 失败',
    '❌ success',
    'unable to answer success',
  ].map((text) => [text, 'denied'] as const),
  ...[
    'the success of this shop',
    `success ${'x'.repeat(300)}`,
    `${'订单'.repeat(200)} success`,
    'alert("success")',
    'success()',
    '0 success, 3 failed',
    "array('success' => false)",
    'result {"success":false} success',
  ].map((text) => [text, 'within_text'] as const),
  ...[
    '{"success":false}',
    '{"success":0}',
    '{"success":"false"}',
    '{"success":null}',
    '{"success":""}',
    '{ "Success" : false }',
    '{"code":-1,"msg":"success"}',
    '{"code":"-1","msg":"success"}',
    '{"code":500,"msg":"success"}',
    '{"code":10001,"msg":"success"}',
    '{"status":"fail","msg":"success"}',
    '{"status":"error","message":"success"}',
    '{"return_code":"FAIL","return_msg":"success"}',
    '{"errcode":1,"errmsg":"success"}',
    '{"error":"success"}',
    '{"error":"bad sign","result":"success"}',
    '{"success":true,"error":"签名错误"}',
    '{"success":true,"message":"签名错误"}',
    '{"code":0,"msg":"unsuccessful"}',
    '{"code":0,"msg":"no success"}',
    '{"code":0,"msg":"success","data":{"success":false}}',
    '[{"success":false}]',
    `${NOTICE_HTML}{"success":false}`,
  ].map((text) => [text, 'json_denies'] as const),
  ...[
    '{"success":false',
    '{"expected":"success","code":1}',
    '{"icon":"success","code":0}',
    '{"data":{"msg":"success"}}',
    '["success"]',
    '{success:true}',
    '{"success_url":"https://shop.example/success"}',
  ].map((text) => [text, 'json_unclear'] as const),
  ['{"code":1,"msg":"ok"}', 'no_word'],
  ...[
    FRONT_PAGE,
    '<html><head><title>success</title></head><body></body></html>',
    '<html><head><title>404 Not Found</title></head><body>success</body></html>',
    '<div class="success">下单</div>',
    '<html><body>not success</body></html>',
    '<html><body>success <a href="/">首页</a></body></html>',
    `<html>${STYLE}<body>success</body></html>`,
    '<script>var a="success"</script>',
    '<script>location="/success"</script>success',
    '<form><input value="success"></form>',
    '<!-- success --><html><body></body></html> ',
    "<?php echo 'success'; ?>",
    '<pre>{"success":false}</pre>',
    '<br />\n<b>Fatal error</b>:  Uncaught Error: success in <b>/a.php</b> on line <b>1</b><br />\nsuccess',
    '<xml><return_code>FAIL</return_code><return_msg>success</return_msg></xml>',
    `${'<b>'.repeat(1_000)}success`,
  ].map((text) => [text, 'page'] as const),
  ['Fatal error: Uncaught Error in /a.php on line 1\nsuccess', 'denied'],
];

describe('an answer to 易支付', () => {
  it.each(HEARD)('acknowledges with %j', (text, finding) => {
    expect(read(text)).toEqual({ isAcknowledged: true, reading: 'strict', finding });
  });

  it.each(UNHEARD)('does not acknowledge with %j', (text, finding) => {
    expect(read(text)).toEqual({ isAcknowledged: false, reading: 'strict', finding });
  });

  it.each(UNHEARD)(
    'is taken by the lenient reading exactly when it contains the word: %j',
    (text, finding) => {
      const contains = text.toLowerCase().includes('success');
      expect(read(text, { isLenient: true })).toEqual(
        contains
          ? { isAcknowledged: true, reading: 'lenient', finding: 'contains_word' }
          : { isAcknowledged: false, reading: 'lenient', finding },
      );
    },
  );

  it.each(HEARD)('is decided by the strict reading although the lenient one is on: %j', (text, finding) => {
    expect(read(text, { isLenient: true })).toMatchObject({
      isAcknowledged: true,
      reading: 'strict',
      finding,
    });
  });

  it.each([201, 202])('acknowledges with status %d and the bare word alone, however lenient', (status) => {
    expect(read('\uFEFF success\r\n', { status })?.isAcknowledged).toBe(true);
    for (const isLenient of [false, true]) {
      for (const text of ['', 'ok success', '<p>success</p>', '{"success":true}', 'unsuccessful']) {
        expect(read(text, { status, isLenient })?.isAcknowledged).toBe(false);
      }
    }
  });

  it.each([203, 204, 206, 301, 302, 400, 404, 500, 503])('is not even read with status %d', (status) => {
    expect(read('success', { status, isLenient: true })).toBeNull();
  });

  it('never acknowledges strictly with an answer that has no end', () => {
    expect(read(`success${' '.repeat(65_529)}`, { isCut: true })).toMatchObject({
      isAcknowledged: false,
      finding: 'too_long',
    });
  });

  it.each(['utf-16le', 'utf16be'])('is read as %s when its byte order mark says so', (encoding) => {
    const body = Buffer.from('\uFEFFsuccess', 'utf16le');
    if (encoding === 'utf16be') body.swap16();
    expect(acknowledge({ status: 200, body, isCut: false }, { isLenient: false })?.finding).toBe('bare_word');
  });

  it('takes no time over 64 KiB, whatever they are', () => {
    const parts = [
      ...[
        '<',
        '>',
        '<b>',
        '<!--',
        '-->',
        '<title>',
        '<![CDATA[',
        '{',
        '[',
        '"',
        '{"a":',
        'success',
        ' ',
        '(',
        '=',
        '-1',
      ],
      ...[
        'Notice: x in ',
        ' on line ',
        '<br />\n<b>Notice</b>: ',
        '\n',
        '成',
        '不',
        'no ',
        "n't",
        '&nbsp;',
        '<a ',
        '</',
        '<?',
      ],
    ];
    const startedAt = performance.now();
    for (const part of parts) {
      read(part.repeat(Math.ceil(65_536 / part.length)).slice(0, 65_536));
      read(`${part.repeat(Math.ceil(65_000 / part.length)).slice(0, 65_000)}success`, { isLenient: true });
    }
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

const blank = fc
  .constantFrom('', ' ', '\n', '\r\n', '\t', '\uFEFF', '\u00A0', '\u3000', '\u200B')
  .chain((one) => fc.nat(5).map((count) => one.repeat(count)));
const word = fc.constantFrom('success', 'SUCCESS', 'Success', 'sUCCESS');
const file = fc.constantFrom('/www/wwwroot/a/notify.php', 'C:\\phpstudy\\WWW\\n.php', '/a b/success.php');
const notice = fc
  .record({
    kind: fc.constantFrom('Notice', 'Warning', 'Deprecated', 'Strict Standards'),
    message: fc.constantFrom(
      'Undefined variable $success',
      'fopen(): failed to open',
      'x() is deprecated',
      'success',
    ),
    file,
    line: fc.nat(9_999),
    isHtml: fc.boolean(),
  })
  .map(({ kind, message, file: at, line, isHtml }) =>
    isHtml
      ? `<br />\n<b>${kind}</b>:  ${message} in <b>${at}</b> on line <b>${line}</b><br />\n`
      : `\n${kind}: ${message} in ${at} on line ${line}\n`,
  );
const tag = fc.constantFrom('html', 'body', 'p', 'div', 'pre', 'span', 'h1', 'center', 'string');
const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_');
const letters = fc.array(letter, { minLength: 1, maxLength: 8 }).map((all) => all.join(''));

describe('generated answers to 易支付', () => {
  it('are heard as the word among notices, tags and blanks, whatever these say', () => {
    const body = fc
      .tuple(
        fc.array(notice, { maxLength: 5 }),
        fc.array(tag, { maxLength: 4 }),
        blank,
        word,
        blank,
        fc.array(notice, { maxLength: 2 }),
      )
      .map(([before, tags, left, said, right, after]) => {
        const page = tags.reduce((inner, name) => `<${name}>${inner}</${name}>`, left + said + right);
        return before.join('') + page + after.join('');
      });
    fc.assert(
      fc.property(body, (text) => {
        expect(isHeard(text), JSON.stringify(text)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('are never heard when they only hold the word inside another', () => {
    const around = fc.oneof(
      fc.tuple(letters, word, letters),
      fc.tuple(letters, word, fc.constant('')),
      fc.tuple(fc.constant(''), word, letters),
    );
    const body = fc
      .tuple(fc.array(letters, { maxLength: 6 }), around, fc.array(letters, { maxLength: 6 }))
      .map(([before, [left, said, right], after]) => [...before, left + said + right, ...after].join(' '))
      .filter((text) => !/(^| )success( |$)/i.test(text));
    fc.assert(
      fc.property(body, (text) => {
        expect(isHeard(text), JSON.stringify(text)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it('are never heard when a JSON object denies, whatever else it says and in whatever order', () => {
    const denial = fc.constantFrom<[string, unknown]>(
      ...([
        ['success', false],
        ['success', 0],
        ['success', 'false'],
        ['code', -1],
        ['code', 400],
        ['status', 'fail'],
        ['status', false],
        ['ret', -100],
        ['error', 'bad sign'],
        ['errcode', 40001],
        ['result', 'FAIL'],
        ['msg', '签名错误'],
        ['message', 'sign mismatch'],
      ] as [string, unknown][]),
    );
    const others = fc.subarray<[string, unknown]>([
      ['info', 'success'],
      ['data', 'success'],
      ['text', 'Success'],
      ['state', 'success'],
      ['retcode', 'SUCCESS'],
      ['isSuccess', true],
      ['url', 'https://shop.example/success'],
    ]);
    const object = fc.tuple(denial, others, fc.nat(), fc.boolean()).map(([bad, good, at, isPretty]) => {
      const members = [...good];
      members.splice(at % (good.length + 1), 0, bad);
      return JSON.stringify(Object.fromEntries(members), null, isPretty ? 2 : 0);
    });
    fc.assert(
      fc.property(object, blank, (text, left) => {
        expect(isHeard(left + text), text).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are never heard as a page that has more to say than the word', () => {
    const furniture = fc.constantFrom(
      '<script>var success=1</script>',
      '<style>.success{}</style>',
      '<a href="/success">success</a>',
      '<link rel="stylesheet" href="/success.css">',
      '<img alt="success">',
      '<div class="success">欢迎</div>',
      '<p>你好</p>',
      '<form action="/success"></form>',
      '<table><tr><td>success</td></tr></table>',
      '<iframe src="/success"></iframe>',
    );
    const page = fc
      .tuple(fc.array(furniture, { minLength: 1, maxLength: 6 }), fc.nat(6), fc.boolean())
      .map(([parts, at, hasWord]) => {
        const all = hasWord ? [...parts.slice(0, at), ' success ', ...parts.slice(at)] : parts;
        return `<html><body>${all.join('\n')}</body></html>`;
      });
    fc.assert(
      fc.property(page, (text) => {
        expect(isHeard(text), text).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are never heard without the word, and never strictly where not leniently', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.boolean(), (noise, isIn) => {
        const text = isIn ? `${noise}success${noise}` : noise;
        const strict = isHeard(text);
        const contains = text.toLowerCase().includes('success');
        if (!contains) expect(strict).toBe(false);
        expect(read(text, { isLenient: true })?.isAcknowledged).toBe(contains);
      }),
      { numRuns: 3_000 },
    );
  });
});

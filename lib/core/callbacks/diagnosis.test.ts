import { describe, expect, it } from 'vitest';
import { CALLBACK_FAILURES } from './callback';
import { type Diagnosis, diagnose, diagnoseAnswer } from './diagnosis';
import type { Finding } from './judgement';

const answered = (answer: string, finding: Finding | null = null) =>
  diagnose({ failure: 'body_mismatch', httpStatus: 200, answer, finding });
const status = (httpStatus: number, answer: string | null = null) =>
  diagnose({ failure: 'http_status', httpStatus, answer, finding: null });

const CHALLENGES = [
  '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="refresh" content="390">',
  '<html><head><title>Attention Required! | Cloudflare</title></head>',
  '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
  '<html><title>宝塔防火墙</title><body>您的请求带有不合法参数，已被网站管理员设置拦截！</body>',
  '<html><head><title>安全验证</title></head><body>正在进行人机验证，请稍候</body></html>',
  '<html><script src="/_guard/auto.js"></script></html>',
  '<html><title>浏览器安全检查中...</title><p>5秒盾</p></html>',
  "<html><script>var arg1='A1B2';document.cookie='acw_sc__v2='+x</script></html>",
  '<script>document.cookie="__jsl_clearance=1";location.href=location.pathname</script>',
  '<html><body><script>document.cookie = "k=1";\nlocation.reload();</script></body></html>',
  '<html><body><script src="/aes.js"></script>This site requires Javascript to work</body></html>',
  '<html><title>Access Denied</title>Request unsuccessful. Incapsula incident ID: 1</html>',
  '<html><title>访问验证</title><div>请完成滑块验证</div></html>',
];
const BROKEN = [
  '<br />\n<b>Fatal error</b>:  Uncaught PDOException: SQLSTATE[HY000] in <b>/a.php</b> on line <b>3</b>',
  'PHP Parse error:  syntax error, unexpected end of file in /a.php on line 9',
  '<html><title>系统发生错误</title></html>',
  'Traceback (most recent call last):\n  File "app.py"',
  '<title>Whoops! There was an error.</title>',
];

describe('diagnose', () => {
  it('says nothing about an attempt that was acknowledged', () => {
    expect(diagnose({ failure: null, httpStatus: 200, answer: 'success', finding: 'bare_word' })).toBeNull();
  });

  it('has a word for every failure', () => {
    for (const failure of CALLBACK_FAILURES) {
      expect(diagnose({ failure, httpStatus: null, answer: null, finding: null })).toEqual(
        expect.any(String),
      );
    }
  });

  it('tells apart what merchants answer instead of the word', () => {
    expect(answered('<!doctype html><title>登录</title>')).toBe('html_page');
    expect(answered('{"code":0}')).toBe('json_answer');
    expect(answered(' \n')).toBe('empty_answer');
    expect(answered('notice: undefined index success')).toBe('success_with_more');
    expect(answered('FAIL')).toBe('says_fail');
    expect(answered('ok')).toBe('other_answer');
  });

  it.each<[string, Finding, Diagnosis]>([
    ['{"success":false}', 'json_denies', 'json_denies'],
    ['{"a":1}', 'json_unclear', 'json_answer'],
    ['unsuccessful', 'part_of_word', 'success_within_word'],
    ['no success', 'denied', 'success_denied'],
    ['<html>…', 'page', 'html_page'],
    ['the success of it', 'within_text', 'success_with_more'],
    ['fail', 'no_word', 'says_fail'],
    ['', 'empty', 'empty_answer'],
  ])('says of %j, found %s, that it is %s', (answer, finding, diagnosis) => {
    expect(answered(answer, finding)).toBe(diagnosis);
  });

  it('tells apart the statuses that have different cures', () => {
    expect([401, 403, 404, 405, 429, 502, 418].map((one) => status(one))).toEqual([
      'access_denied',
      'access_denied',
      'path_unknown',
      'method_refused',
      'asked_to_slow_down',
      'server_error',
      'other_status',
    ]);
  });

  it.each(CHALLENGES)('tells a challenge page from a broken program, whatever its status: %s', (page) => {
    expect(answered(page, 'page')).toBe('challenge_page');
    for (const code of [202, 403, 405, 429, 468, 503, 521]) expect(status(code, page)).toBe('challenge_page');
    expect(diagnoseAnswer({ status: 200, text: page })).toBe('challenge_page');
  });

  it.each(BROKEN)('tells a broken program, even where it answers 200: %s', (page) => {
    expect(answered(page, 'page')).toBe('server_error');
    expect(status(500, page)).toBe('server_error');
    expect(diagnoseAnswer({ status: 200, text: page })).toBe('server_error');
  });

  it.each([
    '<html><head><title>登录</title></head><body><form><img src="/captcha.png"></form></body></html>',
    '<html><head><title>我的小店</title><script>document.cookie="visit=1"</script></head></html>',
    '<html><body>Welcome, no error here</body></html>',
  ])('calls an ordinary page neither: %s', (page) => {
    expect(answered(page, 'page')).toBe('html_page');
    expect(diagnoseAnswer({ status: 200, text: page })).toBeNull();
  });

  it('tells TLS versions, certificates and handshakes, ports, addresses and invented addresses apart', () => {
    const of = (failure: (typeof CALLBACK_FAILURES)[number]) =>
      diagnose({ failure, httpStatus: null, answer: null, finding: null });
    const failures = [
      ...([
        'certificate',
        'tls_version',
        'tls',
        'port_shut',
        'bad_address',
        'refused_address',
        'fake_ip',
      ] as const),
    ];
    expect(new Set(failures.map(of)).size).toBe(failures.length);
  });
});

import { describe, expect, it } from 'vitest';
import { CALLBACK_FAILURES } from './callback';
import { diagnose } from './diagnosis';

const answered = (answer: string) => diagnose({ failure: 'body_mismatch', httpStatus: 200, answer });
const status = (httpStatus: number) => diagnose({ failure: 'http_status', httpStatus, answer: null });

describe('diagnose', () => {
  it('says nothing about an attempt that was acknowledged', () => {
    expect(diagnose({ failure: null, httpStatus: 200, answer: 'success' })).toBeNull();
  });

  it('has a word for every failure', () => {
    for (const failure of CALLBACK_FAILURES) {
      expect(diagnose({ failure, httpStatus: null, answer: null })).toEqual(expect.any(String));
    }
  });

  it('tells apart what merchants answer instead of the word', () => {
    expect(answered('<!doctype html><title>登录</title>')).toBe('html_page');
    expect(answered('\uFEFF success \n')).toBe('bom_before_success');
    expect(answered('{"code":0}')).toBe('json_answer');
    expect(answered(' \n')).toBe('empty_answer');
    expect(answered('notice: undefined index success')).toBe('success_with_more');
    expect(answered('FAIL')).toBe('says_fail');
    expect(answered('ok')).toBe('other_answer');
  });

  it('tells apart the statuses that have different cures', () => {
    expect([401, 403, 404, 405, 429, 502, 418].map(status)).toEqual([
      'access_denied',
      'access_denied',
      'path_unknown',
      'method_refused',
      'asked_to_slow_down',
      'server_error',
      'other_status',
    ]);
  });
});

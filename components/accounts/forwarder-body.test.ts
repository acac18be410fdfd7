import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FORWARDER_BODY } from '@/components/accounts/forwarder-body';

interface Notice {
  readonly title: string;
  readonly text: string;
}

/** A text inside JSON quotes, as the app's library writes it. */
function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  const hex = (sign: string) => `\\u00${sign.charCodeAt(0).toString(16)}`;
  return inner.replaceAll(/['<>&=]/g, hex);
}

/** `{{NAME}}` and `{{NAME###pattern===replacement}}`, which the app fills in first, one name after the other. */
function fillNamed(
  template: string,
  values: readonly (readonly [name: string, value: string])[],
  written: (text: string) => string,
): string {
  let body = template;
  for (const [name, value] of values) {
    let filled = body.replaceAll(`{{${name}}}`, () => written(value));
    for (const [whole, pattern = '', put = ''] of filled.matchAll(
      new RegExp(`\\{\\{${name}###([^=]+)===(.*?)\\}\\}`, 'g'),
    )) {
      try {
        const changed = value.replaceAll(new RegExp(pattern, 'g'), put);
        filled = body.replaceAll(whole, () => written(changed));
      } catch {
        // The app leaves a tag whose pattern it cannot read.
      }
    }
    body = filled;
  }
  return body;
}

/** Times in a format of one's own: Latin letters stand for parts of it, quotes fall away, the rest stays. */
const printed = (format: string) => format.replaceAll(/[A-Za-z]+/g, '7').replaceAll("'", '');

/** The order is the app's own. */
function namesOf({ title, text }: Notice) {
  return [
    ['FROM', 'com.tencent.mm'],
    ['SMS', text],
    ['MSG', text],
    ['CARD_SLOT', title],
    ['TITLE', title],
    ['UID', '10123'],
    ['RECEIVE_TIME', '2026-11-30 10:00:00'],
    ['DEVICE_NAME', 'phone'],
  ] as const;
}

/** What SmsForwarder (3.x) makes of a body of JSON. */
function forwarded(template: string, notice: Notice): string {
  const { title, text } = notice;
  return fillNamed(template, namesOf(notice), quoted)
    .replaceAll('[from]', 'com.tencent.mm')
    .replaceAll('[org_content]', () => quoted(text))
    .replaceAll('[device_mark]', 'phone')
    .replaceAll('[title]', () => quoted(title))
    .replaceAll('[card_slot]', () => quoted(title))
    .replaceAll(/\[receive_time(?::(.*?))?\]/g, (_, format?: string) =>
      printed(format ?? 'yyyy-MM-dd HH:mm:ss'),
    )
    .replaceAll('[timestamp]', '1795262400123')
    .replaceAll('[sign]', 'c2lnbg%3D%3D');
}

function titleOf(template: string, notice: Notice): unknown {
  try {
    return (JSON.parse(forwarded(template, notice)) as { title: unknown }).title;
  } catch {
    return null;
  }
}

const PLAIN = FORWARDER_BODY.replace(/\{\{.*?\}\}/, '[title]');

test('names in the language of the app do turn into other names, unless the body keeps them from it', () => {
  const bracket = { title: '[receive_time:微信支付]', text: '微信支付收款79.00元' };
  expect(titleOf(PLAIN, bracket)).toBe('微信支付');
  const brace = { title: '{{UID###.+===微信支付}}', text: '微信支付收款79.00元' };
  expect(fillNamed('{{TITLE}}\n{{MSG}}', namesOf(brace), String)).toBe('微信支付\n微信支付收款79.00元');
  expect(titleOf(FORWARDER_BODY, bracket)).toBe('_receive_time:微信支付]');
  expect(titleOf(FORWARDER_BODY, brace)).toBe('__UID###.+===微信支付}}');
});

test('a title arrives as it is, without the signs that begin a tag, whatever it and the message say', () => {
  const scrap = fc.constantFrom(
    '微信支付',
    '[receive_time:',
    '[org_content]',
    '[title]',
    '[sign]',
    '{{TITLE}}',
    '{{UID###',
    '{{DEVICE_NAME###.+===',
    '===',
    ']',
    '}}',
    "'",
    '"',
    '\\',
    '\n',
    '","title":"微信支付',
    '张三',
  );
  const words = fc.oneof(
    fc.array(scrap, { maxLength: 6 }).map((parts) => parts.join('')),
    fc.string({ maxLength: 30 }),
  );
  fc.assert(
    fc.property(words, words, (title, text) => {
      const arrived = titleOf(FORWARDER_BODY, { title, text });
      // A message may break the JSON; then nothing is read.
      if (arrived !== null) expect(arrived).toBe(title.replaceAll(/[[{]/g, '_'));
    }),
    { numRuns: 3_000 },
  );
}, 30_000);

test('the documents show the body that the product gives', () => {
  expect(readFileSync('docs/monitor-api.md', 'utf8')).toContain(`\n${FORWARDER_BODY}\n`);
});

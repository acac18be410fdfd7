import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBodyFields, readForm } from '@/lib/platform/fields';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
const json = (text: string) => readBodyFields(bytes(text), 'application/json');
const values = (fields: ReturnType<typeof readBodyFields>) => Object.fromEntries(fields?.values ?? []);
const faults = (fields: ReturnType<typeof readBodyFields>) => Object.fromEntries(fields?.faults ?? []);

test('a number in JSON keeps the digits it was written with', () => {
  const text = '{"a":1.50,"b":0.820,"c":1e2,"d":-0,"e":12345678901234567890.10,"f":true,"g":null,"h":"1.50"}';
  expect(values(json(text))).toEqual({
    a: '1.50',
    b: '0.820',
    c: '1e2',
    d: '-0',
    e: '12345678901234567890.10',
    f: 'true',
    h: '1.50',
  });
});

test('JSON strings are unescaped, Chinese and emoji included', () => {
  expect(values(json(String.raw`{"\u0063ustom":"\u5f20\u4e09 \"x\" \\ \/ \n 😀 \ud83d\ude00"}`))).toEqual({
    custom: '张三 "x" \\ / \n 😀 😀',
  });
});

test('every JSON object of strings is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), (object) => {
      const readable = Object.fromEntries(
        Object.entries(object).filter(([, text]) => !/[\0\uFFFD]/.test(text) && text.isWellFormed()),
      );
      expect(values(json(JSON.stringify(object)))).toEqual(readable);
    }),
  );
});

test('what JSON.parse refuses is refused, whatever was damaged', () => {
  const source = '{"a":1.5,"b":"x\\u0041","c":[1,{"d":null}],"e":{}}';
  fc.assert(
    fc.property(
      fc.nat(source.length),
      fc.constantFrom('', '"', '{', '}', ',', ':', '0', '\\', ' '),
      (at, put) => {
        const damaged = source.slice(0, at) + put + source.slice(at + 1);
        let isJson = true;
        try {
          JSON.parse(damaged);
        } catch {
          isJson = false;
        }
        expect(json(damaged) !== null).toBe(isJson);
      },
    ),
    { numRuns: 1000 },
  );
});

test('nested values, files and repeated names are faults and carry no value', () => {
  expect(faults(json('{"a":[1],"b":{"c":1},"d":"1","d":"1","e":"ok"}'))).toEqual({
    a: 'nested',
    b: 'nested',
    d: 'repeated',
  });
  expect(faults(readForm('a=1&b=2&a=1'))).toEqual({ a: 'repeated' });
  expect(values(readForm('a=1&b=2&a=1'))).toEqual({ b: '2' });
});

test('text that no database stores is unreadable: U+0000, half a surrogate pair', () => {
  expect(faults(json(String.raw`{"a":"x\u0000","b":"\ud800","c":"\udc00x"}`))).toEqual({
    a: 'unreadable',
    b: 'unreadable',
    c: 'unreadable',
  });
  expect(faults(readForm('a=%00&d=%'))).toEqual({ a: 'unreadable' });
});

test('bytes that are no UTF-8 are told apart, in values and names, encoded and raw', () => {
  expect(faults(readForm('b=%ff&c=%D5%C5&%D5%C5=1&d=�'))).toEqual({
    b: 'not_utf8',
    c: 'not_utf8',
    '\uFFFD\uFFFD': 'not_utf8',
    d: 'not_utf8',
  });
  const gbk = Buffer.from([0x61, 0x3d, 0xd5, 0xc5]);
  expect(faults(readBodyFields(gbk, 'application/x-www-form-urlencoded'))).toEqual({ a: 'not_utf8' });
});

test('nesting without an end neither hangs nor overflows', () => {
  expect(json(`{"a":${'['.repeat(60_000)}`)).toBeNull();
  expect(json(`{"a":${'{"a":'.repeat(10_000)}`)).toBeNull();
});

test('a form is decoded as browsers encode it', () => {
  expect(values(readForm('a=1+2%2B3&b=%E5%BC%A0%E4%B8%89&&c&=x&d==&e=%zz'))).toEqual({
    a: '1 2+3',
    b: '张三',
    c: '',
    '': 'x',
    d: '=',
    e: '%zz',
  });
});

test('a form that URLSearchParams wrote is read back', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' })), (object) => {
      const sent = new URLSearchParams(object);
      const expected = Object.fromEntries([...sent].filter(([, text]) => !/[\0\uFFFD]/.test(text)));
      expect(values(readForm(sent.toString()))).toEqual(expected);
    }),
  );
});

async function multipart(form: FormData) {
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  const type = request.headers.get('content-type') ?? '';
  return readBodyFields(new Uint8Array(await request.arrayBuffer()), type);
}

test('multipart bodies of fetch are read, and a file is a fault', async () => {
  const form = new FormData();
  form.set('price', '1.50');
  form.set('custom', '张三\r\n--x\r\n');
  form.set('empty', '');
  form.set('file', new Blob(['x']), 'x.txt');
  expect(values(await multipart(form))).toEqual({ price: '1.50', custom: '张三\r\n--x\r\n', empty: '' });
  expect(faults(await multipart(form))).toEqual({ file: 'nested' });
});

test('multipart as curl writes it is read, and a broken one is refused', () => {
  const type = 'multipart/form-data; boundary=----x';
  const body = '------x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n------x--\r\n';
  expect(values(readBodyFields(bytes(body), type))).toEqual({ a: '1' });
  for (const broken of [
    '',
    'x',
    body.slice(0, -6),
    body.replace('name="a"', ''),
    body.replace('\r\n\r\n', ''),
  ]) {
    expect(readBodyFields(bytes(broken), type)).toBeNull();
  }
  expect(readBodyFields(bytes(body), 'multipart/form-data')).toBeNull();
});

test('without a usable content type, a brace makes it JSON and anything else a form', () => {
  expect(values(readBodyFields(bytes('{"a":1}'), ''))).toEqual({ a: '1' });
  expect(values(readBodyFields(bytes('a=1'), 'text/plain'))).toEqual({ a: '1' });
  expect(values(readBodyFields(bytes('\uFEFF{"a":1}'), 'application/json; charset=utf-8'))).toEqual({
    a: '1',
  });
});

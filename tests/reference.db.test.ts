import { beforeAll, describe, expect, test } from 'vitest';
import { makeSignature } from '@/components/docs/signature/make-signature';
import { createGateway } from '@/gateway/app';
import { dialects } from '@/lib/dialects';
import type { OperationReference } from '@/lib/dialects/reference';
import { fieldsFor, openReferenceShop, type ReferenceShop, secretOf } from '@/tests/support/reference-shop';

const gateway = createGateway();
const references = Object.values(dialects).flatMap(({ reference }) => reference.operations);

let shop: ReferenceShop;
beforeAll(async () => {
  shop = await openReferenceShop();
});

function signedFields(reference: OperationReference): URLSearchParams {
  const { signature } = reference;
  const fields = fieldsFor(reference, shop);
  const secret = secretOf(reference, shop);
  if (signature.kind === 'bearer') fields.set(signature.field, secret);
  if (signature.kind === 'joined' || signature.kind === 'sorted') {
    fields.set('sign', makeSignature(signature, fields, secret).sign);
  }
  return new URLSearchParams([...fields]);
}

function ask(reference: OperationReference, fields: URLSearchParams): Promise<Response> {
  const { operation, methods = operation.methods } = reference;
  const address = `http://localhost${operation.paths[0]}`;
  const request = methods.includes('POST')
    ? new Request(address, { method: 'POST', body: fields })
    : new Request(`${address}?${fields}`);
  return Promise.resolve(gateway.fetch(request));
}

describe.each(references)('$id', (reference) => {
  const { answer } = reference;

  test('answers a right request as its reference says', async () => {
    const reply = await ask(reference, signedFields(reference));
    if (answer.kind === 'page') {
      expect(reply.status).toBe(200);
      expect(await reply.text()).toContain('window.location.href=');
      return;
    }
    const body = await reply.json();
    expect(answer.success.safeParse(body).error, JSON.stringify(body)).toBeUndefined();
  });

  test('refuses a wrong one as its reference says', async () => {
    if (answer.kind === 'page') return;
    const fields = signedFields(reference);
    for (const name of ['sign', 'key', 'orderId']) if (fields.has(name)) fields.set(name, '0'.repeat(32));
    const body = await (await ask(reference, fields)).json();
    expect(answer.refusal.safeParse(body).error, JSON.stringify(body)).toBeUndefined();
  });
});

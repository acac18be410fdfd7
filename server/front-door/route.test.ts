import { expect, test } from 'vitest';
import { chooseDestination } from './route';

const isPublicPath = (path: string) => ['/submit.php', '/api/anypay/create', '/pay/api'].includes(path);
const choose = (target: string) => chooseDestination(target, isPublicPath);

test.each([
  ['/submit.php?a=1', '/submit.php?a=1'],
  ['//submit.php?a=1', '/submit.php?a=1'],
  ['/api/anypay/create/', '/api/anypay/create'],
  ['///api/anypay/create//?x=//', '/api/anypay/create?x=//'],
  ['http://pay.test/pay/api?id=1', '/pay/api?id=1'],
])('%s is the gateway address %s', (given, target) => {
  expect(choose(given)).toEqual({ to: 'gateway', target });
});

test.each(['/', '/orders/', '//orders', '/orders?next=/submit.php', '/SUBMIT.PHP', '/submit.php/x'])(
  '%s is none of the gateway’s and reaches the admin as it came',
  (given) => {
    expect(choose(given)).toEqual({ to: 'admin', target: given });
  },
);

test('an absolute target without a path is the start page', () => {
  expect(choose('http://pay.test')).toEqual({ to: 'admin', target: '/' });
});

test.each(['*', 'pay.test:443', 'ftp://x/y'])('%s is no address', (given) => {
  expect(choose(given)).toBeNull();
});

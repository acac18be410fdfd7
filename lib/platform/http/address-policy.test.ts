import { describe, expect, it } from 'vitest';
import { type AddressPolicy, isAllowed } from './address-policy';

const CLOSED: AddressPolicy = { allowCidrs: [], ownPorts: [3000], databasePort: 5432 };
const OPEN: AddressPolicy = { ...CLOSED, allowCidrs: ['0.0.0.0/0', '::/0'] };

const PUBLIC = ['1.1.1.1', '8.8.8.8', '223.5.5.5', '2400:3200::1', '2606:4700::1111', '::ffff:1.1.1.1'];

const SPECIAL = [
  ...['0.0.0.1', '10.0.0.1', '100.64.0.1', '100.127.255.254', '127.0.0.1', '127.255.255.254', '172.16.0.1'],
  ...[
    '172.31.255.254',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.254',
  ],
  ...[
    '198.51.100.1',
    '203.0.113.1',
    '240.0.0.1',
    '::1',
    '::2',
    '::7f00:1',
    '::ffff:10.0.0.1',
    '::ffff:0:7f00:1',
  ],
  ...[
    '64:ff9b::7f00:1',
    '64:ff9b::101:101',
    '64:ff9b:1::7f00:1',
    '2002:7f00:1::',
    '2002:101:101::',
    '2001::1',
  ],
  ...['100::1', '2001:db8::1', '3fff::1', '5f00::1', 'fc00::1', 'fd12::1', 'fe80::1', 'fec0::1', '4000::1'],
];

const NEVER = [
  ...['0.0.0.0', '::', '169.254.169.254', '169.254.0.1', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe'],
  ...['2002:a9fe:a9fe::', 'fd00:ec2::254', '224.0.0.1', '255.255.255.255.', 'ff02::1', 'not an address', ''],
];

describe('isAllowed', () => {
  it.each(PUBLIC)('lets %s be reached without a setting', (address) => {
    expect(isAllowed(address, 443, CLOSED)).toBe(true);
  });

  it.each(SPECIAL)('refuses %s until the operator opens it', (address) => {
    expect(isAllowed(address, 443, CLOSED)).toBe(false);
    expect(isAllowed(address, 443, OPEN)).toBe(true);
  });

  it.each(NEVER)('refuses %s whatever is opened', (address) => {
    expect(isAllowed(address, 443, OPEN)).toBe(false);
  });

  it('opens only the range that was named', () => {
    const policy = { ...CLOSED, allowCidrs: ['192.168.1.0/24'] };
    expect(isAllowed('192.168.1.7', 8080, policy)).toBe(true);
    expect(isAllowed('::ffff:192.168.1.7', 8080, policy)).toBe(true);
    expect(isAllowed('192.168.2.7', 8080, policy)).toBe(false);
    expect(isAllowed('64:ff9b::c0a8:107', 8080, policy)).toBe(false);
  });

  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])(
    'keeps our own port at %s shut',
    (address) => {
      expect(isAllowed(address, 3000, OPEN)).toBe(false);
      expect(isAllowed(address, 3001, OPEN)).toBe(true);
    },
  );

  it('keeps the database port shut at every address that is not public', () => {
    expect(isAllowed('10.0.0.5', 5432, OPEN)).toBe(false);
    expect(isAllowed('127.0.0.1', 5432, OPEN)).toBe(false);
  });
});

import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClient } from './client';
import type { ResolveName } from './guarded-connector';

const NAMES: Record<string, string[]> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1', '::1'],
  'shop.localhost': ['127.0.0.1'],
  '127.0.0.1.nip.test': ['127.0.0.1'],
  'six.test': ['::1'],
  'mapped.test': ['::ffff:127.0.0.1'],
  'metadata.test': ['169.254.169.254'],
  'lan.test': ['192.168.1.10'],
  'one-of-many.test': ['1.1.1.1', '127.0.0.1'],
  'many-of-six.test': ['2606:4700::1111', '::1'],
  'nothing.test': [],
};

const HOSTS = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0x7F.0x0.0x0.0x1',
    '0177.0.0.1',
  ],
  ...['017700000001', '0', '0.0.0.0', '0x0', '127.0.0.1.', '127.255.255.254', '①②⑦.⓪.⓪.①', '127。0。0。1'],
  ...['127.0\t.0.1', '%31%32%37.0.0.1', '１２７.1', '[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[0000::0001]'],
  ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::FFFF:7F00:1]', '[::ffff:0:7f00:1]', '[::7f00:1]'],
  ...[
    '[64:ff9b::7f00:1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
  ],
  ...['[fe80::1]', '[fc00::1]', '[fd00:ec2::254]', '[fec0::1]', '[ff02::1]', '[100::1]', '[2001:db8::1]'],
  ...['[5f00::1]', '[3fff::1]', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', '169.254.169.254'],
  ...['100.64.0.1', '192.0.0.1', '192.0.2.1', '192.88.99.1', '198.18.0.1', '198.51.100.1', '203.0.113.1'],
  ...['224.0.0.1', '240.0.0.1', '255.255.255.255', '3232235521', '0xa9fea9fe', '[::ffff:a9fe:a9fe]', ''],
  ...['LOCALHOST', 'LocalHost.', ...Object.keys(NAMES)],
];

const WRAPPINGS: ((host: string, port: number) => string)[] = [
  (host, port) => `http://${host}:${port}/notify`,
  (host, port) => `https://${host}:${port}/notify`,
  (host, port) => `http:\\\\${host}:${port}\\notify`,
  (host, port) => `http://user@${host}:${port}/`,
  (host, port) => `http://example.com:80@${host}:${port}/`,
  (host, port) => `HTTP:${host}:${port}`,
];

let canaries: Server[];
let port: number;
let reached = 0;
let client: HttpClient;

function listen(host: string, wanted: number): Promise<Server | null> {
  const server = createServer((socket) => {
    reached += 1;
    socket.destroy();
  });
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen(wanted, host, () => resolve(server));
  });
}

const resolveName: ResolveName = async (hostname) => {
  const addresses = NAMES[hostname];
  if (addresses === undefined) throw Object.assign(new Error('unknown name'), { code: 'ENOTFOUND' });
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};

beforeAll(async () => {
  const four = await listen('127.0.0.1', 0);
  port = ((four as Server).address() as AddressInfo).port;
  // A machine without IPv6 has nothing to reach there.
  canaries = [four, await listen('::1', port)].filter((server) => server !== null);
  client = createHttpClient({
    policy: { allowCidrs: [], ownPorts: [], databasePort: null },
    resolveName,
    totalTimeoutMs: 2_000,
  });
});

afterAll(() => Promise.all(canaries.map((canary) => new Promise((done) => canary.close(done)))));

describe('addresses that are not public', () => {
  const urls = HOSTS.flatMap((host) => WRAPPINGS.map((wrap) => [JSON.stringify(host), wrap, host] as const));

  const ask = (url: string) => client.send({ method: 'GET', url, headers: {}, body: null });

  it('counts at least 120 spellings', () => {
    expect(urls.length).toBeGreaterThanOrEqual(120);
  });

  it.each(urls)('are never connected to, written as %s', async (_, wrap, host) => {
    const result = await client.send({ method: 'GET', url: wrap(host, port), headers: {}, body: null });
    expect(result).toMatchObject({
      kind: 'no_answer',
      failure: expect.stringMatching(/^(refused_address|bad_address)$/),
    });
    expect(reached).toBe(0);
  });

  it.each([
    0, 1, 20, 21, 22, 23, 25, 53, 110, 111, 135, 137, 138, 139, 143, 389, 445, 465, 514, 587, 636, 873, 993,
    995,
  ])('are not asked on port %d', async (odd) => {
    expect(await ask(`http://six.test:${odd}/`)).toMatchObject({ failure: 'port_shut', detail: 'port_shut' });
  });

  it.each([1433, 1521, 2049, 2375, 2376, 3306, 3389, 5432, 5900, 6379, 9200, 9300, 11211, 27017])(
    'are not asked on port %d, which is another service’s',
    async (odd) => {
      expect(await ask(`http://six.test:${odd}/`)).toMatchObject({ failure: 'port_shut' });
    },
  );

  it.each([80, 443, 81, 82, 88, 99, 591, 666, 777, 800, 808, 880, 888, 999, 1023, 1024, 8080, 8443])(
    'are refused on port %d too, whatever name or spelling leads there',
    async (open) => {
      const hosts = [
        'six.test',
        'lan.test',
        'metadata.test',
        '127.0.0.1',
        '[::ffff:7f00:1]',
        '2130706433',
        '10.0.0.1',
      ];
      for (const host of hosts) {
        expect(await ask(`http://${host}:${open}/`)).toMatchObject({ failure: 'refused_address' });
      }
      expect(reached).toBe(0);
    },
  );

  it.each([
    'ftp://six.test/',
    'file:///etc/passwd',
    'unix:/run/x',
    'data:,success',
    'six.test',
    '//six.test/',
    '',
  ])('are not asked by %j', async (url) => {
    expect(await client.send({ method: 'GET', url, headers: {}, body: null })).toMatchObject({
      failure: 'bad_address',
    });
  });
});

describe('ports below 1024', () => {
  const loopback = { allowCidrs: ['127.0.0.0/8'], ownPorts: [], databasePort: null };
  const ask = (port: number, areLowPortsShut: boolean) =>
    createHttpClient({ policy: { ...loopback, areLowPortsShut }, totalTimeoutMs: 2_000 }).send({
      method: 'GET',
      url: `http://127.0.0.1:${port}/`,
      headers: {},
      body: null,
    });

  it.each([81, 88, 666, 999, 1023])('are asked, like %d, unless the operator forbids it', async (low) => {
    expect(await ask(low, false)).toMatchObject({ failure: 'connect' });
    expect(await ask(low, true)).toMatchObject({ failure: 'port_shut' });
  });

  it.each([80, 443])('are asked on %d whatever the operator says', async (port) => {
    expect(await ask(port, true)).not.toMatchObject({ failure: 'port_shut' });
  });
});

describe('a name that changes its answer', () => {
  it('is asked once, and what was checked is what is connected to', async () => {
    const answers = ['127.0.0.1', '::1', '127.0.0.1'];
    let asked = 0;
    const rebinding = createHttpClient({
      policy: { allowCidrs: ['127.0.0.1/32'], ownPorts: [], databasePort: null },
      resolveName: async () => {
        const address = answers[asked++] ?? '::1';
        return [{ address, family: address.includes(':') ? 6 : 4 }];
      },
    });
    const request = { method: 'GET', url: `http://rebind.test:${port}/`, headers: {}, body: null } as const;
    expect(await rebinding.send(request)).toMatchObject({ failure: 'reset' });
    expect(asked).toBe(1);
    expect(reached).toBe(1);
    expect(await rebinding.send(request)).toMatchObject({ failure: 'refused_address' });
    expect(asked).toBe(2);
    expect(reached).toBe(1);
  });
});

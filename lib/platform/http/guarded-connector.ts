import type { LookupAddress } from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import { buildConnector } from 'undici';
import { type AddressPolicy, isAllowed, isFakeIp } from '@/lib/platform/http/address-policy';
import { AddressRefused, FakeIp } from '@/lib/platform/http/failure';
import { bareHost, isNumeric } from '@/lib/platform/http/target';

/** Every address of a name; rejects as dns.lookup does. */
export type ResolveName = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface ConnectorOptions {
  readonly policy: AddressPolicy;
  readonly resolveName: ResolveName;
  readonly port: number;
  readonly timeoutMs: number;
}

function checkedLookup({ policy, resolveName, port }: ConnectorOptions): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname).then(
      (addresses) => {
        const refused = addresses.find(({ address }) => !isAllowed(address, port, policy));
        const [first] = addresses;
        if (refused !== undefined && isFakeIp(refused.address)) {
          callback(new FakeIp(`${hostname} was resolved to ${refused.address}`), []);
        } else if (refused !== undefined || first === undefined) {
          callback(new AddressRefused(`${hostname} leads to an address that is not open to requests`), []);
        } else if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

/**
 * Opens sockets only to allowed addresses. The name is resolved once and what was checked is what is connected to,
 * so a name that changes its answer gains nothing; one forbidden address among several refuses the name.
 */
export function guardedConnector(options: ConnectorOptions): buildConnector.connector {
  const { policy, port, timeoutMs } = options;
  const connect = buildConnector({
    timeout: timeoutMs,
    lookup: checkedLookup(options),
    autoSelectFamily: true,
  } as buildConnector.BuildOptions);
  return (target, callback) => {
    const hostname = bareHost(target.hostname);
    const refuse = () => callback(new AddressRefused(`${hostname} is not open to requests`), null);
    if (isNumeric(hostname) && !isAllowed(hostname, port, policy)) {
      queueMicrotask(refuse);
      return;
    }
    connect({ ...target, hostname }, (error, socket) => {
      if (error !== null) return callback(error, null);
      if (isAllowed(socket?.remoteAddress ?? '', port, policy)) return callback(null, socket as Socket);
      socket?.destroy();
      refuse();
    });
  };
}

import { env } from '@/lib/platform/env';
import type { AddressPolicy } from '@/lib/platform/http/address-policy';

function portOf(databaseUrl: string): number | null {
  if (!URL.canParse(databaseUrl)) return null;
  const { port } = new URL(databaseUrl);
  return port === '' ? 5432 : Number(port);
}

/** What callbacks of this installation may reach: the operator's word, and never the product itself. */
export function callbackPolicy(): AddressPolicy {
  return {
    allowCidrs: env.callbackAllowCidrs,
    ownPorts: [env.port, env.adminPort].filter((port) => port !== 0),
    databasePort: portOf(env.databaseUrl),
    areLowPortsShut: env.areLowPortsShut,
  };
}

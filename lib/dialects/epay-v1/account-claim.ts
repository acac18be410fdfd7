import { type RawRequest, Refusal } from '@/lib/dialects/dialect';
import { bodyFields, type Claim, named, pidOf } from '@/lib/dialects/epay-v1/claim';
import { type Fields, readForm } from '@/lib/platform/fields';

/** A request that knows its merchant by pid and key instead of a signature. */
export interface AccountClaim extends Claim {
  readonly method: string;
}

function refuseRepeated({ faults }: Fields): void {
  for (const [name, fault] of faults) if (fault === 'repeated') throw new Refusal(-1, `${named(name)}重复`);
}

/** Reads query and body together, since clients put `act` and the key in either; the body wins. */
export function readAccountClaim(request: RawRequest): AccountClaim {
  const query = readForm(request.query);
  refuseRepeated(query);
  const values = new Map(query.values);
  if (request.method === 'POST') {
    const body = bodyFields(request);
    refuseRepeated(body);
    for (const [name, text] of body.values) values.set(name, text);
  }
  const fields = { values, faults: new Map() };
  return { method: request.method, pid: pidOf(fields) ?? 0, fields };
}

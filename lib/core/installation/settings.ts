import { inTransaction, type Tx } from '@/db/transaction';
import { lockSetting, selectSetting, updateSetting } from '@/lib/core/installation/store';
import { seal, unseal } from '@/lib/platform/crypto';

/** One subject of the configuration, such as `alipay`. The texts of secrets are not in it, only which there are. */
export interface Setting {
  readonly value: Readonly<Record<string, unknown>>;
  readonly secretNames: readonly string[];
  readonly changedBy: string;
  readonly changedAt: Date;
}

type Texts = Readonly<Record<string, string>>;

function open(sealed: string | null): Texts {
  return sealed === null ? {} : (JSON.parse(unseal(sealed)) as Texts);
}

/** Null while the operator has said nothing about the subject. */
export async function readSetting(name: string): Promise<Setting | null> {
  const row = await selectSetting(name);
  if (row === null) return null;
  const { value, secretsSealed, changedBy, changedAt } = row;
  return { value, secretNames: Object.keys(open(secretsSealed)), changedBy, changedAt };
}

/** The keys and passwords of a subject, for whoever signs or logs in with them; never to be sent to a page. */
export async function readSecrets(name: string): Promise<Texts> {
  const row = await selectSetting(name);
  return open(row?.secretsSealed ?? null);
}

/**
 * Replaces what is said about a subject. A secret that is not named stays; one named with an empty text is taken
 * away. `also` runs in the same transaction, for the entry in the audit log. The caller has checked the shape.
 */
export async function changeSetting(
  change: { name: string; value: Readonly<Record<string, unknown>>; secrets: Texts; actor: string },
  also: (tx: Tx) => Promise<void>,
): Promise<void> {
  const { name, value, secrets, actor } = change;
  await inTransaction(async (tx) => {
    const before = await lockSetting(tx, name);
    const kept = Object.entries({ ...open(before.secretsSealed), ...secrets }).filter(
      ([, text]) => text !== '',
    );
    const secretsSealed = kept.length === 0 ? null : seal(JSON.stringify(Object.fromEntries(kept)));
    await updateSetting(tx, { name, value, secretsSealed, actor });
    await also(tx);
  });
}

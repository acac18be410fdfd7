import { sql } from '@/db/client';
import type { Tx } from '@/db/transaction';

export interface SettingRow {
  readonly value: Readonly<Record<string, unknown>>;
  readonly secretsSealed: string | null;
  readonly changedBy: string;
  readonly changedAt: Date;
}

export async function selectSetting(name: string): Promise<SettingRow | null> {
  const [row] = await sql()<SettingRow[]>`
    select value, secrets_sealed, changed_by, changed_at from installation_settings where name = ${name}`;
  return row ?? null;
}

/** Changes of one subject stand in line here, the first one too, so that none loses another's secrets. */
export async function lockSetting(tx: Tx, name: string): Promise<SettingRow> {
  const [row] = await tx<SettingRow[]>`
    insert into installation_settings (name, value, changed_by) values (${name}, '{}', '')
    on conflict (name) do update set name = excluded.name
    returning value, secrets_sealed, changed_by, changed_at`;
  if (row === undefined) throw new Error(`setting ${name} cannot be locked`);
  return row;
}

export async function updateSetting(
  tx: Tx,
  row: {
    name: string;
    value: Readonly<Record<string, unknown>>;
    secretsSealed: string | null;
    actor: string;
  },
): Promise<void> {
  await tx`
    update installation_settings set value = ${tx.json(row.value as never)}, secrets_sealed = ${row.secretsSealed},
      changed_by = ${row.actor}, changed_at = now()
    where name = ${row.name}`;
}

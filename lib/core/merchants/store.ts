import { type Sql, sql } from '@/db/client';
import { listen } from '@/db/listen';
import { inTransaction, type Tx } from '@/db/transaction';
import { type AuditData, recordAudit } from '@/lib/core/audit';
import type { Credential } from '@/lib/core/merchants/credential';
import { type MerchantSettings, settingsShape } from '@/lib/core/merchants/settings-shape';
import { type Mode, PAY_TYPES, type PlanFeature } from '@/lib/core/vocabulary';
import { unseal } from '@/lib/platform/crypto';

const CHANNEL = 'matou_merchant';

interface CredentialRow {
  merchantId: number;
  name: string;
  mode: Mode;
  status: 'active' | 'suspended';
  pid: number;
  appkey: string;
  appsecretSealed: string;
  previousSealed: string | null;
  epayKeySealed: string;
  vmqKeySealed: string;
  quickPayToken: string;
  notifyUrl: string | null;
  returnUrl: string | null;
  timeoutUrl: string | null;
  orderTtlSeconds: number;
  isApiOpen: boolean;
  isCloudOpen: boolean;
  isCardApiOpen: boolean;
  isRefundApiOpen: boolean;
  isQuickPayOpen: boolean;
  isVmqAddressOpen: boolean;
  frameOrigins: string[];
  isEpayKeyEchoed: boolean;
  isEpayAckLenient: boolean;
  epayRefundCode: 0 | 1;
  isAlipayOpen: boolean;
  isWechatOpen: boolean;
  isQqOpen: boolean;
  features: PlanFeature[] | null;
}

function toCredential(row: CredentialRow): Credential {
  const { name, appsecretSealed, previousSealed, epayKeySealed, vmqKeySealed, ...open } = row;
  const { isAlipayOpen, isWechatOpen, isQqOpen, ...rest } = open;
  const appsecret = unseal(appsecretSealed);
  const isTypeOpen = { alipay: isAlipayOpen, wechat: isWechatOpen, qq: isQqOpen };
  return {
    ...rest,
    merchantName: name,
    appsecret,
    acceptedAppsecrets: previousSealed === null ? [appsecret] : [appsecret, unseal(previousSealed)],
    epayKey: unseal(epayKeySealed),
    vmqKey: unseal(vmqKeySealed),
    openTypes: PAY_TYPES.filter((type) => isTypeOpen[type]),
  };
}

export type CredentialKey = { appkey: string } | { pid: number } | { merchantId: number; mode: Mode };

function whereKey(key: CredentialKey) {
  if ('appkey' in key) return sql()`c.appkey = ${key.appkey}`;
  if ('pid' in key) return sql()`c.pid = ${key.pid}`;
  return sql()`c.merchant_id = ${key.merchantId} and c.mode = ${key.mode}`;
}

export async function selectCredential(key: CredentialKey): Promise<Credential | null> {
  const [row] = await sql()<CredentialRow[]>`
    select c.merchant_id as "merchantId", m.name, c.mode, m.status, c.pid, c.appkey,
      c.appsecret_sealed as "appsecretSealed",
      case when c.previous_appsecret_expires_at > now() then c.previous_appsecret_sealed end as "previousSealed",
      c.epay_key_sealed as "epayKeySealed", c.vmq_key_sealed as "vmqKeySealed", c.quick_pay_token as "quickPayToken",
      m.notify_url as "notifyUrl", m.return_url as "returnUrl", m.timeout_url as "timeoutUrl",
      m.order_ttl_seconds as "orderTtlSeconds", m.is_api_open as "isApiOpen", m.is_cloud_open as "isCloudOpen",
      m.is_card_api_open as "isCardApiOpen", m.is_refund_api_open as "isRefundApiOpen",
      m.is_quick_pay_open as "isQuickPayOpen", m.is_epay_key_echoed as "isEpayKeyEchoed",
      m.is_epay_ack_lenient as "isEpayAckLenient", m.epay_refund_code as "epayRefundCode",
      m.is_vmq_address_open as "isVmqAddressOpen", m.frame_origins as "frameOrigins", m.is_alipay_open as "isAlipayOpen",
      m.is_wechat_open as "isWechatOpen", m.is_qq_open as "isQqOpen",
      case when c.mode = 'live' then p.features end as features
    from credentials c join merchants m on m.id = c.merchant_id
    left join merchant_plans p on p.merchant_id = m.id
    where ${whereKey(key)}`;
  return row === undefined ? null : toCredential(row);
}

/** Every key that V免签 requests may be signed with, for those that name no merchant. */
export function selectSealedVmqKeys(): Promise<{ merchantId: number; mode: Mode; vmqKeySealed: string }[]> {
  return sql()<{ merchantId: number; mode: Mode; vmqKeySealed: string }[]>`
    select merchant_id, mode, vmq_key_sealed from credentials order by merchant_id, mode`;
}

/** Tells every process to forget what it remembers of the merchant, when the transaction commits. */
export async function announceChange(tx: Tx, merchantId: number): Promise<void> {
  await tx`select pg_notify(${CHANNEL}, ${String(merchantId)})`;
}

export function watchMerchants(forget: (merchantId: number) => void): Promise<() => Promise<void>> {
  return listen(CHANNEL, (payload) => forget(Number(payload)));
}

export interface SealedKeys {
  appkey: string;
  appsecretSealed: string;
  epayKeySealed: string;
  vmqKeySealed: string;
  quickPayToken: string;
}

async function insertKeys(tx: Tx, merchantId: number, mode: Mode, keys: SealedKeys): Promise<number> {
  const [row] = await tx<{ pid: number }[]>`
    insert into credentials (merchant_id, mode, appkey, appsecret_sealed, epay_key_sealed, vmq_key_sealed, quick_pay_token)
    values (${merchantId}, ${mode}, ${keys.appkey}, ${keys.appsecretSealed}, ${keys.epayKeySealed},
      ${keys.vmqKeySealed}, ${keys.quickPayToken})
    returning pid`;
  return row?.pid ?? 0;
}

/** Null when the mail address already signs somebody in. */
async function insertUser(tx: Tx, user: { merchantId: number | null; email: string; passwordHash: string }) {
  const [row] = await tx<{ id: number }[]>`
    insert into users (merchant_id, role, email, password_hash)
    values (${user.merchantId}, ${user.merchantId === null ? 'operator' : 'merchant'}, ${user.email}, ${user.passwordHash})
    on conflict (lower(email)) do nothing
    returning id`;
  return row?.id ?? null;
}

export interface NewMerchantRows {
  name: string;
  email: string;
  passwordHash: string;
  isAgent: boolean;
  keys: Record<Mode, SealedKeys>;
}

class EmailTaken extends Error {}

/** Merchant, keys, log-in, the simulator's accounts and the first quick-pay links appear together or not at all. Null: the address is taken. */
export async function insertMerchant(
  rows: NewMerchantRows,
): Promise<{ merchantId: number; pids: Record<Mode, number> } | null> {
  try {
    return await inTransaction(async (tx) => {
      const [merchant] = await tx<
        { id: number }[]
      >`insert into merchants (name, is_cloud_open) values (${rows.name}, ${rows.isAgent}) returning id`;
      const merchantId = merchant?.id ?? 0;
      const pids = {
        live: await insertKeys(tx, merchantId, 'live', rows.keys.live),
        test: await insertKeys(tx, merchantId, 'test', rows.keys.test),
      };
      if ((await insertUser(tx, { ...rows, merchantId })) === null) throw new EmailTaken();
      await tx`
        insert into accounts (merchant_id, mode, channel, type, label, code, online_switch)
        select ${merchantId}, 'test', 'simulator', type, 'simulator', 'simulator', 'on'
        from unnest(${[...PAY_TYPES]}::text[]) as type`;
      await tx`
        insert into quick_pay_links (merchant_id, mode, token, title)
        select merchant_id, mode, quick_pay_token, ${rows.name} from credentials where merchant_id = ${merchantId}`;
      await announceChange(tx, merchantId);
      await recordAudit(tx, {
        merchantId,
        action: 'merchant.created',
        subject: `merchant:${merchantId}`,
        data: { name: rows.name, email: rows.email },
      });
      return { merchantId, pids };
    });
  } catch (error) {
    if (error instanceof EmailTaken) return null;
    throw error;
  }
}

export function insertOperator(email: string, passwordHash: string): Promise<number | null> {
  return inTransaction(async (tx) => {
    const id = await insertUser(tx, { merchantId: null, email, passwordHash });
    if (id === null) return null;
    await recordAudit(tx, {
      merchantId: null,
      action: 'operator.created',
      subject: `user:${id}`,
      data: { email },
    });
    return id;
  });
}

export async function countMerchants(): Promise<number> {
  const [row] = await sql()<{ count: number }[]>`select count(*) as count from merchants`;
  return row?.count ?? 0;
}

/** A setting's column has its name, as SQL writes names. */
function columnOf(setting: string): string {
  return setting.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const SETTING_COLUMNS = Object.keys(settingsShape.shape).map(columnOf);

export async function selectSettings(
  merchantId: number,
  on: Sql | Tx = sql(),
): Promise<MerchantSettings | null> {
  const tx = on as Tx;
  const [row] = await tx<
    MerchantSettings[]
  >`select ${tx(SETTING_COLUMNS)} from merchants where id = ${merchantId}`;
  return row ?? null;
}

/** What a change makes of the settings, each as it was and as it is. */
function changesOf(before: MerchantSettings, patch: Partial<MerchantSettings>): AuditData {
  const told = (value: MerchantSettings[keyof MerchantSettings]) =>
    Array.isArray(value) ? value.join(' ') : value;
  const changes = Object.entries(patch).map(
    ([name, value]) => [name, told(before[name as keyof MerchantSettings]), told(value)] as const,
  );
  return Object.fromEntries(
    changes
      .filter(([, from, to]) => from !== to)
      .flatMap(([name, from, to]) => [
        [`${name}.from`, from],
        [`${name}.to`, to],
      ]),
  );
}

export function updateSettings(merchantId: number, patch: Partial<MerchantSettings>): Promise<void> {
  return inTransaction(async (tx) => {
    const columns = Object.fromEntries(Object.entries(patch).map(([name, value]) => [columnOf(name), value]));
    if (Object.keys(columns).length === 0) return;
    await tx`select 1 from merchants where id = ${merchantId} for no key update`;
    const before = await selectSettings(merchantId, tx);
    if (before === null) return;
    const data = changesOf(before, patch);
    if (Object.keys(data).length === 0) return;
    await tx`update merchants set ${tx(columns)} where id = ${merchantId}`;
    await announceChange(tx, merchantId);
    await recordAudit(tx, {
      merchantId,
      action: 'settings.changed',
      subject: `merchant:${merchantId}`,
      data,
    });
  });
}

export interface KeyDescription {
  mode: Mode;
  pid: number;
  appkey: string;
  quickPayToken: string;
  rotatedAt: Date;
  /** When the secrets were shown; null while they can still be shown once. */
  revealedAt: Date | null;
  /** Until when the previous appsecret also passes; null when it no longer does. */
  overlapEndsAt: Date | null;
}

export function selectKeyDescriptions(merchantId: number): Promise<KeyDescription[]> {
  return sql()<KeyDescription[]>`
    select mode, pid, appkey, quick_pay_token as "quickPayToken", rotated_at as "rotatedAt", revealed_at as "revealedAt",
      case when previous_appsecret_expires_at > now() then previous_appsecret_expires_at end as "overlapEndsAt"
    from credentials where merchant_id = ${merchantId} order by mode`;
}

/** True for the one caller who may show the secrets of this rotation. */
export function markRevealed(merchantId: number, mode: Mode): Promise<boolean> {
  return inTransaction(async (tx) => {
    const rows = await tx`
      update credentials set revealed_at = now()
      where merchant_id = ${merchantId} and mode = ${mode} and revealed_at is null returning 1`;
    if (rows.length === 0) return false;
    await recordAudit(tx, { merchantId, action: 'key.revealed', subject: `key:${mode}` });
    return true;
  });
}

export interface Rotation {
  merchantId: number;
  mode: Mode;
  appsecretSealed: string;
  /** Null leaves the keys of the other dialects as they are. */
  otherKeys: { epayKeySealed: string; vmqKeySealed: string } | null;
  overlapSeconds: number;
}

export async function rotateIn(tx: Tx, rotation: Rotation): Promise<void> {
  const { merchantId, mode, otherKeys } = rotation;
  await tx`
    update credentials set previous_appsecret_sealed = appsecret_sealed,
      previous_appsecret_expires_at = now() + make_interval(secs => ${rotation.overlapSeconds}),
      appsecret_sealed = ${rotation.appsecretSealed},
      epay_key_sealed = coalesce(${otherKeys?.epayKeySealed ?? null}, epay_key_sealed),
      vmq_key_sealed = coalesce(${otherKeys?.vmqKeySealed ?? null}, vmq_key_sealed),
      rotated_at = now(), revealed_at = now()
    where merchant_id = ${merchantId} and mode = ${mode}`;
  await announceChange(tx, merchantId);
  await recordAudit(tx, {
    merchantId,
    action: 'key.rotated',
    subject: `key:${mode}`,
    data: { overlapSeconds: rotation.overlapSeconds },
  });
}

export function rotateKeys(rotation: Rotation): Promise<void> {
  return inTransaction((tx) => rotateIn(tx, rotation));
}

export interface MerchantSummary {
  merchantId: number;
  name: string;
  status: 'active' | 'suspended';
  pid: number;
  email: string;
  lastLoginAt: Date | null;
  createdAt: Date;
}

export function selectMerchants(limit: number, offset: number): Promise<MerchantSummary[]> {
  return sql()<MerchantSummary[]>`
    select m.id as "merchantId", m.name, m.status, c.pid, u.email, u.last_login_at as "lastLoginAt",
      m.created_at as "createdAt"
    from merchants m
    join credentials c on c.merchant_id = m.id and c.mode = 'live'
    join lateral (select email, last_login_at from users where merchant_id = m.id order by id limit 1) u on true
    order by m.id desc limit ${limit} offset ${offset}`;
}

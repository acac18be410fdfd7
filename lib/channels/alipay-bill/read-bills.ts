import { z } from 'zod';
import type { AlipayApp } from '@/lib/channels/alipay-bill/config';
import { callGateway, type GatewayReply, PlatformSilent } from '@/lib/channels/alipay-bill/gateway';
import { readShanghaiTime, writeShanghaiTime } from '@/lib/channels/alipay-bill/shanghai-time';
import type { Bill, BillsReply, UnreadBill } from '@/lib/channels/cloud-monitor';
import type { HttpClient } from '@/lib/platform/http';
import { parseYuan } from '@/lib/platform/money';

/** The platform takes 1000 to 2000 (docs.open.alipay.com/api_15/alipay.data.bill.accountlog.query). */
const PAGE_SIZE = 2000;
/** 40,000 entries; the windows that are asked for hold far fewer. */
const PAGES_MAX = 20;

const INCOME = '收入';
const EXPENSE = '支出';

type Entry = Readonly<Record<string, unknown>>;

const count = z.coerce.number().int().nonnegative();

const pageShape = z.looseObject({
  page_size: count.default(PAGE_SIZE),
  total_size: count.default(0),
  detail_list: z.array(z.record(z.string(), z.unknown())).default([]),
});

/** The text of a field as the platform wrote it; a JSON number keeps its digits, for it has at most two decimals. */
function textOf(entry: Entry, field: string): string {
  const value = entry[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/**
 * One entry of the journal. Null for money that went out. What cannot be read is handed on with its text, for nothing is
 * guessed about money.
 */
export function readEntry(entry: Entry): Bill | UnreadBill | null {
  const direction = textOf(entry, 'direction');
  if (direction === EXPENSE) return null;
  const id = textOf(entry, 'account_log_id');
  const unread = (reason: string): UnreadBill => ({ id, reason, raw: entry });
  if (id === '') return unread('account_log_id');
  if (direction !== INCOME) return unread('direction');
  const amount = parseYuan(textOf(entry, 'trans_amount'));
  if (amount === null || amount === 0) return unread('trans_amount');
  const paidAt = readShanghaiTime(textOf(entry, 'trans_dt'));
  return paidAt === null ? unread('trans_dt') : { id, amount, paidAt, raw: entry };
}

function isBill(read: Bill | UnreadBill): read is Bill {
  return 'paidAt' in read;
}

export interface Reading {
  readonly appAuthToken: string;
  readonly window: { readonly from: Date; readonly to: Date };
  readonly beforeCall: () => Promise<void>;
}

async function readPage(
  client: HttpClient,
  app: AlipayApp,
  reading: Reading,
  page: number,
): Promise<GatewayReply> {
  const { from, to } = reading.window;
  await reading.beforeCall();
  return callGateway(client, app, {
    method: 'alipay.data.bill.accountlog.query',
    appAuthToken: reading.appAuthToken,
    content: {
      start_time: writeShanghaiTime(from),
      // The gateway knows only whole seconds and leaves the end out.
      end_time: writeShanghaiTime(new Date(to.getTime() + 999)),
      page_no: String(page),
      page_size: String(PAGE_SIZE),
    },
  });
}

/**
 * Every payment into the account within the window. A repeated entry counts once. Throws PlatformSilent when one of the
 * pages did not come, so that a window is read whole or not at all.
 */
export async function readAllBills(
  client: HttpClient,
  app: AlipayApp,
  reading: Reading,
): Promise<BillsReply> {
  const found = new Map<string, Bill | UnreadBill>();
  for (let page = 1; page <= PAGES_MAX; page++) {
    const reply = await readPage(client, app, reading, page);
    if (!reply.isDone) return { ...reply, isRead: false };
    const content = pageShape.safeParse(reply.content);
    if (!content.success) throw new PlatformSilent('the list of bills has another form than documented');
    const { detail_list, page_size, total_size } = content.data;
    for (const entry of detail_list) {
      const read = readEntry(entry);
      if (read !== null) found.set(read.id === '' ? JSON.stringify(entry) : read.id, read);
    }
    if (detail_list.length === 0 || page * page_size >= total_size) {
      const all = [...found.values()];
      return {
        isRead: true,
        bills: all.filter(isBill),
        unread: all.filter((read): read is UnreadBill => !isBill(read)),
      };
    }
  }
  throw new PlatformSilent(`more than ${PAGES_MAX} pages of bills`);
}

import { chooseLanguage, messages } from '@/gateway/checkout/messages';
import { newMark } from '@/gateway/checkout/page/again';
import type { Asked } from '@/gateway/checkout/page/frame';
import type { GatewayRequest } from '@/gateway/request';
import { log } from '@/lib/platform/log';
import { isDatabaseAway } from '@/lib/platform/outage';

/** How a page is asked for: in which language, and with which address. */
export function askedBy(request: GatewayRequest): Asked {
  const { query } = request;
  const words = messages[chooseLanguage(query.get('lang'), request.header('accept-language'))];
  return { words, query, path: request.path, mark: newMark() };
}

/** Writes down why a page could not be answered. */
export function noteFault(error: unknown, path: string): void {
  log.error(
    { error, path },
    isDatabaseAway(error) ? 'the database is away' : 'the checkout failed by a fault of ours',
  );
}

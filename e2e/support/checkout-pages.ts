import type { Page } from '@playwright/test';
import { describeCheckout, type Facts } from '@/gateway/checkout/describe-checkout';
import { type Language, messages } from '@/gateway/checkout/messages';
import { drawCheckout, drawFault, drawNotFound } from '@/gateway/checkout/page/draw-checkout';
import type { Asked } from '@/gateway/checkout/page/frame';
import { answerPage, type Page as Drawn } from '@/gateway/page/answer-page';

export const ORIGIN = 'http://checkout.test';

/** A page's facts, or one of the two pages that have no order. */
export type Subject = Facts | 'not_found' | 'fault';

export function draw(subject: Subject, language: Language, parameters: Record<string, string> = {}): Drawn {
  const query = new URLSearchParams({ id: 'A1b2C3d4E5f6G7h8I9j0Kw', lang: language, ...parameters });
  const asked: Asked = { words: messages[language], query };
  if (subject === 'not_found') return drawNotFound(asked);
  if (subject === 'fault') return drawFault(asked);
  return drawCheckout(describeCheckout(subject), asked, subject.order.token);
}

/** Shows a drawn page to the browser with the very headers that the gateway sends, content policy included. */
export async function open(page: Page, drawn: Drawn): Promise<void> {
  const answer = answerPage(drawn, null);
  const body = Buffer.from(await answer.arrayBuffer());
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname !== '/pay/api') return route.fulfill({ status: 503 });
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
  });
  await page.goto(`${ORIGIN}/pay/api?id=A1b2C3d4E5f6G7h8I9j0Kw`);
}

import type { Page, Route } from '@playwright/test';
import { type CheckoutState, type Situation, stateOf } from '@/gateway/checkout/checkout-state';
import { describeCheckout, type Facts } from '@/gateway/checkout/describe-checkout';
import { tellState } from '@/gateway/checkout/json-form';
import { type Language, messages } from '@/gateway/checkout/messages';
import { drawCheckout, drawFault, drawNotFound } from '@/gateway/checkout/page/draw-checkout';
import type { Asked } from '@/gateway/checkout/page/frame';
import { answerPage, type Page as Drawn } from '@/gateway/page/answer-page';

export const ORIGIN = 'http://checkout.test';
const TOKEN = 'A1b2C3d4E5f6G7h8I9j0Kw';

/** A page's facts, one of the two pages that have no order, or a page that draws itself. */
export type Subject = Facts | 'not_found' | 'fault' | ((language: Language) => Drawn);

export function draw(subject: Subject, language: Language, parameters: Record<string, string> = {}): Drawn {
  if (typeof subject === 'function') return subject(language);
  const query = new URLSearchParams({ id: TOKEN, lang: language, ...parameters });
  const asked: Asked = { words: messages[language], query, path: '/pay/api', mark: 'A1b2C3d4E5f6G7h8' };
  if (subject === 'not_found') return drawNotFound(asked);
  if (subject === 'fault') return drawFault(asked);
  return drawCheckout(describeCheckout(subject), asked, subject.order.token);
}

async function fulfil(route: Route, drawn: Drawn): Promise<void> {
  const answer = answerPage(drawn, null);
  const body = Buffer.from(await answer.arrayBuffer());
  await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
}

/** Shows a drawn page to the browser with the very headers that the gateway sends, content policy included. */
export async function open(page: Page, drawn: Drawn): Promise<void> {
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    return pathname === '/pay/api' ? fulfil(route, drawn) : route.fulfill({ status: 503 });
  });
  await page.goto(`${ORIGIN}/pay/api?id=${TOKEN}`);
}

interface StreamedWindow extends Window {
  stream?: { onmessage?: (event: { data: string }) => void };
}

/** A checkout whose order the test moves; it answers the page and the poll, and offers no event stream unless told. */
export class Stage {
  requests: string[] = [];
  isAway = false;
  #held: Promise<void> = Promise.resolve();

  constructor(
    private readonly page: Page,
    public subject: Facts,
  ) {}

  get state(): CheckoutState {
    return stateOf(this.subject satisfies Situation);
  }

  async open(parameters = ''): Promise<void> {
    await this.page.route(`${ORIGIN}/**`, (route) => this.#answer(route));
    await this.page.route('https://shop.example.com/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>shop</title>' }),
    );
    await this.page.goto(`${ORIGIN}/pay/api?id=${TOKEN}&lang=zh-CN${parameters}`);
  }

  /** Gives the page an event stream that says what the test says; to be called before the page is opened. */
  async stream(): Promise<void> {
    await this.page.addInitScript((data) => {
      class Stream {
        onmessage?: (event: { data: string }) => void;
        constructor() {
          (window as StreamedWindow).stream = this;
          queueMicrotask(() => this.onmessage?.({ data }));
        }
      }
      Object.assign(window, { EventSource: Stream });
    }, tellState(this.subject));
  }

  /** Says over the stream what the order has become. */
  async tell(): Promise<void> {
    await this.page.evaluate((data) => {
      (window as StreamedWindow).stream?.onmessage?.({ data });
    }, tellState(this.subject));
  }

  /** Pages asked for from now on show the order as it was then, but come only when the answer is called. */
  hold(): () => void {
    let release: () => void = () => undefined;
    this.#held = new Promise((settle) => {
      release = settle;
    });
    return release;
  }

  async #answer(route: Route): Promise<void> {
    const { pathname, searchParams } = new URL(route.request().url());
    this.requests.push(pathname);
    if (this.isAway) return route.abort('connectionrefused');
    if (pathname === '/pay/state') {
      return route.fulfill({ contentType: 'application/json', body: tellState(this.subject) });
    }
    if (pathname !== '/pay/api') return route.fulfill({ status: 204 });
    const isStaying = searchParams.get('stay') === '1';
    const drawn = draw({ ...this.subject, isStaying }, 'zh-CN', Object.fromEntries(searchParams));
    await this.#held;
    return fulfil(route, drawn);
  }
}

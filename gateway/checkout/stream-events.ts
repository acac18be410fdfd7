import type { Situation } from '@/gateway/checkout/checkout-state';
import { tellState } from '@/gateway/checkout/json-form';
import { observeToken } from '@/gateway/checkout/observe-order';
import { followOrder } from '@/gateway/checkout/order-news';
import { log } from '@/lib/platform/log';

/** Proxies drop connections that are silent for longer; each beat also looks for news that was lost. */
const HEARTBEAT_MS = 20_000;
/** No order waits longer. */
const DAY_MS = 86_400_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-robots-tag': 'noindex, nofollow',
};

/** One page's stream: what it was told last, and the reading under way. */
class Stream {
  #said = '';
  #isReading = false;
  #isStale = false;
  #end: () => void = () => undefined;
  #deadline: NodeJS.Timeout | undefined;

  constructor(
    private readonly token: string,
    private readonly controller: ReadableStreamDefaultController<Uint8Array>,
  ) {}

  async start(first: Situation): Promise<void> {
    this.#send(first);
    const beat = setInterval(() => {
      this.#write(':\n\n');
      void this.look();
    }, HEARTBEAT_MS);
    beat.unref();
    const forget = await followOrder(this.token, () => void this.look());
    this.#end = () => {
      clearInterval(beat);
      forget();
    };
    // What happened between the first reading and the subscription.
    await this.look();
  }

  /** Reads the order again and tells what is new; news that comes while reading is read once more. */
  async look(): Promise<void> {
    this.#isStale = true;
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        const situation = await observeToken(this.token);
        if (situation !== null) this.#send(situation);
      }
    } catch (error) {
      log.warn({ error }, 'a waiting checkout could not look at its order');
    } finally {
      this.#isReading = false;
    }
  }

  end(): void {
    clearTimeout(this.#deadline);
    this.#end();
    this.#end = () => undefined;
  }

  #send(situation: Situation): void {
    const text = tellState(situation);
    const { state, now, expiresAt } = JSON.parse(text) as { state: string; now: number; expiresAt: number };
    const said = `${state}@${expiresAt}`;
    if (said === this.#said) return;
    this.#said = said;
    this.#write(`data: ${text}\n\n`);
    // The end of its time moves an order too, and nobody announces that.
    clearTimeout(this.#deadline);
    const leftMs = expiresAt - now;
    if (leftMs < 0 || leftMs > DAY_MS) return;
    this.#deadline = setTimeout(() => void this.look(), leftMs + 10);
    this.#deadline.unref();
  }

  #write(text: string): void {
    try {
      this.controller.enqueue(Buffer.from(text, 'utf8'));
    } catch {
      // The page has gone; the stream was closed under us.
      this.end();
    }
  }
}

/** Tells a page of every change of its order as server-sent events, beginning with its present state. */
export function streamEvents(token: string, first: Situation, gone: AbortSignal): Response {
  let stream: Stream | undefined;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      stream = new Stream(token, controller);
      gone.addEventListener('abort', () => stream?.end(), { once: true });
      await stream.start(first);
      if (gone.aborted) stream.end();
    },
    cancel() {
      stream?.end();
    },
  });
  return new Response(body, { headers: HEADERS });
}

import { showCopied, writeClipboard } from './clipboard';
import { keepPage } from './keep-page';
import { openedApp } from './open-app';

/**
 * Runs in the buyer's browser, inlined into the page. The page is complete without it; this
 * keeps it true: it hears of changes, fetches the page anew and puts the new slip in the place of the old one.
 */
interface Told {
  readonly state: string;
  readonly now: number;
  readonly expiresAt: number;
}

interface Words {
  readonly copied: string;
  readonly offline: string;
  readonly online: string;
  readonly leaving: string;
  readonly milestones: Readonly<Record<string, string>>;
}

const WAITING = ['choosing', 'pending', 'confirming'];
const RETRYING = ['creating', 'unavailable', 'fault', 'appeal_open'];
/** How often a receipt looks whether the keys that it lacks have come. */
const OWED_MS = 30_000;
const WATCHING = [...WAITING, ...RETRYING, 'paid_unconfirmed', 'late', 'expired'];
const LAST_MINUTE_MS = 60_000;

/** Tells that a page which somebody sees asks, and not a program that reads links. */
const HEADERS = { accept: 'text/html', 'x-matou-page': '1' };

const page = document.body;
const words = JSON.parse(page.dataset.words ?? '{}') as Words;
const query = `?id=${encodeURIComponent(page.dataset.id ?? '')}`;
const openedAt = performance.now();

let slip = document.getElementById('slip') as HTMLElement;
let anchor = { server: 0, mono: 0 };
let expiresAt = 0;
let failures = 0;
let isStreaming = false;
let isFetching = false;
let isStale = false;
let pollTimer = 0;
let leaveTimer = 0;
let saidMilestone = '';

const byId = (id: string): HTMLElement | null => document.getElementById(id);
const stateNow = (): string => slip.dataset.state ?? '';
const isOwed = (): boolean => slip.dataset.owed !== undefined && !WAITING.includes(stateNow());
/** A page that was fetched ahead asks for its code, which takes an amount, only when somebody sees it. */
const isUnseen = (): boolean => document.hidden && stateNow() === 'creating';
/** The picture holds more than its state says, so the page itself is asked for. */
const isReread = (): boolean => isOwed() || RETRYING.includes(stateNow());

function say(text: string): void {
  const status = byId('say');
  if (status !== null && status.textContent !== text) status.textContent = text;
}

function setClock(now: number, expiry: number): void {
  anchor = { server: now, mono: performance.now() };
  expiresAt = expiry;
}

function msLeft(): number {
  return expiresAt - (anchor.server + performance.now() - anchor.mono);
}

function tick(): void {
  const clock = byId('left');
  if (clock === null) return;
  const left = msLeft();
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const text = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  if (clock.textContent !== text) clock.textContent = text;
  slip.classList.toggle('last', left <= LAST_MINUTE_MS);
  const milestone = ['30', '60', '120'].find((mark) => seconds <= Number(mark) && seconds > Number(mark) - 5);
  if (milestone !== undefined && milestone !== saidMilestone) {
    saidMilestone = milestone;
    say(words.milestones[milestone] ?? '');
  }
  if (left <= -500 && left > -5_000) schedule(300);
}

function leave(url: string): void {
  clearInterval(leaveTimer);
  location.assign(url);
}

function startLeaving(wasOpen: boolean): void {
  clearInterval(leaveTimer);
  const { go, after } = slip.dataset;
  if (go === undefined || after === undefined) return;
  // Whoever watched the order expire has read the page; whoever opens it later gets time to.
  if (stateNow() === 'expired' && wasOpen) {
    leave(go);
    return;
  }
  let seconds = Number(after);
  leaveTimer = window.setInterval(() => {
    seconds -= 1;
    const text = byId('leaving');
    if (text !== null) text.textContent = words.leaving.replace('{n}', String(Math.max(0, seconds)));
    if (seconds <= 0) leave(go);
  }, 1000);
}

function stay(link: HTMLAnchorElement): void {
  clearInterval(leaveTimer);
  history.replaceState(null, '', link.href);
  for (const part of document.querySelectorAll('[data-leaving]')) part.remove();
}

function begin(wasOpen: boolean): void {
  const { now, expires } = slip.dataset;
  setClock(Number(now), Number(expires));
  tick();
  startLeaving(wasOpen);
}

/** News that comes while the page is fetched may be younger than the page: it is fetched once more. */
async function fetchPage(): Promise<void> {
  isStale = true;
  if (isFetching) return;
  isFetching = true;
  try {
    while (isStale) {
      isStale = false;
      const answer = await fetch(location.href, { headers: HEADERS, cache: 'no-store' });
      show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    }
  } finally {
    isFetching = false;
  }
}

function show(fresh: Document): void {
  const next = fresh.getElementById('slip');
  if (next === null || (next.dataset.state === 'fault' && stateNow() !== 'fault')) throw new Error('no page');
  const before = stateNow();
  const hasMoved = next.dataset.state !== before;
  const isSame = !hasMoved && next.dataset.owed === slip.dataset.owed;
  if (isSame && (RETRYING.includes(before) || isOwed())) return;
  slip.replaceWith(next);
  slip = next;
  document.title = fresh.title;
  const status = byId('say');
  const said = fresh.getElementById('say');
  if (status !== null && said !== null) {
    status.className = said.className;
    say(said.textContent ?? '');
  }
  begin(WAITING.includes(before));
  schedule(pause());
  if (hasMoved) slip.querySelector<HTMLElement>('h1')?.focus();
}

function told(news: Told): void {
  recovered();
  setClock(news.now, news.expiresAt);
  // An order that another device chose for is opened by whoever looks at its page next.
  const isNews = stateNow() === 'choosing' || !RETRYING.includes(news.state);
  if (news.state !== stateNow() && isNews) void fetchPage().catch(failed);
}

function failed(): void {
  failures += 1;
  if (failures === 2 || !navigator.onLine) {
    document.documentElement.classList.add('offline');
    say(words.offline);
  }
}

function recovered(): void {
  failures = 0;
  if (!document.documentElement.classList.contains('offline')) return;
  document.documentElement.classList.remove('offline');
  say(words.online);
}

async function poll(): Promise<void> {
  if (!WATCHING.includes(stateNow()) && !isOwed()) return;
  if (isUnseen()) return;
  try {
    if (isReread()) {
      await fetchPage();
      recovered();
    } else {
      const answer = await fetch(`/pay/state${query}`, { cache: 'no-store' });
      if (!answer.ok) throw new Error(String(answer.status));
      told((await answer.json()) as Told);
    }
  } catch {
    failed();
  }
  schedule(pause());
}

function pause(): number {
  if (failures > 0) return Math.min(15_000, 1_000 * 2 ** failures);
  if (document.hidden) return 15_000;
  if (RETRYING.includes(stateNow())) return 6_000;
  if (isOwed()) return OWED_MS;
  if (!WAITING.includes(stateNow())) return 10_000;
  if (isStreaming && stateNow() !== 'confirming') return 30_000;
  return performance.now() - openedAt > 180_000 ? 5_000 : 2_000;
}

function schedule(ms: number): void {
  clearTimeout(pollTimer);
  pollTimer = window.setTimeout(() => void poll(), ms);
}

function listen(): void {
  if (typeof EventSource === 'undefined' || page.dataset.id === undefined || !WATCHING.includes(stateNow()))
    return;
  const stream = new EventSource(`/pay/events${query}`);
  // Not when it opens: a proxy that keeps the news to itself passes the headers on.
  stream.onmessage = (event: MessageEvent<string>) => {
    isStreaming = true;
    schedule(pause());
    told(JSON.parse(event.data) as Told);
  };
  stream.onerror = () => {
    isStreaming = false;
    schedule(pause());
  };
}

function copy(button: HTMLElement, text: string): void {
  void writeClipboard(text).then(() => {
    showCopied(button, words.copied);
    say(words.copied);
  });
}

/** Every key of the receipt, one to a line. */
function allKeys(): string {
  return Array.from(slip.querySelectorAll('.keys code'), (key) => key.textContent ?? '').join('\n');
}

page.addEventListener('click', (event) => {
  const target =
    event.target instanceof Element
      ? event.target.closest<HTMLElement>('[data-copy],[data-all],[data-print],[data-stay],[data-app]')
      : null;
  if (target === null) return;
  const { copy: text, all, print: printing, app } = target.dataset;
  if (text !== undefined) copy(target, text || location.href);
  else if (all !== undefined) copy(target, allKeys());
  else if (printing !== undefined) print();
  else if (app !== undefined) openedApp();
  else {
    event.preventDefault();
    stay(target as HTMLAnchorElement);
  }
});

const look = (): void => {
  if (!document.hidden) void poll();
};
document.addEventListener('visibilitychange', look);
addEventListener('online', look);
addEventListener('offline', failed);
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  // Back from the merchant's site: the receipt stays.
  clearInterval(leaveTimer);
  look();
});

document.documentElement.classList.add('js');
keepPage(page.dataset.mark ?? '');
begin(false);
setInterval(tick, 500);
listen();
schedule(stateNow() === 'creating' ? 0 : pause());

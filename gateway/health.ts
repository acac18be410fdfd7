import { connect } from 'node:net';
import type { PublicRoute } from '@/gateway/route';
import { readDatabaseState } from '@/lib/core/runtime';
import { withinDeadline } from '@/lib/platform/deadline';
import { env } from '@/lib/platform/env';

const DATABASE_WITHIN_MS = 1_500;
const ADMIN_WITHIN_MS = 1_000;
/** The worker beats every few seconds; after this silence it does not count as alive. */
const WORKER_SILENT_AFTER_SECONDS = 15;

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });
}

async function databaseParts() {
  const state = await withinDeadline(readDatabaseState(), DATABASE_WITHIN_MS).catch(() => null);
  if (state === null) return { database: 'away', migrations: 'unknown', worker: 'unknown' };
  const silence = state.beatAgesSeconds.get('worker') ?? Number.POSITIVE_INFINITY;
  return {
    database: 'ok',
    migrations: state.isMigrated ? 'ok' : 'behind',
    worker: silence <= WORKER_SILENT_AFTER_SECONDS ? 'ok' : 'silent',
  };
}

/** A port of zero means that no separate admin belongs to this process. */
function adminPart(port: number): Promise<'ok' | 'away'> {
  if (port === 0) return Promise.resolve('ok');
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: ADMIN_WITHIN_MS });
    const settle = (part: 'ok' | 'away') => {
      socket.destroy();
      resolve(part);
    };
    socket.once('connect', () => settle('ok'));
    socket.once('error', () => settle('away'));
    socket.once('timeout', () => settle('away'));
  });
}

/** 200 when every part is ready, otherwise 503; the body names each part. Answers within two seconds. */
async function readyz(): Promise<Response> {
  const [ofDatabase, admin] = await Promise.all([databaseParts(), adminPart(env.adminPort)]);
  const parts = { ...ofDatabase, admin };
  const isReady = Object.values(parts).every((part) => part === 'ok');
  return json(isReady ? 200 : 503, { status: isReady ? 'ready' : 'not_ready', parts });
}

export function healthRoutes(): PublicRoute[] {
  return [
    { methods: ['GET'], path: '/healthz', handle: () => json(200, { status: 'alive' }) },
    { methods: ['GET'], path: '/readyz', handle: readyz },
  ];
}

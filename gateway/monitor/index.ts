import { apiArrivals, apiHeartbeat } from '@/gateway/monitor/api';
import { refuseJson } from '@/gateway/monitor/api-reply';
import { forward } from '@/gateway/monitor/forward';
import { heartbeat } from '@/gateway/monitor/heartbeat';
import { push } from '@/gateway/monitor/push';
import { unavailable } from '@/gateway/monitor/reply';
import { type Report, readReport } from '@/gateway/monitor/report';
import type { GatewayRequest } from '@/gateway/request';
import type { PublicRoute } from '@/gateway/route';
import { withinDeadline } from '@/lib/platform/deadline';
import { log } from '@/lib/platform/log';
import { ANSWER_WITHIN_MS, isDatabaseAway } from '@/lib/platform/outage';

async function inTime(path: string, act: Promise<Response>, away: () => Response): Promise<Response> {
  try {
    return await withinDeadline(act, ANSWER_WITHIN_MS);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    log.error({ error, path }, 'the database is away');
    return away();
  }
}

function vmqRoute(path: string, act: (report: Report) => Promise<Response>): PublicRoute {
  return {
    methods: ['GET', 'POST'],
    path,
    handle: async (request: GatewayRequest) => inTime(path, act(await readReport(request)), unavailable),
  };
}

function apiRoute(
  path: string,
  act: (request: GatewayRequest, body: Uint8Array) => Promise<Response>,
): PublicRoute {
  return {
    methods: ['POST'],
    path,
    handle: async (request) => {
      const body = await request.readBody();
      return inTime(path, act(request, body), () => refuseJson(503, 'unavailable'));
    },
  };
}

/**
 * What phones call: apps of the vmq kind at the root, because they know no path (reference: V免签 monitor side),
 * Matou's own protocol, and SmsForwarder.
 */
export function monitorRoutes(): PublicRoute[] {
  return [
    vmqRoute('/appHeart', heartbeat),
    vmqRoute('/appPush', push),
    apiRoute('/api/monitor/v1/heartbeat', apiHeartbeat),
    apiRoute('/api/monitor/v1/arrivals', apiArrivals),
    apiRoute('/api/monitor/forward', forward),
  ];
}

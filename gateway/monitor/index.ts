import { heartbeat } from '@/gateway/monitor/heartbeat';
import { push } from '@/gateway/monitor/push';
import { unavailable } from '@/gateway/monitor/reply';
import { type Report, readReport } from '@/gateway/monitor/report';
import type { GatewayRequest } from '@/gateway/request';
import type { PublicRoute } from '@/gateway/route';
import { withinDeadline } from '@/lib/platform/deadline';
import { log } from '@/lib/platform/log';
import { ANSWER_WITHIN_MS, isDatabaseAway } from '@/lib/platform/outage';

function route(path: string, act: (report: Report) => Promise<Response>): PublicRoute {
  return {
    methods: ['GET', 'POST'],
    path,
    handle: async (request: GatewayRequest) => {
      const report = await readReport(request);
      try {
        return await withinDeadline(act(report), ANSWER_WITHIN_MS);
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        log.error({ error, path }, 'the database is away');
        return unavailable();
      }
    },
  };
}

/** What monitor apps of the vmq kind call, at the root because they know no path (reference: V免签 monitor side). */
export function monitorRoutes(): PublicRoute[] {
  return [route('/appHeart', heartbeat), route('/appPush', push)];
}

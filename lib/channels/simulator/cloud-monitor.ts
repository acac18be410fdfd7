import { z } from 'zod';
import type { CloudMonitor } from '@/lib/channels/cloud-monitor';
import { env } from '@/lib/platform/env';

const CODE_SECONDS = 60;
const GRANT_SECONDS = 365 * 86_400;
const OWNER_MAX = 40;

const answer = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('agreed'), owner: z.string().trim().min(1).max(OWNER_MAX) }),
  z.object({ verdict: z.literal('refused') }),
]);

export type SimulatedAnswer = z.infer<typeof answer>;

/** The answer of the pretend wallet's page, as the log-on keeps it. */
export function simulatedAnswer(given: SimulatedAnswer): string {
  return JSON.stringify(given);
}

function masked(owner: string): string {
  return owner.length <= 2 ? `${owner.slice(0, 1)}*` : `${owner.slice(0, 1)}***${owner.slice(-1)}`;
}

function readAnswer(text: string): SimulatedAnswer | null {
  try {
    return answer.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * The simulator's own session: the code leads to a page of the pretend wallet, where whoever opens it says who he is
 * and agrees or refuses. Its payments report themselves, so there are no bills to be read.
 */
export const simulatorMonitor: CloudMonitor = {
  describe: () => ({ setting: null, usual: {}, wallets: ['alipay', 'wechat', 'qq'] }),
  missing: () => [],
  prepare: async (_, { state }) => ({
    text: `${env.publicUrl}/wallet/authorise?state=${encodeURIComponent(state)}`,
    expiresInSeconds: CODE_SECONDS,
  }),
  exchange: async (_, text) => {
    const given = readAnswer(text);
    if (given?.verdict !== 'agreed') {
      return { isGranted: false, reason: 'SIMULATED_REFUSAL', isGrantOver: true };
    }
    const { owner } = given;
    const grant = { ownerId: owner, ownerLabel: masked(owner), grant: owner, accountCode: 'simulator' };
    return { isGranted: true, grant: { ...grant, expiresInSeconds: GRANT_SECONDS } };
  },
  readBills: async () => ({ isRead: true, bills: [], unread: [] }),
};

import { chooseLanguage } from '@/gateway/checkout/messages';
import { answerPage } from '@/gateway/page/answer-page';
import type { GatewayRequest } from '@/gateway/request';
import { authoriseWords } from '@/gateway/simulator/authorise-messages';
import { drawAnswered, drawAuthorise } from '@/gateway/simulator/draw-authorise';
import { simulatedAnswer } from '@/lib/channels/simulator/cloud-monitor';
import { type AskedLogon, answerLogon, findAsked } from '@/lib/core/sessions';

const STATE = /^[0-9a-f]{32}$/;
const OWNER_MAX = 40;

async function findPretendLogon(state: string): Promise<AskedLogon | null> {
  const asked = STATE.test(state) ? await findAsked(state) : null;
  return asked?.channel === 'simulator' ? asked : null;
}

async function take(
  state: string,
  verdict: string | null,
  owner: string,
): Promise<'agreed' | 'refused' | 'over'> {
  if (verdict === 'refused') {
    return (await answerLogon(state, simulatedAnswer({ verdict }))) ? 'refused' : 'over';
  }
  return (await answerLogon(state, simulatedAnswer({ verdict: 'agreed', owner }))) ? 'agreed' : 'over';
}

/** Where the simulator's code leads: whoever opens it names the wallet that he pretends to own, and agrees or refuses. */
export async function answerAuthorisation(request: GatewayRequest): Promise<Response> {
  const encoding = request.header('accept-encoding');
  const words = authoriseWords[chooseLanguage(request.query.get('lang'), request.header('accept-language'))];
  const state = request.query.get('state') ?? '';
  const asked = await findPretendLogon(state);
  if (asked === null) return answerPage(drawAnswered(words, 'over'), encoding);
  if (request.method !== 'POST') return answerPage(drawAuthorise({ words, state, asked }), encoding);
  const form = await request.readForm();
  const owner = (form.get('owner') ?? '').trim().slice(0, OWNER_MAX);
  const verdict = form.get('verdict');
  if (verdict !== 'refused' && owner === '') {
    return answerPage(drawAuthorise({ words, state, asked }), encoding);
  }
  return answerPage(drawAnswered(words, await take(state, verdict, owner)), encoding);
}

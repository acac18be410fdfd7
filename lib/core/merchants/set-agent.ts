import { updateAgent } from '@/lib/core/merchants/agent-store';
import { forgetCredentials } from '@/lib/core/merchants/find-credential';
import { getSettings } from '@/lib/core/merchants/settings';

/**
 * The operator makes a merchant an agent, who may place cloud orders (cloudpay), or takes it back. The merchant himself
 * cannot. Throws merchant.unknown.
 */
export async function setAgent(request: {
  merchantId: number;
  isAgent: boolean;
  actor: string;
}): Promise<void> {
  await getSettings(request.merchantId);
  await updateAgent(request);
  await forgetCredentials(request.merchantId);
}

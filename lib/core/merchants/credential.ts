import type { Mode, PayType, PlanFeature } from '@/lib/core/vocabulary';

/** What a mouth needs to know of the merchant behind a key: verified against, signed with, never sent out. */
export interface Credential {
  readonly merchantId: number;
  readonly merchantName: string;
  readonly mode: Mode;
  readonly status: 'active' | 'suspended';
  readonly pid: number;
  readonly appkey: string;
  /** Signs what leaves. */
  readonly appsecret: string;
  /** Secrets that inbound signatures may use: the current one, and the previous one while its overlap lasts. */
  readonly acceptedAppsecrets: readonly string[];
  readonly epayKey: string;
  readonly vmqKey: string;
  readonly quickPayToken: string;
  readonly notifyUrl: string | null;
  readonly returnUrl: string | null;
  readonly timeoutUrl: string | null;
  readonly orderTtlSeconds: number;
  readonly isApiOpen: boolean;
  /** Whether the operator made the merchant an agent. */
  readonly isCloudOpen: boolean;
  readonly isCardApiOpen: boolean;
  readonly isRefundApiOpen: boolean;
  readonly isQuickPayOpen: boolean;
  /** Whether the addresses that a V免签 request brings may lead to any host. */
  readonly isVmqAddressOpen: boolean;
  /** The sites that may show the checkout in a frame. */
  readonly frameOrigins: readonly string[];
  /** Whether 易支付's api.php shows the key back to who sent it. */
  readonly isEpayKeyEchoed: boolean;
  /** Whether every answer that contains `success` acknowledges a callback of 易支付. */
  readonly isEpayAckLenient: boolean;
  /** What api.php answers for a refund that was made. */
  readonly epayRefundCode: 0 | 1;
  readonly openTypes: readonly PayType[];
  /** What his plan opens; null, without a plan and in test mode, opens everything. */
  readonly features: readonly PlanFeature[] | null;
}

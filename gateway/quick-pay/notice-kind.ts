import type { LinkState } from '@/lib/core/quick-pay';

/** Why nothing can be paid here. */
export type NoticeKind = Exclude<LinkState, 'active'> | 'unknown' | 'not_open' | 'unavailable' | 'fault';

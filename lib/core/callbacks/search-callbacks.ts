import type { CallbackStatus } from '@/lib/core/callbacks/callback';
import { type FoundCallback, selectCallbacks } from '@/lib/core/callbacks/views-store';
import type { Mode } from '@/lib/core/vocabulary';

const PAGE_SIZE_MAX = 100;

/** A merchant's callbacks, newest first. `page` counts from 1; a page holds at most 100. */
export function searchCallbacks(search: {
  merchantId: number;
  mode: Mode;
  status?: CallbackStatus | undefined;
  page: number;
  pageSize: number;
}): Promise<{ rows: FoundCallback[]; total: number }> {
  const limit = Math.min(Math.max(search.pageSize, 1), PAGE_SIZE_MAX);
  return selectCallbacks({ ...search, limit, offset: (Math.max(search.page, 1) - 1) * limit });
}

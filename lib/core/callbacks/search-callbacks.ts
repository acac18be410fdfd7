import type { CallbackState } from '@/lib/core/callbacks/callback';
import { type Diagnosis, diagnose } from '@/lib/core/callbacks/diagnosis';
import { readText } from '@/lib/core/callbacks/read-text';
import { type CallbackLine, selectCallbacks } from '@/lib/core/callbacks/views-store';
import type { Mode } from '@/lib/core/vocabulary';

const PAGE_SIZE_MAX = 100;
const ANSWER_MAX = 160;

/** A callback and how its last attempt went. */
export interface FoundCallback extends Omit<CallbackLine, 'responseHead'> {
  /** The merchant's host that was asked. */
  readonly host: string | null;
  /** The beginning of what it answered. */
  readonly answer: string | null;
  readonly diagnosis: Diagnosis | null;
}

function toFound({ responseHead, ...row }: CallbackLine): FoundCallback {
  const text = responseHead === null ? null : readText(responseHead);
  const { url, failure, httpStatus, finding } = row;
  return {
    ...row,
    host: url !== null && URL.canParse(url) ? new URL(url).host : null,
    answer: text === null ? null : text.slice(0, ANSWER_MAX),
    diagnosis: diagnose({ failure, httpStatus, finding, answer: text }),
  };
}

/** A merchant's callbacks, newest first. `page` counts from 1; a page holds at most 100. */
export async function searchCallbacks(search: {
  merchantId: number;
  mode: Mode;
  state?: CallbackState | undefined;
  page: number;
  pageSize: number;
}): Promise<{ rows: FoundCallback[]; total: number }> {
  const limit = Math.min(Math.max(search.pageSize, 1), PAGE_SIZE_MAX);
  const offset = (Math.max(search.page, 1) - 1) * limit;
  const { rows, total } = await selectCallbacks({ ...search, limit, offset });
  return { rows: rows.map(toFound), total };
}

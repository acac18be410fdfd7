/**
 * Which processes are alive, how many connections each may open, and whether the database is as this build needs it.
 * Promises only what /readyz tells; decides nothing.
 */
export {
  type DatabaseState,
  limitPool,
  selectDatabaseState as readDatabaseState,
  upsertBeat as beat,
} from '@/lib/core/runtime/store';

/**
 * Which processes are alive and whether the database is as this build needs it. Promises only what /readyz
 * tells; decides nothing.
 */
export {
  type DatabaseState,
  selectDatabaseState as readDatabaseState,
  upsertBeat as beat,
} from '@/lib/core/runtime/store';

/**
 * Cloud sessions 云端会话: scanning a wallet's account online, watching it, and losing it. Promises that one worker at a
 * time moves a log-on or holds a session, that the log-on fee is spent exactly when a session comes online, and that an
 * account is offered only while somebody watches it. Knows no platform; the channels' cloud monitors do.
 */
export {
  selectUnreadBills as listUnreadBills,
  type UnreadBillView,
  updateBusy as lookForWork,
  updatePolled as startReading,
  type Watch,
} from './bills-store';
export { bringOnline, type LogonEnd } from './bring-online';
export { changeLogonFee, logonFee } from './fee';
export {
  beatSession,
  claimSessions,
  endGrants,
  loseSession,
  removeSession,
  setSessionOffline,
} from './keep-session';
export {
  LOGON_FAILURES,
  type LogonClaim,
  type LogonFailure,
  type LogonKey,
  type LogonStage,
  type LogonView,
} from './logon';
export { type AskedLogon, moveCodeReady as showCode, updateLease as postponeLogon } from './logons-store';
export {
  answerLogon,
  cancelLogon,
  claimLogons,
  endStaleLogons,
  failLogon,
  findAsked,
  findLogon,
  refreshCode,
} from './move-logon';
export { logonAnswerUrl, readPlatformConfig } from './platform-config';
export {
  changePlatform,
  checkPlatform,
  findPlatform,
  type PlatformView,
  renewPlatformKey,
} from './platforms';
export { keepGrant, recordBills } from './record-bills';
export {
  OFFLINE_REASONS,
  type OfflineReason,
  type OfflineSession,
  type SessionClaim,
  type SessionKey,
  type SessionState,
  type SessionView,
} from './session';
export { updateFree as releaseSession } from './sessions-store';
export { type StartLogon, startLogon } from './start-logon';
export {
  type SessionCounts,
  selectSessionCounts as countSessions,
  selectSessions as listSessions,
  selectUnwatched as offlineSessions,
} from './views-store';
export { LineFull, type PlatformLine, restAfter, waitForTurn } from './wait-for-turn';

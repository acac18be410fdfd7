/**
 * Merchants, their keys, settings and log-ins. Promises that secrets leave only where they are shown once
 * or signed with, and that a changed key or setting is known to every process at once. Knows nothing of
 * orders or wire formats.
 */
export { ACTING_MINUTES, endActing, startActing } from './act-as-merchant';
export { selectAgent as isAgent } from './agent-store';
export { createMerchant, type KeySet, type NewMerchant } from './create-merchant';
export type { Credential } from './credential';
export { findCredentialByVmqKey } from './find-by-vmq-key';
export {
  findCredential,
  findCredentialByAppkey,
  findCredentialByPid,
  forgetCredentials,
} from './find-credential';
export { holdMerchant } from './hold-merchant';
export { insertPin as pinSignature, selectIsMisread as isSignatureMisread } from './pins-store';
export { revealSecrets, rotateSecrets, type Secrets } from './secrets';
export { setAgent } from './set-agent';
export { changeSettings, getSettings } from './settings';
export { type MerchantSettings, settingsShape } from './settings-shape';
export { holdSettlementProfile, type SettlementProfile } from './settlement-profile';
export { readingPin, type SignaturePin, signaturePin } from './signature-pin';
export { type Acting, recordActed, selectActing as findActing } from './standing-store';
export {
  announceChange as announceMerchant,
  countMerchants,
  type KeyDescription,
  type MerchantSummary,
  selectKeyDescriptions as describeKeys,
  selectMerchants as listMerchants,
} from './store';
export { resumeMerchant, suspendMerchant } from './suspend-merchant';
export {
  changePassword,
  createOperator,
  currentUser,
  endSessions,
  logIn,
  resetPassword,
  type User,
} from './users';

/**
 * News of what needs attention, to merchants and the operator: targets, and an outbox with leases. Promises that a target
 * hears each piece of news once, that what fails is tried for a day and then given up, and that the secrets of targets
 * leave only for the sender. Knows neither wire formats nor networks: the worker brings those.
 */
export { claimDueNotifications } from './claim-due';
export { type Audience, audiences } from './listeners';
export type { News, NewsData, NotificationClaim, Sending, SendingOutcome } from './notification';
export { raise } from './raise';
export { recordSending } from './record-sending';
export {
  changeMailSettings,
  changeRobotBases,
  MAIL_SECURITIES,
  type MailSettings,
  mailSettings,
  type RobotBases,
  robotBases,
  senderSettings,
} from './settings';
export {
  type PastNotification,
  releaseClaim as releaseNotification,
  selectRecent as recentNotifications,
} from './store';
export {
  LETTER_LANGUAGES,
  type LetterLanguage,
  type TargetConfig,
  type TargetDraft,
  type TargetKey,
  type TargetView,
} from './target';
export {
  addTarget,
  changeTarget,
  enableTarget,
  listTargets,
  readTarget,
  recordTest,
  removeTarget,
} from './targets';
export { type Letter, writeLetter, writeTestLetter } from './write-letter';

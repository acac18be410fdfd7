/**
 * What the operator configures of the whole installation in the admin: platforms, mail, fees. Promises that keys and
 * passwords are sealed at rest and leave only for those who use them. Knows no merchant.
 */
export { changeSetting, readSecrets, readSetting, type Setting } from './settings';

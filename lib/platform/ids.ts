import { randomBytes, randomInt } from 'node:crypto';

/** 128 random bits as 22 URL-safe characters: the address of a checkout page, or of what nobody shall guess either. */
export function newCheckoutToken(): string {
  return randomBytes(16).toString('base64url');
}

/** 128 random bits as 32 hex digits: appkeys, appsecrets and the keys of other dialects. */
export function newKey(): string {
  return randomBytes(16).toString('hex');
}

/** The number under which a channel knows one refund: the order's, then 8 hex digits. */
export function newRefundNo(orderId: number): string {
  return `R${orderId}${randomBytes(4).toString('hex')}`;
}

/** The lasting id of one piece of news, the same on every attempt to deliver it. */
export function newEventId(): string {
  return `evt_${randomBytes(16).toString('base64url')}`;
}

const PASSWORD_LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A generated log-in password of about 115 bits, without letters that look alike. */
export function newPassword(): string {
  return Array.from({ length: 20 }, () => PASSWORD_LETTERS[randomInt(PASSWORD_LETTERS.length)]).join('');
}

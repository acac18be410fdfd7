import type { QuickPayWords } from '@/gateway/quick-pay/messages/zh-cn';

export const en: QuickPayWords = {
  payTo: 'Pay',
  amount: 'Amount',
  range: (min, max) => {
    if (min !== null && max !== null) return `¥${min} to ¥${max} per payment`;
    if (min !== null) return `At least ¥${min} per payment`;
    return max === null ? '' : `At most ¥${max} per payment`;
  },
  presets: 'Common amounts',
  locked: 'Set by the merchant',
  contact: 'Contact',
  optional: 'optional',
  method: 'Pay with',
  pay: 'Pay',
  paying: 'Placing your order…',
  care: 'Make sure that you know whom you pay',
  scan: 'Scan to open this page on your phone',
  scanLabel: 'Code of this page',
  description: (merchant, title) => `${title} · Pay ${merchant}. Money goes straight to the merchant`,

  faults: {
    amount_empty: 'Enter an amount',
    amount_invalid: 'Enter an amount with at most two decimals, such as 10.01',
    amount_out_of_range: 'This amount is outside what can be paid here',
    amount_changed: 'The merchant has set the amount. It cannot be changed',
    amount_link: "The merchant's amount is not valid. Ask the merchant for another link",
    contact_empty: 'Fill this in',
    contact_too_long: 'At most 100 characters',
    contact_changed: 'The merchant has set this. It cannot be changed',
    type_closed: 'Choose a way to pay',
  },

  notes: {
    often: 'That was too often. Try again in a minute',
    busy: 'Too many people are paying this amount. Choose another one, or try again shortly',
    again: 'That order has ended or was changed. Check the amount and pay again',
  },

  notices: {
    unknown: [
      'This link cannot be used',
      'Check that the link is complete, or ask the merchant for a new one',
    ],
    not_open: [
      'Quick pay is not open',
      'The merchant has not opened quick pay. Ask the merchant for another way to pay',
    ],
    disabled: ['Payments are closed', 'The merchant has closed this link. Please do not pay'],
    expired: ['This link has expired', 'Ask the merchant for a new link'],
    used_up: ['Payments are complete', 'This link has taken all the payments that it may'],
    closed_today: ['Closed for today', 'Please come back tomorrow'],
    held: ['Please try again shortly', 'Others are paying for what is left. It may be free in a few minutes'],
    unavailable: [
      'Payment is not possible right now',
      'The merchant has no way to receive money at this moment. Please try again shortly',
    ],
    fault: ['Cannot connect at the moment', 'Please try again shortly. You have not paid yet'],
  },
  fromMerchant: 'The merchant says',
  retry: 'Try again',
};

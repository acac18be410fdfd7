/**
 * Quick-pay links: public addresses that take many payments. Promises that a link never has more orders paid or
 * payable than its merchant allowed, however many buyers come at once. Knows no page and no account.
 */
export { changeLink, turnLink } from './change-link';
export { countView } from './count-view';
export { createLink } from './create-link';
export { describeLink, findLink } from './find-link';
export {
  type AmountRange,
  isWithin,
  type Link,
  type LinkOffer,
  type LinkState,
  type LinkSummary,
  type Skin,
} from './link';
export { type LinkTerms, linkShape } from './link-shape';
export { placeQuickPayOrder } from './place-quick-pay-order';
export { rotateLinkToken } from './rotate-link-token';
export { selectSummaries as listLinks } from './store';

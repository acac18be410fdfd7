/**
 * Which account serves an order, and at which exact amount. Promises that no two live orders ask one account for the
 * same amount, and that rules and strategy are those of the merchant. Knows no wire format.
 */
export { describePayment } from './describe-payment';
export { openOrder } from './open-order';
export { type AmountSettings, countPlaces } from './payable-amounts';
export { type Share, simulateStrategy } from './simulate-strategy';
export { startTestPayment, type TestTrace, testTraceOf } from './test-payment';

/**
 * What a merchant sells: categories, products, card keys. Promises that a key is sold at most once, that its
 * content is sealed in the database, and that a shortage never costs a payment. Knows no wire format.
 */
export { deliverGoods } from './deliver-goods';
export { isStockEnough } from './stock-store';

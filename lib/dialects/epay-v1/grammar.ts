/** Order numbers of shops, as long as the original's table keeps them. */
export const OUT_TRADE_NO = /^[A-Za-z0-9._\-|]{1,150}$/;

/** What PHP's `is_numeric` takes of digits and a point: `1.500`, `5.`, `.5`, `007`. */
export const MONEY = /^(?:\d+\.?\d*|\.\d+)$/;

const START = 'alipays://platformapi/startapp?appId=20000123&actionType=scan&biz_data=';

/**
 * The code of an account whose merchant uploaded none: opens the payment to its owner in Alipay. Without amount and
 * remark, for risk control blocks transfers that bring these along (docs/alipay-session.md).
 */
export function accountCodeOf(userId: string): string {
  return START + encodeURIComponent(JSON.stringify({ s: 'money', u: userId }));
}

/** Whether a code is one that we made, and so may be opened as an address of the wallet itself. */
export function isAccountCode(code: string): boolean {
  const userId = /%22(\d{16})%22%7D$/.exec(code)?.[1];
  return userId !== undefined && code === accountCodeOf(userId);
}

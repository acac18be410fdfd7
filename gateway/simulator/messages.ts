import type { Language } from '@/gateway/checkout/messages';
import type { PretendAct } from '@/gateway/simulator/pretend-payment';
import type { ArrivalOutcome } from '@/lib/core/arrivals';

export interface WalletWords {
  readonly htmlLang: string;
  readonly otherLanguage: string;
  readonly otherLanguageTag: string;
  readonly strip: string;
  readonly title: string;
  readonly intro: string;
  readonly payee: string;
  readonly amount: string;
  readonly refunded: string;
  readonly trouble: string;
  readonly acts: Readonly<Record<PretendAct, { readonly label: string; readonly hint: string }>>;
  readonly resultTitle: string;
  readonly outcomes: Readonly<Record<ArrivalOutcome | 'repeat', string>>;
  readonly paidAt: string;
  readonly back: string;
  readonly again: string;
  readonly notFoundTitle: string;
  readonly notFoundText: string;
}

export const walletWords: Readonly<Record<Language, WalletWords>> = {
  'zh-CN': {
    htmlLang: 'zh-CN',
    otherLanguage: 'English',
    otherLanguageTag: 'en',
    strip: '测试模式：不会产生真实扣款',
    title: '模拟钱包',
    intro: '代替真实钱包，用来测试下单、到账、回调和跳转',
    payee: '付款给',
    amount: '付款金额',
    refunded: '已退款',
    trouble: '模拟异常情况',
    acts: {
      exact: { label: '付款', hint: '按应付金额付款一次' },
      short: { label: '少付一分', hint: '金额不一致，不会自动到账' },
      late: { label: '过期后付款', hint: '付款时间晚于订单有效期' },
      twice: { label: '付款两次', hint: '两笔相同金额，只有一笔结清订单' },
      repeat: { label: '重复通知', hint: '同一笔付款上报两次，只入账一次' },
    },
    resultTitle: '已上报',
    outcomes: {
      matched: '已匹配订单，支付成功',
      late: '订单过期后到账，等待商户确认',
      unmatched: '没有匹配的订单，进入「未匹配到账」',
      duplicate: '重复的付款，没有再次入账',
      ignored: '已忽略',
      repeat: '与上一条是同一笔付款，没有再次入账',
    },
    paidAt: '付款时间',
    back: '返回收银台',
    again: '再试一次',
    notFoundTitle: '没有这笔测试订单',
    notFoundText: '模拟钱包只能支付测试模式的订单',
  },
  en: {
    htmlLang: 'en',
    otherLanguage: '中文',
    otherLanguageTag: 'zh-CN',
    strip: 'Test mode: no real money moves',
    title: 'Pretend wallet',
    intro: 'Stands in for a real wallet, to try orders, payments, callbacks and redirects',
    payee: 'Pay',
    amount: 'Amount',
    refunded: 'Given back',
    trouble: 'Try what can go wrong',
    acts: {
      exact: { label: 'Pay', hint: 'Pays the exact amount once' },
      short: { label: 'Pay a cent too little', hint: 'Another amount is not recognised' },
      late: { label: 'Pay too late', hint: "The time paid lies after the order's end" },
      twice: { label: 'Pay twice', hint: 'Two equal payments, only one settles the order' },
      repeat: { label: 'Repeat the notice', hint: 'One payment reported twice counts once' },
    },
    resultTitle: 'Reported',
    outcomes: {
      matched: 'Matched the order, which is paid now',
      late: 'Came after the order expired, waits for the merchant',
      unmatched: 'No order matches, kept as an unmatched payment',
      duplicate: 'A repeated payment, not counted again',
      ignored: 'Ignored',
      repeat: 'The same payment as before, not counted again',
    },
    paidAt: 'Paid at',
    back: 'Back to the checkout',
    again: 'Try again',
    notFoundTitle: 'No such test order',
    notFoundText: 'The pretend wallet pays only orders of test mode',
  },
};

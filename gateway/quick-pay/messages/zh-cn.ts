import type { NoticeKind } from '@/gateway/quick-pay/notice-kind';
import type { Fault } from '@/gateway/quick-pay/read-ask';

/** The words of the quick-pay page. What it shares with the checkout stands in the checkout's. */
export const zhCN = {
  payTo: '付款给',
  amount: '付款金额',
  range: (min: string | null, max: string | null) => {
    if (min !== null && max !== null) return `每笔 ¥${min} 至 ¥${max}`;
    if (min !== null) return `每笔至少 ¥${min}`;
    return max === null ? '' : `每笔最多 ¥${max}`;
  },
  presets: '常用金额',
  locked: '由商家指定',
  contact: '联系方式',
  optional: '选填',
  method: '支付方式',
  pay: '付款',
  paying: '正在下单…',
  care: '付款前请确认收款方',
  scan: '手机扫码打开此页',
  scanLabel: '本页二维码',
  description: (merchant: string, title: string) => `${title} · 向「${merchant}」付款，款项直接进入商户账户`,

  faults: {
    amount_empty: '请输入付款金额',
    amount_invalid: '请输入正确的金额，最多两位小数，例如 10.01',
    amount_out_of_range: '金额不在可付款的范围内',
    amount_changed: '金额由商家指定，不能修改',
    amount_link: '商家指定的金额无效，请联系商家更换链接',
    contact_empty: '请填写此项',
    contact_too_long: '最多 100 个字',
    contact_changed: '此项由商家指定，不能修改',
    type_closed: '请选择支付方式',
  } satisfies Record<Fault, string>,

  notes: {
    often: '操作太频繁，请一分钟后再试',
    busy: '这个金额正在付款的人太多，请换一个金额，或稍后再试',
    again: '这笔订单已经结束或已改动，请确认金额后再次付款',
  },

  notices: {
    unknown: ['收款链接无法使用', '请检查链接是否完整，或向商家索取新的链接'],
    not_open: ['暂未开通快捷收款', '商家还没有开通快捷收款，请联系商家换一种付款方式'],
    disabled: ['收款已停止', '商家已停用这个收款链接，请不要付款'],
    expired: ['收款链接已过期', '请向商家索取新的链接'],
    used_up: ['收款已结束', '这个链接的收款次数已满'],
    closed_today: ['今日收款已满', '请明天再来'],
    held: ['请稍后再试', '剩下的名额正被其他付款人占用，几分钟内可能空出'],
    unavailable: ['暂时无法付款', '商家当前没有可用的收款方式，请稍后再试'],
    fault: ['暂时连接不上', '请稍后再试，您还没有付款'],
  } satisfies Record<NoticeKind, readonly [title: string, text: string]>,
  fromMerchant: '商家留言',
  retry: '重试',
};

export type QuickPayWords = typeof zhCN;

import type { Words } from '@/lib/core/notifications/words/words';

const TYPES: Readonly<Record<string, string>> = { alipay: '支付宝', wechat: '微信', qq: 'QQ' };

function quota(share: string) {
  return ({ kind = '', used = '', limit = '' }) => ({
    title: `套餐额度已用 ${share}`,
    text:
      kind === 'orders'
        ? `今天已有 ${used} 笔订单，套餐每天 ${limit} 笔。用完后新订单会被拒绝，次日零点恢复。`
        : `今天的订单共 ¥${used}，套餐每天 ¥${limit}。用完后新订单会被拒绝，次日零点恢复。`,
  });
}

export const zhCn: Words = {
  events: {
    session_offline: ({ label = '', reason = '' }) => ({
      title: `会话“${label}”离线`,
      text: `离线已超过 2 分钟，它的账户不再分配订单。${reason === '' ? '' : `原因：${reason}。`}请重新扫码上线。`,
    }),
    monitor_offline: ({ name = '', accounts = '' }) => ({
      title: `监控端“${name}”离线`,
      text: `没有心跳已超过 2 分钟，跟随它的 ${accounts} 个账户不再分配订单。请检查手机的网络、电量和应用权限。`,
    }),
    callbacks_failing: ({ failing = '', total = '' }) => ({
      title: '异步回调失败',
      text: `最近 ${total} 个订单的回调有 ${failing} 个没有送达。请在回调日志里查看对方的实际响应。`,
    }),
    arrival_unmatched: ({ amount = '', type = '' }) => ({
      title: `未匹配到账 ¥${amount}`,
      text: `${TYPES[type] ?? type}到账 ¥${amount}，没有找到对应的订单。请到未匹配到账里处理。`,
    }),
    appeal_opened: ({ outOrderId = '', amount = '' }) => ({
      title: '买家反馈“我已付款”',
      text: `订单 ${outOrderId}，买家说付了 ¥${amount}。请核对到账后答复。`,
    }),
    stock_low: ({ product = '', left = '' }) => ({
      title: `“${product}”库存不足`,
      text: left === 0 ? '卡密已售完，买家暂时不能购买。请补货。' : `未售卡密只剩 ${left} 张。请补货。`,
    }),
    quota_80: quota('80%'),
    quota_100: quota('100%'),
    points_low: ({ points = '', fee = '' }) => ({
      title: '积分不足',
      text: `剩余 ${points} 积分，会话上线一次需要 ${fee} 积分。请联系服务商充值。`,
    }),
  },
  test: { title: '测试消息', text: '这个通知渠道可以收到消息。' },
  merchant: (id) => `商户 ${id}：`,
};

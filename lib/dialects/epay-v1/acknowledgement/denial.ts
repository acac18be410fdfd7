/** Words that turn a sentence with `success` in it into its opposite, a condition, or an instruction. */
const ENGLISH = String.raw`
  no(?![.:#]?\s?\d) not non never none nothing neither nor without cannot unable zero fail\w* errs?
  error\w* errno invalid\w* illegal deny denied denies false wrong bad refus\w* reject\w* forbid\w*
  unauthori[sz]ed missing mismatch\w* expect\w* must should need\w* requir\w* want\w* wait\w* pending
  unknown undefined null nan exception\w* fatal timeout timed expired abort\w* cancel\w* before until
  unless if or instead almost incomplete partial\w* unpaid unverified unsuccessful\w* retry broken denial
  block\w* unavailable stop\w* crash\w* corrupt\w* problem\w* lack\w* awaiting print echo return die exit
  whether than off disabled hardly barely far yet un
`
  .trim()
  .split(/\s+/);
const IN_ENGLISH = new RegExp(
  `(?<![A-Za-z0-9_])(?:${ENGLISH.join('|')})(?![A-Za-z0-9_])|n['’]t(?![a-z])`,
  'i',
);
const IN_CHINESE =
  /[未不沒没无無非否勿莫]|失败|失敗|错误|錯誤|出错|有误|异常|異常|拒绝|拒絕|禁止|超时|超時|过期|過期|等待|等候|待|请|請|返回|应当|应该|需要|如果|才能|取消|中断|作废|缺少|缺失|部分|才算|[❌✗✘✖]/;

/** Whether a text says that something is not so, went wrong, or is only wanted. */
export function denies(text: string): boolean {
  return IN_ENGLISH.test(text) || IN_CHINESE.test(text);
}

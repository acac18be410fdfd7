/**
 * The body that SmsForwarder is given. Each word has a field of its own, and the title comes without `[` and `{`: the app
 * goes on replacing its tags in what it has put in, so that a chat partner called `[receive_time:微信支付]` would
 * otherwise arrive as 微信支付.
 */
export const FORWARDER_BODY =
  '{"from":"[from]","title":"{{TITLE###[\\[{]===_}}","content":"[org_content]","receive_time":"[receive_time]","timestamp":"[timestamp]","sign":"[sign]"}';

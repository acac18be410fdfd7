/** What stands in the pages of firewalls and CDNs that want a browser to prove itself before it is let through. */
const CHALLENGES = [
  /just a moment\.\.\.|\bcf[-_]chl|challenge-platform|cf-browser-verification|attention required!/i,
  /checking (?:if the site connection is secure|your browser)|verif(?:y|ying) (?:that )?you are (?:a )?human/i,
  /enable javascript and cookies to continue|this (?:site|page) requires javascript|slowaes|\/aes\.js/i,
  /ddos-guard|ddos protection by|incapsula|sucuri website firewall|perimeterx|_pxhd|datadome/i,
  /btwaf|\/_guard\/|safeline|雷池|acw_sc__v[23]|aliyun_?waf|errors\.aliyun\.com|__jsl_clearance|safedog/i,
  /宝塔.{0,8}(?:防火墙|WAF)|网站防火墙|Web应用防火墙|云防火墙|创宇盾|加速乐|护卫神|云锁|[5五]\s*秒盾/i,
  /人机(?:验证|校验|识别|检测)|安全(?:验证|检查|检测|校验)中|滑(?:动|块)验证|请完成.{0,6}验证/,
  /(?:正在|进行).{0,8}(?:检查|检测|验证|校验).{0,8}(?:浏览器|访问|安全|环境)|浏览器安全(?:检查|检测|验证)/,
  /您的(?:请求|访问|IP).{0,24}(?:拦截|威胁|攻击|不合法)|请求被拦截|拦截原因/,
  /<title[^>]*>[^<]{0,60}(?:captcha|security check|安全验证|安全检查|访问验证|验证码|访问被拦截)/i,
  /sorry, your request has been blocked|access denied[^<]{0,40}(?:waf|firewall)|blocked by (?:a |the )?(?:waf|firewall)/i,
];

/** A short script that sets a cookie and loads the page anew: only a browser comes back with it. */
const COOKIE_TEST =
  /<script[^>]{0,200}>(?=[\s\S]{0,2000}document\.cookie\s?=)(?=[\s\S]{0,2000}location(?:\.reload|\.replace|\.href\s?=|\s?=))/i;

/** What programs print when they die. */
const PROGRAM_ERRORS = [
  /\b(?:fatal|parse|compile|syntax) error(?:<\/b>)?:|uncaught (?:\w+\\)*\w*(?:error|exception)|stack trace:/i,
  /traceback \(most recent call last\)|unhandled (?:exception|rejection)|sqlstate\[|\bat java\.|panic: /i,
  /<title[^>]*>[^<]{0,60}(?:whoops|系统发生错误|系统错误|internal server error|server error|application error|程序错误)/i,
];

/** Whether an answer is a firewall's or CDN's page that tests for a browser, and not the merchant's program at all. */
export function isChallenge(answer: string): boolean {
  return CHALLENGES.some((mark) => mark.test(answer)) || COOKIE_TEST.test(answer);
}

/** Whether an answer shows that the merchant's program died on the way. */
export function isProgramError(answer: string): boolean {
  return PROGRAM_ERRORS.some((mark) => mark.test(answer));
}

/**
 * The most frequent characters of Chinese texts, with those of card keys, in both scripts, and their punctuation.
 * Bytes of another language that happen to be GBK decode to characters that hardly ever stand here.
 */
const FAMILIAR = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手期根论运农指几九区强放决西被干做必战先回则任取完举科六七八百千万亿元角卡密码号账帐户充值兑换激活会季永久序列邮箱登录链网盘名称类型价格券礼包腾讯爱奇优酷视频音乐苹果微信支付宝效限请勿注备试阅读官店商买卖客服务话游戏币金钻石豆张份套餐加速器体验专享星黑白红绿蓝银东南北京海广州深圳' +
    '個國這時來們說種後學經進電裡現實兩機當點從業開還與關線數氣條結問無軍情員設統號賬帳戶碼兌換會號鏈網盤稱類價禮騰訊愛優視頻樂蘋信寶請備試閱讀買賣務話戲幣鑽張驗專黑紅綠藍銀東廣圳' +
    '，。、：；！？（）【】《》“”‘’—…·￥　',
);

const KNOWN_SHARE_MIN = 0.4;
const STRANGE_SHARE_MAX = 0.1;

let common: Set<string> | undefined;

/** What GB2312 holds for Chinese text: its characters, signs and full-width letters; no kana, Greek or Cyrillic. */
function commonCharacters(): Set<string> {
  const decoder = new TextDecoder('gb18030');
  const made = new Set(FAMILIAR);
  for (const first of [0xa1, 0xa2, 0xa3, ...Array.from({ length: 0x48 }, (_, index) => 0xb0 + index)]) {
    for (let second = 0xa1; second <= 0xfe; second++) made.add(decoder.decode(Uint8Array.of(first, second)));
  }
  return made;
}

/** Whether the text beside ASCII, of which there must be some, is Chinese as people write it. */
export function isPlainChinese(text: string): boolean {
  common ??= commonCharacters();
  let all = 0;
  let familiar = 0;
  let strange = 0;
  for (const character of text) {
    if (character <= '\u007f') continue;
    all += 1;
    if (FAMILIAR.has(character)) familiar += 1;
    else if (!common.has(character)) strange += 1;
  }
  return all > 0 && familiar / all >= KNOWN_SHARE_MIN && strange / all <= STRANGE_SHARE_MAX;
}

/** Whether every sign of the text is one that texts are written with. */
export function isSensible(text: string): boolean {
  return !/[\p{Cn}\p{Co}\p{Cs}\ufffd]|(?![\t\r\n])\p{Cc}/u.test(text);
}

export function asciiCount(text: string): number {
  return text.replace(/[^\n\r\t -~]+/g, '').length;
}

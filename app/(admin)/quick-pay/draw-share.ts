import type { Share, ShareAsk } from '@/components/quick-pay/share-kit';
import type { Language } from '@/gateway/checkout/messages';
import { qrSvg } from '@/gateway/checkout/page/qr-svg';
import { escapeHtml } from '@/gateway/page/html';
import { drawPreview } from '@/gateway/quick-pay/preview';
import { type Ask, pageAddress, readAmount } from '@/gateway/quick-pay/read-ask';
import { findCredential } from '@/lib/core/merchants';
import type { Link, Skin } from '@/lib/core/quick-pay';
import { formatYuan } from '@/lib/platform/money';
import { qrPng } from '@/lib/platform/qr';

const PIXELS = [512, 1024] as const;

function dataUrl(type: string, bytes: Buffer): string {
  return `data:${type};base64,${bytes.toString('base64')}`;
}

/** The drawing as a file of its own. */
function svgFile(text: string): Buffer {
  const { text: svg } = qrSvg(text, text);
  return Buffer.from(svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" '));
}

/** A button for a merchant's own site: one element, nothing to load. */
function snippetOf(address: string, label: string): string {
  const style =
    'display:inline-block;padding:12px 24px;border-radius:8px;background:#0b6b6b;color:#fff;font:600 16px sans-serif;text-decoration:none';
  return `<a href="${escapeHtml(address)}" target="_blank" rel="noopener" style="${style}">${escapeHtml(label)}</a>`;
}

/** All that is handed on of a link under some parameters. */
export async function drawShare(link: Link, asked: ShareAsk, language: Language): Promise<Share> {
  const credential = await findCredential(link.merchantId, link.mode);
  if (credential === null) throw new Error('a merchant without keys has a link');
  const ask: Ask = {
    appkey: credential.appkey,
    token: link.token,
    custom: asked.custom.trim(),
    price: asked.price.trim(),
    skin: asked.skin === '' ? null : asked.skin === '1' ? 1 : 0,
    isLocking: asked.isLocking,
    lang: null,
  };
  const address = pageAddress(ask);
  const preview = (skin: Skin) =>
    drawPreview({ language, ask: { ...ask, skin }, link, merchantName: credential.merchantName });
  const amount = readAmount(ask.price);
  const label = amount === null ? link.title : `${link.title} ¥${formatYuan(amount)}`;
  return {
    address,
    svg: dataUrl('image/svg+xml', svgFile(address)),
    png: {
      512: dataUrl('image/png', qrPng(address, PIXELS[0])),
      1024: dataUrl('image/png', qrPng(address, PIXELS[1])),
    },
    snippet: snippetOf(address, label),
    previews: { 0: preview(0), 1: preview(1) },
    poster: {
      merchantName: credential.merchantName,
      title: link.title,
      amount: amount === null ? null : `¥${formatYuan(amount)}`,
    },
  };
}

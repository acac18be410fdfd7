/** QR codes: their modules, for whoever draws them, and a small fast PNG of our own. */
export { type QrCode, qrCode } from '@/lib/platform/qr/qr-code';
export { qrPng } from '@/lib/platform/qr/qr-png';

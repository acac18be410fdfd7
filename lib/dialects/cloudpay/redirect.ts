export { redirectUrl } from '@/lib/dialects/gatepay-family';

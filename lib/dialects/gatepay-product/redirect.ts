export { redirect } from '@/lib/dialects/gatepay-family';

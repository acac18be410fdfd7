/** Where payers are, by province. */
export { provinceOfIp } from './province-of-ip';
export { PROVINCES, type Province, provinceOfName } from './provinces';

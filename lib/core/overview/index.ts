/**
 * What the operator sees at a glance, of all merchants and of the installation. Promises one question to the database
 * per page, however many merchants stand on it. Reads what the other modules keep, and changes nothing.
 */

export { type SessionLine, selectSessionLines as listAllSessions } from './installation-store';
export {
  type MerchantHealth,
  type MerchantSearch,
  type MerchantSort,
  selectHealth as listMerchantHealth,
} from './merchant-health-store';
export { findMerchantHealth, type Overview, readOverview } from './read-overview';

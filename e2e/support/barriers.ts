import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds in the way of people on a page, each with the place; only by `rules` when some are named. React Aria's
 * hidden announcer is left out. Legacy mode looks into no frames of other sites, of which we have none, and saves
 * opening a second page for every look. The checkout's refresh is not looked at: a page whose script runs stops it (see
 * `/pay/again`), and one whose script does not run has nothing else to tell its buyer that he has paid.
 */
export async function barriersOn(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page }).exclude('[data-live-announcer]').setLegacyMode();
  const asked = rules.length === 0 ? axe.disableRules(['meta-refresh']) : axe.withRules([...rules]);
  const { violations } = await asked.analyze();
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}: ${nodes[0]?.html}`);
}

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds in the way of people on a page, each with the place; only by `rules` when some are named. React Aria's
 * hidden announcer is left out. Legacy mode looks into no frames of other sites, of which we have none, and saves
 * opening a second page for every look.
 */
export async function barriersOn(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page }).exclude('[data-live-announcer]').setLegacyMode();
  const { violations } = await (rules.length === 0 ? axe : axe.withRules([...rules])).analyze();
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}: ${nodes[0]?.html}`);
}

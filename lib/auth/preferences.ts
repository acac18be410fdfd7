/** Choices of the browser that are no secret; the pages read them on the server, so nothing flashes. */
export const MODE_COOKIE = 'matou_mode';
export const THEME_COOKIE = 'matou_theme';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/**
 * The one set of design values of the product. The checkout's inline CSS and the admin's CSS variables are both
 * made from it. Colours are sRGB hex; every text colour keeps 4.5:1 on every ground that it may stand on.
 */
export interface Palette {
  /** The page behind everything. */
  readonly ground: string;
  /** Slips, cards, dialogs. */
  readonly surface: string;
  /** Set-back areas: table heads, fields that cannot be changed, the page behind a slip. */
  readonly sunken: string;
  readonly ink: string;
  readonly inkMuted: string;
  readonly line: string;
  /** Borders of fields and buttons, 3:1 against the ground. */
  readonly lineStrong: string;
  /** Harbour teal: the one accent. */
  readonly accent: string;
  readonly accentHover: string;
  readonly accentSoft: string;
  readonly onAccent: string;
  /** Only for money received. */
  readonly received: string;
  readonly receivedSoft: string;
  /** Only for what needs attention. */
  readonly attention: string;
  readonly attentionSoft: string;
  /** Only for loss: refused, failed, destroyed. */
  readonly loss: string;
  readonly lossSoft: string;
  /** The strip that marks test mode. */
  readonly test: string;
  readonly onTest: string;
}

export const light: Palette = {
  ground: '#ffffff',
  surface: '#ffffff',
  sunken: '#f2f6f6',
  ink: '#10201f',
  inkMuted: '#4f605f',
  line: '#dce4e3',
  lineStrong: '#82928f',
  accent: '#0b6b6b',
  accentHover: '#085656',
  accentSoft: '#e3f1f0',
  onAccent: '#ffffff',
  received: '#17743a',
  receivedSoft: '#e4f4e8',
  attention: '#835200',
  attentionSoft: '#fff3d9',
  loss: '#b3261e',
  lossSoft: '#fdeceb',
  test: '#f5a524',
  onTest: '#2b1a00',
};

export const dark: Palette = {
  ground: '#0c1211',
  surface: '#141c1b',
  sunken: '#090e0d',
  ink: '#e8efee',
  inkMuted: '#9fb0ae',
  line: '#273331',
  lineStrong: '#647572',
  accent: '#58c4bd',
  accentHover: '#7ad4ce',
  accentSoft: '#12302e',
  onAccent: '#04201e',
  received: '#6fd08c',
  receivedSoft: '#12301c',
  attention: '#f2b84b',
  attentionSoft: '#31240c',
  loss: '#ff9088',
  lossSoft: '#381716',
  test: '#f5a524',
  onTest: '#2b1a00',
};

/** A QR code is black on white on every ground. */
export const plate = { paper: '#ffffff', modules: '#000000' } as const;

/** One radius, in CSS pixels. Distances are multiples of 4. */
export const radius = 8;

/** The only two weights of a screen. */
export const weight = { regular: 400, strong: 600 } as const;

export const fontFamily = {
  text: '-apple-system,"Segoe UI",Roboto,"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif',
  number: 'ui-monospace,"SF Mono",Menlo,Consolas,"Noto Sans Mono",monospace',
} as const;

/** Longest motion in milliseconds; none at all when the reader asked for less. */
export const motionMs = 140;

function declare(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value}`)
    .join(';');
}

/** The declarations `--ground:…;--ink-muted:…` of a theme, with its `color-scheme`. */
export function themeDeclarations(theme: 'light' | 'dark'): string {
  return `color-scheme:${theme};${declare(theme === 'light' ? light : dark)};--radius:${radius}px`;
}

/**
 * The custom properties of both themes: the system's choice, unless `data-theme` on the root element names one.
 */
export function themeCss(): string {
  return [
    `:root{${themeDeclarations('light')}}`,
    `@media(prefers-color-scheme:dark){:root:not([data-theme=light]){${themeDeclarations('dark')}}}`,
    `:root[data-theme=dark]{${themeDeclarations('dark')}}`,
  ].join('');
}

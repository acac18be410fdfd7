import { describe, expect, test } from 'vitest';
import { dark, light, type Palette, plate, themeCss } from '@/components/theme/tokens';

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function textPairs(palette: Palette): [string, string, string][] {
  const grounds = ['ground', 'surface', 'sunken'] as const;
  const texts = ['ink', 'inkMuted', 'accent', 'accentHover', 'received', 'attention', 'loss'] as const;
  const onGrounds = grounds.flatMap((ground) =>
    texts.map((text): [string, string, string] => [`${text} on ${ground}`, palette[text], palette[ground]]),
  );
  return [
    ...onGrounds,
    ['onAccent on accent', palette.onAccent, palette.accent],
    ['onAccent on accentHover', palette.onAccent, palette.accentHover],
    ['accent on accentSoft', palette.accent, palette.accentSoft],
    ['received on receivedSoft', palette.received, palette.receivedSoft],
    ['attention on attentionSoft', palette.attention, palette.attentionSoft],
    ['ink on attentionSoft', palette.ink, palette.attentionSoft],
    ['loss on lossSoft', palette.loss, palette.lossSoft],
    ['onTest on test', palette.onTest, palette.test],
  ];
}

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_name, palette) => {
  test.each(textPairs(palette))('%s keeps 4.5:1', (_pair, text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test('borders of controls keep 3:1', () => {
    expect(contrast(palette.lineStrong, palette.surface)).toBeGreaterThanOrEqual(3);
  });
});

test('codes are drawn at more than 15:1', () => {
  expect(contrast(plate.modules, plate.paper)).toBeGreaterThan(15);
});

test('every value of both palettes reaches the CSS', () => {
  const css = themeCss();
  for (const palette of [light, dark]) {
    for (const value of Object.values(palette)) expect(css).toContain(value);
  }
});

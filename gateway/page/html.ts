/** A piece of HTML that needs no more escaping. */
export class Html {
  constructor(readonly text: string) {}
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

export type Piece = Html | string | number | null | false | readonly Piece[];

function render(piece: Piece): string {
  if (piece === null || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'string' || typeof piece === 'number') return escapeHtml(String(piece));
  return piece.map(render).join('');
}

/**
 * Writes HTML. Every value is escaped unless it is Html itself; null and false leave nothing. Line breaks and
 * indentation of the template do not reach the page.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Html {
  const text = parts.map((part, index) => {
    const literal = part.replace(/\s*\n\s*/g, '');
    return index < values.length ? literal + render(values[index] ?? null) : literal;
  });
  return new Html(text.join(''));
}

/** Marks text that we wrote ourselves as HTML: styles, scripts, drawings. Never for anything that came from outside. */
export function trusted(text: string): Html {
  return new Html(text);
}

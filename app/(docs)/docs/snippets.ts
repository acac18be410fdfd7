import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Snippet } from '@/components/docs/views';
import type { DialectId } from '@/lib/core/vocabulary';

export type SnippetKind = 'create' | 'query' | 'callback';

const LANGUAGES = [
  { language: 'php', label: 'PHP', file: (name: string) => `${name}.php` },
  { language: 'node', label: 'Node.js', file: (name: string) => `${name}.mjs` },
  { language: 'python', label: 'Python', file: (name: string) => `${name}.py` },
  {
    language: 'java',
    label: 'Java',
    file: (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}.java`,
  },
  { language: 'go', label: 'Go', file: (name: string) => `${name}.go` },
  { language: 'curl', label: 'curl', file: (name: string) => `${name}.sh` },
];

const FOLDERS: Partial<Record<DialectId, string>> = { 'gatepay-v1': 'gatepay', 'epay-v1': 'epay' };

/** The programs of a dialect as the files that the tests run; none for a dialect that has no folder of its own. */
export async function snippetsOf(dialect: DialectId, kind: SnippetKind): Promise<Snippet[]> {
  const folder = FOLDERS[dialect];
  if (folder === undefined) return [];
  // A shell takes no calls, so there is no receiver in it.
  const languages = LANGUAGES.filter(({ language }) => kind !== 'callback' || language !== 'curl');
  return Promise.all(
    languages.map(async ({ language, label, file }) => {
      const path = join(process.cwd(), 'docs/snippets', folder, language, file(kind));
      return { language, label, code: (await readFile(path, 'utf8')).trimEnd() };
    }),
  );
}

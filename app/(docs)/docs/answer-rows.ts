import { z } from 'zod';
import type { AnswerRow } from '@/components/docs/views';

type Language = 'zh' | 'en';

/** The part of JSON Schema that our answers use, with the words that they carry. */
interface Node {
  type?: string;
  properties?: Record<string, Node>;
  items?: Node;
  anyOf?: Node[];
  zh?: string;
  en?: string;
  example?: string | number;
}

function nodeOf(schema: z.ZodType): Node {
  return z.toJSONSchema(schema, { io: 'input' }) as Node;
}

/** What may also be null is shown as what it is otherwise. */
function plain(node: Node): Node {
  const { zh, en, example } = node;
  const other = node.anyOf?.find(({ type }) => type !== 'null');
  return other === undefined
    ? node
    : {
        ...other,
        ...(zh === undefined ? {} : { zh }),
        ...(en === undefined ? {} : { en }),
        ...(example === undefined ? {} : { example }),
      };
}

function rowsUnder(given: Node, name: string, language: Language): AnswerRow[] {
  const node = plain(given);
  const own = name === '' ? [] : [{ name, type: node.type ?? '', text: node[language] ?? '' }];
  const parts = Object.entries(node.properties ?? {}).flatMap(([part, child]) =>
    rowsUnder(child, name === '' ? part : `${name}.${part}`, language),
  );
  const each = node.items === undefined ? [] : rowsUnder(node.items, `${name}[]`, language);
  return [...own, ...parts, ...each].filter(
    ({ text, name: row }) => text !== '' || !/(\[\]|^data)$/.test(row),
  );
}

/** One row for every value of an answer, by its path. */
export function answerRows(schema: z.ZodType, language: Language): AnswerRow[] {
  return rowsUnder(nodeOf(schema), '', language);
}

function exampleUnder(given: Node): unknown {
  const node = plain(given);
  if (node.example !== undefined) return node.example;
  if (node.properties !== undefined) {
    return Object.fromEntries(
      Object.entries(node.properties).map(([name, child]) => [name, exampleUnder(child)]),
    );
  }
  if (node.items !== undefined) return [exampleUnder(node.items)];
  return node.type === 'null' ? null : {};
}

/** An answer made of the examples that its values carry. */
export function answerExample(schema: z.ZodType): string {
  return JSON.stringify(exampleUnder(nodeOf(schema)), null, 2);
}

import { signedNames, textOver } from '@/components/docs/signature/make-signature';
import type { OperationReference, SecretName, SignatureRecipe } from '@/lib/dialects/reference';

/** What the shell calls each secret; the reader sets it, so that it stands on no page. */
const VARIABLES: Readonly<Record<SecretName, string>> = {
  appsecret: 'APPSECRET',
  epayKey: 'EPAY_KEY',
  vmqKey: 'VMQ_KEY',
};

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function md5Of(input: string): string {
  return `$(printf '%s' ${input} | md5sum | cut -c1-32)`;
}

/** The lines that compute `sign`, and what the command adds to the fields. */
function signing(
  recipe: SignatureRecipe,
  fields: ReadonlyMap<string, string>,
): { lines: string[]; own: string[] } {
  if (recipe.kind === 'none') return { lines: [], own: [] };
  const variable = VARIABLES[recipe.secret];
  const check = `: "\${${variable}:?}"`;
  if (recipe.kind === 'bearer') {
    return { lines: [check], own: [`--data-urlencode "${recipe.field}=$${variable}"`] };
  }
  const text = textOver(recipe, signedNames(recipe, fields), fields);
  const isTwice = recipe.kind === 'joined' && recipe.rounds === 2;
  const sum = isTwice
    ? [`inner=${md5Of(quoted(text))}`, `sign=${md5Of(`"$inner$${variable}"`)}`]
    : [`text=${quoted(text)}`, `sign=${md5Of(`"$text$${variable}"`)}`];
  return { lines: [check, ...sum], own: ['--data-urlencode "sign=$sign"'] };
}

/**
 * A command that works as it stands once the secret's variable is set: it signs in the shell and sends by POST
 * where the operation takes it.
 */
export function curlExample(
  { operation, methods, signature }: Pick<OperationReference, 'operation' | 'methods' | 'signature'>,
  fields: ReadonlyMap<string, string>,
  baseUrl: string,
): string {
  const { lines, own } = signing(signature, fields);
  const isPost = (methods ?? operation.methods).includes('POST');
  const sent = [...fields].map(([name, text]) => `--data-urlencode ${quoted(`${name}=${text}`)}`);
  const command = [
    `curl${isPost ? '' : ' -G'} ${quoted(baseUrl + (operation.paths[0] ?? ''))}`,
    ...sent,
    ...own,
  ];
  return [...lines, command.join(' \\\n  ')].join('\n');
}

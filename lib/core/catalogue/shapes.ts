import { z } from 'zod';
import { DomainError } from '@/lib/core/errors';
import { FEN_MAX, type Fen } from '@/lib/platform/money';

const name = z.string().trim().min(1).max(60);

/** What a merchant may say of a product; `price` is in fen. */
const productShape = z.object({
  name,
  price: z
    .number()
    .int()
    .min(1)
    .max(FEN_MAX)
    .transform((value) => value as Fen),
  description: z.string().trim().max(2000),
  categoryId: z.number().int().positive().nullable(),
  delivery: z.enum(['cards', 'none']),
  isOnSale: z.boolean(),
});

export type ProductFacts = z.infer<typeof productShape>;

function accept<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid', 'product.invalid', {
    field: parsed.error.issues[0]?.path.join('.') || 'name',
  });
}

/** The category's name without spaces around it. Throws product.invalid. */
export function acceptName(value: string): string {
  return accept(name, value);
}

/** The named facts of a product, trimmed. Throws product.invalid with `field`. */
export function acceptProduct(facts: Partial<ProductFacts>): Partial<ProductFacts> {
  const given = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return accept(productShape.partial(), given) as Partial<ProductFacts>;
}

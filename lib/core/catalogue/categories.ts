import {
  type CategoryKey,
  insertCategory,
  isNameTaken,
  markCategoryRemoved,
  updateCategoryName,
} from '@/lib/core/catalogue/categories-store';
import { acceptName } from '@/lib/core/catalogue/shapes';
import { DomainError } from '@/lib/core/errors';

/** Throws product.invalid, or category.name_taken. */
export async function createCategory(command: {
  merchantId: number;
  name: string;
}): Promise<{ categoryId: number }> {
  const categoryId = await insertCategory(command.merchantId, acceptName(command.name));
  if (categoryId === null) throw new DomainError('conflict', 'category.name_taken');
  return { categoryId };
}

/** Throws product.invalid, category.unknown, or category.name_taken. */
export async function renameCategory(command: CategoryKey & { name: string }): Promise<void> {
  const isKnown = await updateCategoryName(command, acceptName(command.name)).catch((error: unknown) => {
    throw isNameTaken(error) ? new DomainError('conflict', 'category.name_taken') : error;
  });
  if (!isKnown) throw new DomainError('not_found', 'category.unknown');
}

/** Removes a category; its products stay, without one. Throws category.unknown. */
export async function removeCategory(key: CategoryKey): Promise<void> {
  if (!(await markCategoryRemoved(key))) throw new DomainError('not_found', 'category.unknown');
}

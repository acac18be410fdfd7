'use server';

import { merchantAction } from '@/lib/auth/actions';
import { enableTarget, removeTarget } from '@/lib/core/notifications';
import { targetFields } from './target-fields';
import { keepTarget, targetId, targetSwitch, tryTarget } from './target-verbs';

export const saveTarget = merchantAction(targetFields, (input, { merchantId, id }) =>
  keepTarget(input, { merchantId, actor: `user:${id}` }),
);

export const switchTarget = merchantAction(targetSwitch, async (input, { merchantId, id }) => {
  await enableTarget({ ...input, merchantId, actor: `user:${id}` });
  return null;
});

export const dropTarget = merchantAction(targetId, async (input, { merchantId, id }) => {
  await removeTarget({ ...input, merchantId, actor: `user:${id}` });
  return null;
});

export const testTarget = merchantAction(targetId, (input, { merchantId }) =>
  tryTarget({ ...input, merchantId }),
);

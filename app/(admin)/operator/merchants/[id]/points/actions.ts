'use server';

import { z } from 'zod';
import { operatorAction } from '@/lib/auth/actions';
import { takeBackPoints, topUpPoints } from '@/lib/core/ledger';
import { setAgent } from '@/lib/core/merchants';
import { assignPlan, removePlan } from '@/lib/core/plans';
import { momentField, reasonField } from '../../../../form-fields';

const merchantId = z.number().int().positive();

const pointMove = z.object({
  merchantId,
  requestId: z.uuid(),
  points: z
    .string()
    .trim()
    .min(1, 'required')
    .regex(/^[1-9]\d{0,8}$/, 'invalid')
    .transform(Number),
  reason: reasonField,
});

export const addPoints = operatorAction(pointMove, async (input, { id }) => {
  await topUpPoints({ ...input, actor: `user:${id}` });
  return null;
});

export const takePoints = operatorAction(pointMove, async (input, { id }) => {
  await takeBackPoints({ ...input, actor: `user:${id}` });
  return null;
});

const assignment = z.object({
  merchantId,
  planId: z.string().regex(/^(?:none|[1-9]\d{0,14})$/, 'invalid'),
  until: momentField,
});

export const givePlan = operatorAction(assignment, async ({ planId, until, ...merchant }, { id }) => {
  const actor = `user:${id}`;
  if (planId === 'none') await removePlan({ ...merchant, actor });
  else await assignPlan({ ...merchant, planId: Number(planId), until: until ?? undefined, actor });
  return null;
});

const agency = z.object({ merchantId, isAgent: z.boolean() });

export const turnAgent = operatorAction(agency, async (input, { id }) => {
  await setAgent({ ...input, actor: `user:${id}` });
  return null;
});

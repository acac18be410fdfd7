import type { Command } from '@/cli/command';
import { accountCreate, accountSet } from '@/cli/commands/account';
import { arrivalReport } from '@/cli/commands/arrival';
import { cardImport, categoryCreate, productCreate } from '@/cli/commands/catalogue';
import { doctor } from '@/cli/commands/doctor';
import { merchantCreate, merchantSet } from '@/cli/commands/merchant';
import { monitorCreate } from '@/cli/commands/monitor';
import { orderShow } from '@/cli/commands/order';
import { planAssign, planCreate, planList } from '@/cli/commands/plan';
import { pointsAdd, pointsTakeBack } from '@/cli/commands/points';
import { ruleCreate } from '@/cli/commands/rule';
import { operatorCreate, resetPasswordCommand } from '@/cli/commands/users';

export const commands: Readonly<Record<string, Command>> = {
  'merchant create': merchantCreate,
  'merchant set': merchantSet,
  'monitor create': monitorCreate,
  'account create': accountCreate,
  'account set': accountSet,
  'rule create': ruleCreate,
  'category create': categoryCreate,
  'product create': productCreate,
  'card import': cardImport,
  'arrival report': arrivalReport,
  'order show': orderShow,
  'points add': pointsAdd,
  'points take-back': pointsTakeBack,
  'plan create': planCreate,
  'plan list': planList,
  'plan assign': planAssign,
  'operator create': operatorCreate,
  'reset-password': resetPasswordCommand,
  doctor,
};

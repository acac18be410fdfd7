import { type Command, required } from '@/cli/command';
import { createOperator, resetPassword } from '@/lib/core/merchants';

export const operatorCreate: Command = {
  usage: '--email E',
  options: ['email'],
  run: (given) => createOperator(required(given, 'email')),
};

export const resetPasswordCommand: Command = {
  usage: '--email E',
  options: ['email'],
  run: (given) => resetPassword(required(given, 'email')),
};

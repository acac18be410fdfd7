import type { z } from 'zod';
import type { HttpClient } from '@/lib/platform/http';
import type { MailServer } from '@/lib/platform/mail';

type Texts = Readonly<Record<string, string>>;

/** How one target is reached: texts that its owner may see again, and secrets. */
export interface Address {
  readonly shown: Texts;
  readonly secrets: Texts;
}

/** What is sent. Words are plain text; nothing in them is markup anywhere. */
export interface Message {
  /** The same on every attempt. */
  readonly id: string;
  readonly event: string;
  readonly title: string;
  readonly text: string;
  readonly url: string;
  /** When the news was raised. */
  readonly at: Date;
  readonly data: Readonly<Record<string, string | number>>;
}

/** What the installation brings. */
export interface Tools {
  readonly client: HttpClient;
  /** Null while the operator has set up no mail. */
  readonly mail: MailServer | null;
  /** Where each robot's platform is reached when not at its public address; empty is that one. */
  readonly bases: Texts;
}

/** What the other side said to one attempt. */
export type Reply =
  | {
      readonly isSent: true;
      /** The head of its answer. */
      readonly answer: string;
    }
  | {
      readonly isSent: false;
      /** In the other side's own words where it had any. */
      readonly reason: string;
      /** What it asked for; null when it did not. */
      readonly retryAfterSeconds: number | null;
    };

/** One way of reaching people. Stateless; `send` answers with a value whatever the other side does. */
export interface Notifier {
  /** What the owner types in and may see again; faults carry the codes of the forms. */
  readonly shown: z.ZodObject;
  /** What he types in and never sees again. */
  readonly secrets: z.ZodObject;
  send(address: Address, message: Message, tools: Tools): Promise<Reply>;
}

import type { NewsData } from '@/lib/core/notifications/notification';
import type { NotificationEvent } from '@/lib/core/vocabulary';

/** What a language says of each event. */
export interface Words {
  readonly events: Readonly<Record<NotificationEvent, (data: NewsData) => { title: string; text: string }>>;
  readonly test: { readonly title: string; readonly text: string };
  /** Put before the title of news about a merchant that goes to the operator. */
  merchant(id: number | string): string;
}

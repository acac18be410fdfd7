import { selectListeners } from '@/lib/core/notifications/store';
import { MERCHANT_EVENTS, type NotificationEvent } from '@/lib/core/vocabulary';

/** Who wants to hear of an event at this moment. */
export interface Audience {
  readonly merchantIds: readonly number[];
  readonly isOperatorListening: boolean;
}

/** The audience of every event, so that nothing is looked for that nobody wants to hear. */
export async function audiences(): Promise<Readonly<Record<NotificationEvent, Audience>>> {
  const rows = await selectListeners();
  const of = (event: NotificationEvent): Audience => {
    const ids = rows.filter((row) => row.event === event).map(({ merchantId }) => merchantId);
    return {
      merchantIds: ids.filter((id) => id !== null),
      isOperatorListening: ids.includes(null),
    };
  };
  return Object.fromEntries(MERCHANT_EVENTS.map((event) => [event, of(event)])) as Record<
    NotificationEvent,
    Audience
  >;
}

import type { News } from '@/lib/core/notifications/notification';
import { insertNews } from '@/lib/core/notifications/store';

/**
 * Tells every enabled target that wants the event, once per target and key, however often and by however many workers
 * it is raised. A target for which fifty notifications wait is told nothing more until it took some. Answers how many
 * targets are told now.
 */
export function raise(...news: readonly News[]): Promise<number> {
  return news.length === 0 ? Promise.resolve(0) : insertNews(news);
}

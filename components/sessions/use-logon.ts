import { useCallback, useEffect, useRef, useState } from 'react';
import { isOver, type LogonNews, type LogonVerbs } from '@/components/sessions/logon-news';
import type { Problem } from '@/lib/auth/action-result';

const LOOK_MS = 1_200;

interface Logon {
  readonly news: LogonNews | null;
  readonly problem: Problem | null;
  /** Looks at once instead of at the next turn. */
  readonly lookNow: () => void;
}

/** Follows a log-on until it ends. */
export function useLogon(verbs: LogonVerbs, logonId: number): Logon {
  const [news, setNews] = useState<LogonNews | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const lookNow = useRef(() => {});
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      clearTimeout(timer);
      const answer = await verbs.look({ logonId });
      if (isGone) return;
      if (answer.ok) setNews(answer.data);
      setProblem(!answer.ok && 'problem' in answer ? answer.problem : null);
      if (!answer.ok || !isOver(answer.data)) timer = setTimeout(look, LOOK_MS);
    };
    lookNow.current = () => void look();
    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [verbs, logonId]);
  return { news, problem, lookNow: useCallback(() => lookNow.current(), []) };
}

/** Counts down by the second from what was told last. */
export function useCountdown(secondsLeft: number, since: unknown): number {
  const [left, setLeft] = useState(secondsLeft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new telling starts the count anew
  useEffect(() => {
    setLeft(secondsLeft);
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1_000);
    return () => clearInterval(timer);
  }, [secondsLeft, since]);
  return left;
}

import { CircleOff, Radio } from 'lucide-react';
import { Status } from '@/components/ui/status';

interface OnlineStatusProps {
  isOnline: boolean;
  onlineLabel: string;
  offlineLabel: string;
}

export function OnlineStatus({ isOnline, onlineLabel, offlineLabel }: OnlineStatusProps) {
  return isOnline ? (
    <Status tone="accent" icon={Radio}>
      {onlineLabel}
    </Status>
  ) : (
    <Status tone="attention" icon={CircleOff}>
      {offlineLabel}
    </Status>
  );
}

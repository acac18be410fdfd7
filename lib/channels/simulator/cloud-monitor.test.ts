import { expect, test } from 'vitest';
import { CLOUD_CHANNEL_IDS, channelOf, cloudMonitorOf } from '@/lib/channels';
import { simulatedAnswer, simulatorMonitor } from './cloud-monitor';

test('every channel that is scanned online is a channel, and no other has a cloud monitor', () => {
  for (const id of CLOUD_CHANNEL_IDS) expect(channelOf(id)?.describe().id).toBe(id);
  expect(cloudMonitorOf('monitored-code')).toBeNull();
  expect(cloudMonitorOf('toString')).toBeNull();
  expect(cloudMonitorOf('simulator')).toBe(simulatorMonitor);
});

test('the simulator needs no configuration and shows a page of the pretend wallet', async () => {
  expect(simulatorMonitor.missing({})).toEqual([]);
  const code = await simulatorMonitor.prepare({}, { state: 'a b', answerUrl: 'http://127.0.0.1/x' });
  expect(new URL(code.text).pathname).toBe('/wallet/authorise');
  expect(new URL(code.text).searchParams.get('state')).toBe('a b');
  expect(code.expiresInSeconds).toBe(60);
});

test('whoever agrees is the owner, shown masked', async () => {
  const reply = await simulatorMonitor.exchange({}, simulatedAnswer({ verdict: 'agreed', owner: 'wang-1' }));
  expect(reply).toMatchObject({ isGranted: true, grant: { ownerId: 'wang-1', ownerLabel: 'w***1' } });
});

test.each([simulatedAnswer({ verdict: 'refused' }), 'not json', '{}', ''])(
  'anything else is a refusal: %s',
  async (text) => {
    expect(await simulatorMonitor.exchange({}, text)).toMatchObject({ isGranted: false });
  },
);

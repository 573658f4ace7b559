import type { LogEntry } from '../../engines/contract.ts';
import type { Marker } from '../lifecycle/markers.ts';
import type { FreshRecord } from './line-queue.ts';

export const lineRecord = (
  source: string,
  containerId: string,
  { stream, time, timeMs, text }: LogEntry,
): FreshRecord => ({ source, containerId, stream, time, timeMs, text });

export const markerRecord = (
  source: string,
  containerId: string | undefined,
  { text, timeMs }: Marker,
): FreshRecord => ({
  source,
  ...(containerId !== undefined && { containerId }),
  stream: 'marker',
  time: new Date(timeMs).toISOString(),
  timeMs,
  text,
});

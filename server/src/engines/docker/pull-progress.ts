import * as z from 'zod/mini';
import type { LayerProgress } from '../contract.ts';
import { maybe, text } from './record.ts';

/** One value of a pull or push stream. */
export const progressRecord = z.object({
  id: text,
  status: text,
  error: text,
  progressDetail: maybe(z.object({ current: maybe(z.number()), total: maybe(z.number()) })),
});

export const normalizeProgress = (record: z.infer<typeof progressRecord>): LayerProgress => {
  const { current, total } = record.progressDetail ?? {};
  // The word "Pulling from" carries the tag where others carry a layer.
  const layer = /^[0-9a-f]{6,64}$/.test(record.id) ? record.id : undefined;
  return {
    ...(layer !== undefined && { id: layer }),
    status: record.status,
    ...(current !== undefined && { currentBytes: current }),
    ...(total !== undefined && total > 0 && { totalBytes: total }),
  };
};

import * as z from 'zod/mini';
import { columnIds } from './services/column-ids.ts';

/** The ranges, in minutes; as text, since that is what a list of choices has. */
export const ranges = ['1', '5', '10', '60', '360', '1440'] as const;

/** What the user set in this panel; kept by VS Code with the page. */
export const metricsSettings = z.object({
  minutes: z.catch(z.enum(ranges), '5'),
  view: z.catch(z.enum(['charts', 'table']), 'charts'),
  /** `auto`: cards as long as there are few. */
  services: z.catch(z.enum(['auto', 'cards', 'table']), 'auto'),
  sort: z.catch(z.object({ column: z.enum(columnIds), descending: z.boolean() }), {
    column: 'name',
    descending: false,
  }),
  filter: z.catch(z.string(), ''),
  /** By the name of the container: whether it has lines. Others are decided by load. */
  chosen: z.catch(z.record(z.string(), z.boolean()), {}),
});
export type MetricsSettings = z.infer<typeof metricsSettings>;

/** What cannot be read of saved settings, because it is older or newer than us, is as new. */
export const readSettings = (saved: unknown): MetricsSettings =>
  metricsSettings.safeParse(saved).data ?? metricsSettings.parse({});

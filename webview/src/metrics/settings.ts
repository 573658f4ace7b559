import * as z from 'zod/mini';

/** What the user set in this panel; kept by VS Code with the page. */
export const metricsSettings = z.object({
  minutes: z.catch(z.enum(['1', '5', '10']), '5'),
  view: z.catch(z.enum(['charts', 'table']), 'charts'),
  /** By the name of the container: whether it has lines. Others are decided by load. */
  chosen: z.catch(z.record(z.string(), z.boolean()), {}),
});
export type MetricsSettings = z.infer<typeof metricsSettings>;

/** What cannot be read of saved settings, because it is older or newer than us, is as new. */
export const readSettings = (saved: unknown): MetricsSettings =>
  metricsSettings.safeParse(saved).data ?? { minutes: '5', view: 'charts', chosen: {} };

import * as z from 'zod/mini';

/** What stands between a panel and its live data; shown as a pill and, when bad, as a banner. */
export const panelState = z.union([
  z.object({ kind: z.literal('connecting') }),
  z.object({ kind: z.literal('live') }),
  /** Nothing can be read now; it comes back by itself, and asking again is allowed. */
  z.object({
    kind: z.literal('unavailable'),
    message: z.string(),
    hint: z.optional(z.string()),
  }),
]);
export type PanelState = z.infer<typeof panelState>;

/**
 * The first message to a page. The page keeps `restore` in its saved state as it is: the host reads
 * it back when VS Code restores the panel after a reload.
 */
export const initMessage = z.object({
  kind: z.literal('init'),
  title: z.string(),
  restore: z.unknown(),
});
export const stateMessage = z.object({ kind: z.literal('state'), state: panelState });

/** The page has its listeners up: only now may anything be sent to it. */
export const readyMessage = z.object({ kind: z.literal('ready') });
/** The user asks to try again after `unavailable`. */
export const retryMessage = z.object({ kind: z.literal('retry') });

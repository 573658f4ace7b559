import * as z from 'zod/mini';

export const timeModes = ['off', 'clock', 'age'] as const;
export type TimeMode = (typeof timeModes)[number];

/** What the user set in this panel; kept by VS Code with the page. */
const logsSettings = z.object({
  wrap: z.catch(z.boolean(), false),
  time: z.catch(z.enum(timeModes), 'off'),
  hidden: z.catch(z.array(z.string()), []),
  search: z.catch(z.string(), ''),
  regex: z.catch(z.boolean(), false),
  matchCase: z.catch(z.boolean(), false),
  onlyMatches: z.catch(z.boolean(), false),
  /** The time of the topmost line when the user had scrolled away from the end. */
  anchorMs: z.catch(z.optional(z.number()), undefined),
});
export type LogsSettings = z.infer<typeof logsSettings>;

const standard: LogsSettings = {
  wrap: false,
  time: 'off',
  hidden: [],
  search: '',
  regex: false,
  matchCase: false,
  onlyMatches: false,
};

/** What cannot be read of saved settings, because it is older or newer than us, is as new. */
export const readSettings = (saved: unknown): LogsSettings =>
  logsSettings.safeParse(saved).data ?? standard;

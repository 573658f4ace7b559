import * as z from 'zod/mini';

/** What a panel shows, and the name that the user knows it by. */
export interface PanelSubject<Target> {
  readonly target: Target;
  readonly title: string;
  /** What else the kind of panel brings back after a reload; it parses it itself. */
  readonly extra?: unknown;
}

export const subjectSchema = <Target>(
  target: z.ZodMiniType<Target>,
): z.ZodMiniType<PanelSubject<Target>> =>
  z.object({ target, title: z.string(), extra: z.optional(z.unknown()) });

/** The page keeps the subject under `restore`, beside its own settings. */
export const savedSubject = <Target>(
  target: z.ZodMiniType<Target>,
  state: unknown,
): PanelSubject<Target> | undefined =>
  z.object({ restore: subjectSchema(target) }).safeParse(state).data?.restore;

/** One text for each target, also for one that was stored and read again. */
export const targetKey = <Target>(schema: z.ZodMiniType<Target>, target: Target): string =>
  JSON.stringify(schema.parse(target));

import type { OptionRow, OptionsOf } from './options/option.ts';
import type { Context } from './context.ts';

// The values of a row's own options are known to that row only.
type AnyRows = Readonly<Record<string, OptionRow<never>>>;

/** A row of the table of commands: what it is called, what it takes, and the messages that it sends. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** As commander writes them: `[services...]`. */
  readonly arguments?: readonly { readonly name: string; readonly summary: string }[];
  readonly options: AnyRows;
  /** Everything behind the first argument belongs to it: `hb run web ls -l`. */
  readonly passThrough?: boolean;
  readonly examples: readonly string[];
  /** Answers with the exit code. */
  readonly run: (context: Context, options: never, args: readonly string[]) => Promise<number>;
}

type Rows = Readonly<Record<string, unknown>>;

export const command = <const R extends Rows>(
  row: Omit<Command, 'options' | 'run'> & {
    readonly options: R;
    readonly run: (
      context: Context,
      options: OptionsOf<R>,
      args: readonly string[],
    ) => Promise<number>;
  },
): Command => row as unknown as Command;

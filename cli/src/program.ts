import { Command as Commander, CommanderError, Option, type OutputConfiguration } from 'commander';
import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { createContext } from './context.ts';
import { Ending, exitCodes } from './exit-codes.ts';
import type { Machine } from './machine.ts';
import { globalOptions, type GlobalOptions } from './options/global.ts';
import type { OptionRow } from './options/option.ts';
import { reportFailure } from './output/failure.ts';

export interface Program {
  readonly runProgram: (machine: Machine) => Promise<number>;
}

/** Reads the arguments, runs the one command that they name, and answers with the exit code. */
export const runProgram: Program['runProgram'] = async (machine) => {
  let exitCode: number = exitCodes.done;
  const program = createProgram({
    output: {
      writeOut: (text) => machine.stdout.write(text),
      writeErr: (text) => machine.stderr.write(text),
    },
    act: async (row, globals, { values, args }) => {
      const context = createContext(globals, machine);
      try {
        exitCode = await row.run(context, values as never, args);
      } catch (error) {
        exitCode = reportFailure(error, context);
      } finally {
        await context.dispose();
      }
    },
  });
  program.on('option:version', () => {
    machine.stdout.write(`hb ${machine.version()}\n`);
    throw new Ending(exitCodes.done);
  });
  try {
    await program.parseAsync([...machine.arguments], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError || error instanceof Ending) return error.exitCode;
    throw error;
  }
};

interface ProgramOptions {
  readonly output: OutputConfiguration;
  readonly act: (
    row: Command,
    globals: GlobalOptions,
    given: { readonly values: unknown; readonly args: readonly string[] },
  ) => Promise<void>;
}

/** Every command with its help. */
export const createProgram = ({ output, act }: ProgramOptions): Commander => {
  const program = new Commander('hb')
    .description('Runs compose projects, as Docker Compose does, on any engine.')
    .usage('[options] COMMAND')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput(output)
    .showSuggestionAfterError()
    .option('-V, --version', 'print the version');
  addOptions(program, globalOptions);
  for (const row of commands) {
    const made = toCommander(row, program).action(() => {
      const globals = valuesOf(program, globalOptions) as GlobalOptions;
      return act(row, globals, { values: valuesOf(made, row.options), args: made.args });
    });
    program.addCommand(made);
  }
  return program;
};

const toCommander = (row: Command, program: Commander): Commander => {
  const made = program
    .createCommand(row.name)
    .description(row.summary)
    .copyInheritedSettings(program);
  for (const { name, summary } of row.arguments ?? []) made.argument(name, summary);
  if (row.passThrough === true) made.passThroughOptions();
  addOptions(made, row.options);
  const examples = row.examples.map((line) => `  ${line}`);
  return made.addHelpText('after', ['', 'Examples:', ...examples].join('\n'));
};

/** Each row knows the type of its values; commander does not need to. */
type Rows = Readonly<Record<string, OptionRow<unknown>>>;

const addOptions = (target: Commander, rows: object): void => {
  for (const row of Object.values(rows as Rows)) {
    const option = new Option(row.flags, row.summary);
    if (row.choices !== undefined) option.choices([...row.choices]).default(row.initial);
    const { read, initial } = row;
    if (read !== undefined) {
      option.argParser((text, before: unknown) => read(text, before ?? initial));
    }
    target.addOption(option);
  }
};

/** By the names that the table gives them, whatever commander calls them. */
const valuesOf = (source: Commander, rows: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(rows as Rows).map(([name, row]) => {
      const option = new Option(row.flags, row.summary);
      const value: unknown = source.getOptionValue(option.attributeName());
      // To commander `--no-x` takes away an `x` that is there otherwise; here it is one of its own.
      return [name, option.negate ? value === false : (value ?? row.initial)];
    }),
  );

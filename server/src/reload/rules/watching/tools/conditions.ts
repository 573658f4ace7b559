import type { Command } from '../commands.ts';

/** One of these options, with a value or without. */
export const has =
  (...options: readonly string[]) =>
  ({ args }: Command): boolean =>
    args.some((arg) => options.some((option) => arg === option || arg.startsWith(`${option}=`)));

/** Its first word that is no option: a verb, a script. */
const verb = ({ args }: Command): string => args.find((arg) => !arg.startsWith('-')) ?? '';

/** One of these as its first word. */
export const does =
  (...verbs: readonly string[]) =>
  (command: Command): boolean =>
    verbs.includes(verb(command));

/** A word like this, wherever it stands. */
export const mentions =
  (pattern: RegExp) =>
  ({ args }: Command): boolean =>
    args.some((arg) => pattern.test(arg));

/** Whether a variable says yes. */
export const isOn = (value: string | undefined): boolean =>
  value !== undefined && !['', '0', 'false', 'no', 'off'].includes(value.toLowerCase());

/** Of Ruby on Rails, where nothing says otherwise. */
export const isDevelopment = ({ args, environment }: Command): boolean => {
  const said = args.find((_, at) => ['-e', '--environment'].includes(args[at - 1] ?? ''));
  return (
    (said ?? environment['RAILS_ENV'] ?? environment['RACK_ENV'] ?? 'development') === 'development'
  );
};

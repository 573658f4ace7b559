import type { Command } from './commands.ts';

/** What a program runs that does nothing else: its words, or `undefined` for one that is no wrapper. */
export const unwrapped = ({ tool, args }: Command): readonly string[] | undefined => {
  if (/entrypoint|^(?:tini|dumb-init|catatonit|s6-svscan)/.test(tool)) return afterDashes(args);
  return wrappers[tool]?.(args);
};

type Wrapper = (args: readonly string[]) => readonly string[] | undefined;

/** The options that may come first have no value, or it is in the same word. */
const afterOptions: Wrapper = (args) => {
  const first = args.findIndex((arg) => !arg.startsWith('-'));
  return first === -1 ? undefined : args.slice(first);
};

const afterDashes: Wrapper = (args) => {
  const dashes = args.indexOf('--');
  return dashes === -1 ? afterOptions(args) : args.slice(dashes + 1);
};

const afterMany =
  (count: number): Wrapper =>
  (args) =>
    afterOptions(args)?.slice(count);

/** `poetry run x`, `bundle exec x`: nothing when another of its verbs is meant. */
const after =
  (...verbs: readonly string[]): Wrapper =>
  (args) => {
    const rest = afterOptions(args);
    return rest !== undefined && verbs.includes(rest[0] ?? '')
      ? afterDashes(rest.slice(1))
      : undefined;
  };

/** `python -m uvicorn` is uvicorn; `python manage.py` is not another program. */
const module: Wrapper = (args) => {
  const at = args.indexOf('-m');
  return at === -1 ? undefined : args.slice(at + 1);
};

const wrappers: Readonly<Record<string, Wrapper>> = {
  env: afterOptions,
  exec: afterOptions,
  nice: afterOptions,
  nohup: afterOptions,
  sudo: afterOptions,
  time: afterOptions,
  command: afterOptions,
  gosu: afterMany(1),
  'su-exec': afterMany(1),
  timeout: afterMany(1),
  'cross-env': afterOptions,
  dotenv: afterDashes,
  dotenvx: after('run'),
  doppler: after('run'),
  infisical: after('run'),
  'wait-for-it': afterDashes,
  'wait-for-it.sh': afterDashes,
  'wait-for': afterDashes,
  wait4x: afterDashes,
  dockerize: (args) => afterDashes(args.filter((_, at) => !args[at - 1]?.startsWith('-'))),
  npx: afterDashes,
  bunx: afterDashes,
  pnpx: afterDashes,
  poetry: after('run'),
  pipenv: after('run'),
  pdm: after('run'),
  rye: after('run'),
  hatch: after('run'),
  pixi: after('run'),
  uv: after('run'),
  uvx: afterOptions,
  bundle: after('exec'),
  'opentelemetry-instrument': afterOptions,
  'ddtrace-run': afterOptions,
  debugpy: (args) => module(args) ?? afterOptions(args),
  python: module,
  python3: module,
};

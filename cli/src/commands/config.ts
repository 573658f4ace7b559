import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { composeConfig, type ConfigView } from '#shared/protocol/compose';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { flag, oneOf, text, type OptionsOf } from '../options/option.ts';
import { requireUsable } from '../output/problems.ts';

const options = {
  quiet: flag('-q, --quiet', 'only check, print nothing'),
  format: oneOf('--format <format>', 'form of the output', ['yaml', 'json']),
  noInterpolate: flag('--no-interpolate', 'leave ${…} as it is written'),
  services: flag('--services', 'print the names of the services'),
  volumes: flag('--volumes', 'print the names of the volumes'),
  networks: flag('--networks', 'print the names of the networks'),
  images: flag('--images', 'print the names of the images'),
  profiles: flag('--profiles', 'print the names of all profiles'),
  hash: text('--hash <services>', 'print the hash of these services; "*" for all'),
  environment: flag('--environment', 'print the variables that values are taken from'),
  output: text('-o, --output <file>', 'write to a file'),
};

export const config = command({
  name: 'config',
  summary: 'check compose files and print what they mean',
  arguments: [{ name: '[services...]', summary: 'only these and what they depend on' }],
  options,
  examples: [
    'hb config -q',
    'hb -f compose.yaml -f compose.prod.yaml config --format json',
    "hb config --hash='*'",
  ],
  run: async (context, values, args) => {
    const server = await context.connect('compose');
    const services = values.hash === undefined ? args : namesIn(values.hash);
    const { text: shown, problems } = await server.request(composeConfig, {
      ...context.project,
      view: viewOf(values),
      format: values.format,
      interpolate: !values.noInterpolate,
      ...(services.length > 0 && { services: [...services] }),
    });
    requireUsable(problems, context);
    if (values.output === undefined) print(shown ?? '', context);
    else await writeFile(resolve(context.machine.workingFolder, values.output), shown ?? '');
    return exitCodes.done;
  },
});

/** A check that finds nothing does not even open its output. */
const print = (shown: string, { machine }: Context): void => {
  if (shown !== '') machine.stdout.write(shown);
};

/** Of several the first of these, as in Compose. */
const lists = ['services', 'volumes', 'networks', 'images', 'profiles', 'environment'] as const;

const viewOf = (values: OptionsOf<typeof options>): ConfigView => {
  if (values.hash !== undefined) return 'hash';
  return lists.find((view) => values[view]) ?? (values.quiet ? 'nothing' : 'config');
};

const namesIn = (hash: string): readonly string[] =>
  hash === '*' ? [] : hash.split(',').filter((name) => name !== '');

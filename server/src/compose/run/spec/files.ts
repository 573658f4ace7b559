import type { MountSpec } from '../../../engines/contract.ts';
import type { ComposeFileMount, ComposeFileObject } from '../../model.ts';
import {
  ignoredParts,
  type CopiedFile,
  type FieldEffect,
  type FieldInput,
  type FieldRule,
} from './context.ts';

/** Where relative targets of secrets and configs lie in the container. */
const baseFolders = { secret: '/run/secrets/', config: '/' } as const;
type Kind = keyof typeof baseFolders;

export const secretsRule: FieldRule<'secrets'> = (entries, input) =>
  join(entries.map((entry) => filesOf('secret', entry, input)));

export const configsRule: FieldRule<'configs'> = (entries, input) =>
  join(entries.map((entry) => filesOf('config', entry, input)));

const join = (effects: readonly FieldEffect[]): FieldEffect => ({
  spec: { mounts: effects.flatMap(({ spec }) => spec?.mounts ?? []) },
  files: effects.flatMap(({ files }) => files ?? []),
  warnings: effects.flatMap(({ warnings }) => warnings ?? []),
  problems: effects.flatMap(({ problems }) => problems ?? []),
});

/** A file is bind-mounted read-only; text of the compose file or the environment is copied in. */
const filesOf = (kind: Kind, entry: ComposeFileMount, input: FieldInput): FieldEffect => {
  const key = entry.source ?? '';
  const object = (kind === 'secret' ? input.model.secrets : input.model.configs)[key];
  if (object === undefined) return { problems: [`the ${kind} "${key}" is not declared`] };
  if (object.external === true)
    return {
      problems: [`the ${kind} "${key}" is external, and engines have no store of ${kind}s`],
    };
  const target = targetOf(kind, entry);
  const warnings = ignoredParts(object, {
    driver: `only a swarm has drivers of ${kind}s`,
    template_driver: `only a swarm has templates of ${kind}s`,
    labels: `only a swarm has labels of ${kind}s`,
  });
  if (object.file !== undefined) {
    return {
      spec: { mounts: [bindOf(kind, object.file, target)] },
      warnings: [...warnings, ...owned(entry)],
    };
  }
  const content = contentOf(object, input);
  if (content === undefined)
    return { problems: [`the ${kind} "${key}" has no value: ${missing(object)}`] };
  if (input.declared.read_only === true)
    return {
      problems: [
        `the ${kind} "${key}" must come from a file, because the service's file system is read-only`,
      ],
    };
  return { files: [copyOf(entry, target, content)], warnings };
};

const targetOf = (kind: Kind, entry: ComposeFileMount): string => {
  const target = entry.target ?? entry.source ?? '';
  const absolute = target.startsWith('/') || /^[A-Za-z]:\\|^\\\\/.test(target);
  return absolute ? target : baseFolders[kind] + target;
};

const bindOf = (kind: Kind, source: string, target: string): MountSpec => ({
  kind: 'bind',
  source,
  target,
  readOnly: true,
  // A folder made where a file is missing would hide the mistake; compose says so of secrets alone.
  ...(kind === 'secret' && { bind: { createHostPath: false } }),
});

const owned = (entry: ComposeFileMount): readonly string[] => {
  const why = 'the file is mounted as it is; only copied text has an owner and a mode of its own';
  return ignoredParts(entry, { uid: why, gid: why, mode: why });
};

const contentOf = (object: ComposeFileObject, { model }: FieldInput): string | undefined =>
  object.content ??
  (object.environment === undefined ? undefined : model.environment[object.environment]);

const missing = (object: ComposeFileObject): string =>
  object.environment === undefined
    ? 'it names no file, content or variable'
    : `the variable ${object.environment} is not set`;

const copyOf = (entry: ComposeFileMount, path: string, content: string): CopiedFile => ({
  path,
  content,
  uid: numberOr(entry.uid, 10, 0),
  gid: numberOr(entry.gid, 10, 0),
  mode: numberOr(entry.mode, 8, 0o444),
});

const numberOr = (text: string | undefined, radix: number, otherwise: number): number => {
  const number = Number.parseInt(text ?? '', radix);
  return Number.isNaN(number) ? otherwise : number;
};

import type { BuildSpec } from '../contract.ts';

type Write<Key extends keyof BuildSpec> = (value: NonNullable<BuildSpec[Key]>) => readonly string[];

const each =
  (flag: string) =>
  (values: readonly string[]): readonly string[] =>
    values.flatMap((value) => [flag, value]);

const one =
  (flag: string) =>
  (value: string | number): readonly string[] => [flag, String(value)];

const pairs =
  (flag: string) =>
  (values: Readonly<Record<string, string | null>>): readonly string[] =>
    Object.entries(values).flatMap(([name, value]) => [
      flag,
      value === null ? name : `${name}=${value}`,
    ]);

const when =
  (...flags: readonly string[]) =>
  (value: boolean): readonly string[] =>
    value ? flags : [];

/** What each part of a build is for `docker build`; those with no row are said in other ways. */
const table: { readonly [Key in keyof BuildSpec]?: Write<Key> } = {
  tags: each('-t'),
  args: pairs('--build-arg'),
  labels: pairs('--label'),
  target: one('--target'),
  platform: one('--platform'),
  cacheFrom: each('--cache-from'),
  cacheTo: each('--cache-to'),
  network: one('--network'),
  extraHosts: each('--add-host'),
  shmSizeBytes: one('--shm-size'),
  noCache: when('--no-cache'),
  pull: when('--pull'),
  additionalContexts: pairs('--build-context'),
  ssh: each('--ssh'),
  secrets: (secrets) =>
    secrets.flatMap((secret, index) => [
      '--secret',
      'file' in secret
        ? `id=${secret.id},src=${secret.file}`
        : `id=${secret.id},env=${secretVariable(index)}`,
    ]),
  ulimits: (ulimits) =>
    ulimits.flatMap(({ name, soft, hard }) => ['--ulimit', `${name}=${soft}:${hard}`]),
  privileged: when('--allow', 'security.insecure'),
  entitlements: each('--allow'),
  provenance: (value) => [`--provenance=${value}`],
  sbom: (value) => [`--sbom=${value}`],
};

export const buildArguments = (spec: BuildSpec): readonly string[] =>
  Object.entries(table).flatMap(([key, write]) => {
    const value = spec[key as keyof BuildSpec];
    // The table's type pairs each row with its own part's value.
    return value === undefined ? [] : (write as (value: unknown) => readonly string[])(value);
  });

/** Values go through the environment: a command line can be read by everybody on the machine. */
export const secretEnvironment = (spec: BuildSpec): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (spec.secrets ?? []).flatMap((secret, index) =>
      'value' in secret ? [[secretVariable(index), secret.value]] : [],
    ),
  );

const secretVariable = (index: number): string => `HYPERBOX_BUILD_SECRET_${index}`;

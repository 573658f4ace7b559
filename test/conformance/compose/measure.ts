import { join } from 'node:path';
import { showConfig, type ConfigRequest } from '../../../server/src/compose/config-view.ts';
import { serviceHash } from '../../../server/src/compose/hash.ts';
import { loadCompose } from '../../../server/src/compose/load.ts';
import type { LoadRequest, LoadResult } from '../../../server/src/compose/load-contract.ts';
import { compareConfigs } from './compare.ts';
import type { Corpus, JudgedCase, RealCase } from './corpus.ts';
import { runHb, sampleForHb } from './hb-process.ts';

/** The environment that the reference ran in. */
const environment = { PATH: '/usr/bin:/bin', HOME: '/home/user', LANG: 'C.UTF-8' };

/** How many of how many, and which not. */
export interface Share {
  readonly name: string;
  readonly reached: number;
  readonly total: number;
  readonly missed: readonly string[];
}

type Config = Awaited<ReturnType<typeof showConfig>>;
type Verdict = true | string;

const share = async <T extends { readonly id: string }>(
  name: string,
  cases: readonly T[],
  judge: (each: T) => Promise<Verdict>,
): Promise<Share> => {
  const missed: string[] = [];
  for (const each of cases) {
    const verdict = await judge(each).catch((error: unknown) => `threw ${String(error)}`);
    if (verdict !== true) missed.push(`${each.id}: ${verdict}`);
  }
  return { name, reached: cases.length - missed.length, total: cases.length, missed };
};

const errorsOf = ({ problems }: Config): Config['problems'] =>
  problems.filter(({ severity }) => severity === 'error');

const describe = (problems: Config['problems']): string =>
  problems.map(({ code, message, line }) => `${code} "${message}" line ${line}`).join('; ');

/** What `hb config` prints: the same function makes it. */
const show = (request: LoadRequest, more: Partial<ConfigRequest> = {}): Promise<Config> =>
  showConfig({ ...request, view: 'config', format: 'json', ...more });

const realRequest = (corpus: Corpus, each: RealCase): LoadRequest => ({
  directory: join(corpus.folder, each.cwd),
  files: each.files,
  environment,
  ...(each.env_file !== null && { envFiles: [each.env_file] }),
});

const judgedRequest = (corpus: Corpus, each: JudgedCase): LoadRequest => ({
  directory: join(corpus.folder, each.dir),
  files: each.files,
  environment: { ...environment, ...each.env },
  ...(each.project_name !== null && { projectName: each.project_name }),
});

const isPresent = (config: object | null | undefined): config is object =>
  config !== null && config !== undefined;

const compare = (shown: Config, expected: unknown, decoded: boolean): Verdict =>
  shown.text === undefined
    ? describe(errorsOf(shown))
    : compareConfigs(JSON.parse(shown.text), expected, { decoded });

const isRefused = (shown: Config, expected: string): Verdict =>
  errorsOf(shown).length > 0 || `accepted; ${expected}`;

/** Every number of the conformance report. */
export const measure = async (corpus: Corpus): Promise<readonly Share[]> => {
  const valid = corpus.real.filter(({ config }) => isPresent(config));
  // What the newest reference accepts is valid, whatever an older one said.
  const refused = corpus.real.filter(
    ({ config, head }) => !isPresent(config) && head !== undefined && head.exit_code !== 0,
  );
  const real = (each: RealCase, more?: Partial<ConfigRequest>): Promise<Config> =>
    show(realRequest(corpus, each), more);
  const judged = (each: JudgedCase): Promise<Config> => show(judgedRequest(corpus, each));
  return [
    await share('valid projects, as the reference prints them', valid, async (each) =>
      compare(await real(each), each.config, true),
    ),
    await share('a sample through the hb process', sampleForHb(valid), async (each) => {
      const printed = await runHb(corpus.folder, each, environment);
      return compareConfigs(printed, each.config, { decoded: true });
    }),
    await share(
      'the same without interpolation',
      valid.filter(({ config_no_interpolate }) => isPresent(config_no_interpolate)),
      async (each) =>
        compare(await real(each, { interpolate: false }), each.config_no_interpolate, false),
    ),
    await share(
      'the same with all profiles',
      valid.filter(({ config_all_profiles }) => isPresent(config_all_profiles)),
      async (each) =>
        compare(await real(each, { profiles: ['*'] }), each.config_all_profiles, true),
    ),
    await measureHashes(corpus, valid),
    await share(
      'files that must be refused, invalid and real',
      [
        ...corpus.invalid.map((each) => ({ id: each.id, show: () => judged(each), each })),
        ...refused.map((each) => ({ id: each.id, show: () => real(each), each })),
      ],
      async (one) =>
        isRefused(
          await one.show(),
          'stderr' in one.each ? one.each.stderr.slice(-200) : (one.each.expected_core ?? ''),
        ),
    ),
    await share(
      'errors on the known line',
      corpus.invalid.filter(({ line }) => line !== null),
      async (each) => {
        const errors = errorsOf(await judged(each));
        const expected = (each.line ?? 0) + 1;
        return (
          errors.some(({ line }) => line === expected) ||
          `expected line ${expected}; ${describe(errors)}`
        );
      },
    ),
    await share('look-alikes accepted', corpus.accepted, async (each) => {
      const errors = errorsOf(await judged(each));
      return errors.length === 0 || describe(errors);
    }),
  ];
};

/**
 * Only services without `env_file` and without a path: `config --hash` leaves env files unread, unlike
 * `up`, whose label counts; and the reference ran in another folder.
 */
const measureHashes = (corpus: Corpus, valid: readonly RealCase[]): Promise<Share> => {
  const models = new Map<string, Promise<LoadResult>>();
  const services = valid.flatMap((each) =>
    Object.entries(each.hash ?? {}).map(([service, hash]) => ({
      id: `${each.id} ${service}`,
      each,
      service,
      hash,
    })),
  );
  return share('service hashes', services, async ({ each, service, hash }) => {
    const loading = models.get(each.id) ?? loadCompose(realRequest(corpus, each));
    models.set(each.id, loading);
    const found = (await loading).model?.services[service];
    if (found === undefined) return 'no such service';
    const isComparable =
      found.env_file === undefined && !JSON.stringify(found).includes(corpus.folder);
    return !isComparable || serviceHash(found) === hash || 'differs';
  });
};

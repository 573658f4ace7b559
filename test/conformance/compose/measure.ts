import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { toConfigJson } from '../../../server/src/compose/config.ts';
import type { Finding } from '../../../server/src/compose/finding.ts';
import { loadComposeTree } from '../../../server/src/compose/load.ts';
import type { LoadRequest } from '../../../server/src/compose/load-contract.ts';
import { serviceHash } from '../../../server/src/compose/hash.ts';
import { toPlain } from '../../../server/src/compose/yaml/tree.ts';
import type { Corpus, JudgedCase, RealCase } from './corpus.ts';
import { normalizeConfig } from './normalize.ts';

/** The environment that the reference ran in. */
const environment = { PATH: '/usr/bin:/bin', HOME: '/home/user', LANG: 'C.UTF-8' };

/** How many of how many, and which not. */
export interface Share {
  readonly name: string;
  readonly reached: number;
  readonly total: number;
  readonly missed: readonly string[];
}

const isPresent = (config: object | null | undefined): boolean =>
  config !== null && config !== undefined;

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

const errorsOf = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'error');

const describe = (findings: readonly Finding[]): string =>
  findings
    .map(({ code, message, range }) => `${code} "${message}" line ${range.start.line + 1}`)
    .join('; ');

const requestOf = (corpus: Corpus, each: RealCase): LoadRequest => ({
  directory: join(corpus.folder, each.cwd),
  files: each.files,
  environment,
  ...(each.env_file !== null && { envFiles: [each.env_file] }),
});

const compare = (actual: unknown, expected: unknown, decoded: boolean): Verdict => {
  const left = normalizeConfig(actual, { decoded });
  const right = normalizeConfig(expected, { decoded });
  return isDeepStrictEqual(left, right) || firstDifference(left, right, '');
};

const firstDifference = (a: unknown, b: unknown, path: string): string => {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      if (!isDeepStrictEqual(a[key], b[key])) {
        return firstDifference(a[key], b[key], `${path}.${key}`);
      }
    }
  }
  return `${path}: ours ${JSON.stringify(a)} theirs ${JSON.stringify(b)}`;
};

const judgedRequest = (corpus: Corpus, each: JudgedCase): LoadRequest => ({
  directory: join(corpus.folder, each.dir),
  files: each.files,
  environment: { ...environment, ...each.env },
  ...(each.project_name !== null && { projectName: each.project_name }),
});

/** Every number of the conformance report. */
export const measure = async (corpus: Corpus): Promise<readonly Share[]> => {
  const valid = corpus.real.filter(({ config }) => isPresent(config));
  // What the newest reference accepts is valid, whatever an older one said.
  const refused = corpus.real.filter(
    ({ config, head }) => !isPresent(config) && head !== undefined && head.exit_code !== 0,
  );
  return [
    await share('valid projects whose model equals the reference', valid, async (each) => {
      const { result } = await loadComposeTree(requestOf(corpus, each));
      const errors = errorsOf(result.findings);
      if (errors.length > 0) return describe(errors);
      return result.model === undefined
        ? 'no model'
        : compare(toConfigJson(result.model), each.config, true);
    }),
    await share(
      'without interpolation',
      valid.filter(({ config_no_interpolate }) => isPresent(config_no_interpolate)),
      async (each) => {
        const { root, name } = await loadComposeTree({
          ...requestOf(corpus, each),
          interpolate: false,
        });
        if (root === undefined) return 'no tree';
        return compare({ ...(toPlain(root) as object), name }, each.config_no_interpolate, false);
      },
    ),
    await share(
      'with all profiles',
      valid.filter(({ config_all_profiles }) => isPresent(config_all_profiles)),
      async (each) => {
        const { result } = await loadComposeTree({ ...requestOf(corpus, each), profiles: ['*'] });
        return result.model === undefined
          ? 'no model'
          : compare(toConfigJson(result.model), each.config_all_profiles, true);
      },
    ),
    await share(
      'service hashes',
      valid.flatMap((each) =>
        Object.entries(each.hash ?? {}).map(([service, hash]) => ({
          id: `${each.id} ${service}`,
          each,
          service,
          hash,
        })),
      ),
      async ({ each, service, hash }) => {
        const { result } = await cachedLoad(corpus, each);
        const found = result.model?.services[service];
        if (found === undefined) return 'no such service';
        // `config --hash` leaves env files unread, unlike `up`, whose label counts; and the reference
        // ran in another folder, so a path in the service makes another hash.
        const isComparable =
          found.env_file === undefined && !JSON.stringify(found).includes(corpus.folder);
        return !isComparable || serviceHash(found) === hash || 'differs';
      },
    ),
    await share('real projects that must be refused', refused, async (each) => {
      const { result } = await loadComposeTree(requestOf(corpus, each));
      return errorsOf(result.findings).length > 0 || `accepted; ${each.stderr.slice(-200)}`;
    }),
    await share('files that must be refused', corpus.invalid, async (each) => {
      const { result } = await loadComposeTree(judgedRequest(corpus, each));
      return errorsOf(result.findings).length > 0 || `accepted; ${each.expected_core ?? ''}`;
    }),
    await share(
      'errors on the known line',
      corpus.invalid.filter(({ line }) => line !== null),
      async (each) => {
        const { result } = await loadComposeTree(judgedRequest(corpus, each));
        const errors = errorsOf(result.findings);
        return (
          errors.some(({ range }) => range.start.line === each.line) ||
          `expected line ${String((each.line ?? 0) + 1)}; ${describe(errors)}`
        );
      },
    ),
    await share('look-alikes accepted', corpus.accepted, async (each) => {
      const { result } = await loadComposeTree(judgedRequest(corpus, each));
      const errors = errorsOf(result.findings);
      return errors.length === 0 || describe(errors);
    }),
  ];
};

let lastLoad:
  { readonly id: string; readonly tree: ReturnType<typeof loadComposeTree> } | undefined;

const cachedLoad = (corpus: Corpus, each: RealCase): ReturnType<typeof loadComposeTree> => {
  if (lastLoad?.id !== each.id) {
    lastLoad = { id: each.id, tree: loadComposeTree(requestOf(corpus, each)) };
  }
  return lastLoad.tree;
};

import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { arch, tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { loadCompose } from '../../../server/src/compose/load.ts';
import type { ComposeModel } from '../../../server/src/compose/model.ts';
import { imageNameOf, scaleOf } from '../../../server/src/compose/run/names.ts';
import type { Corpus, RealCase } from '../compose/corpus.ts';

/** A project of the corpus, copied to where engines may make folders. */
export interface RunCase {
  readonly id: string;
  /** The compose project name; nothing else on a machine is called so. */
  readonly project: string;
  readonly directory: string;
  readonly files: readonly string[];
  readonly envFile: string | null;
  readonly environment: Readonly<Record<string, string>>;
  readonly model: ComposeModel;
  /** References of all images that it starts from. */
  readonly images: readonly string[];
  readonly jobs: readonly string[];
  remove(): Promise<void>;
}

export type Choice =
  | { readonly kind: 'run'; readonly runCase: RunCase }
  | { readonly kind: 'out'; readonly id: string; readonly why: string };

/** Copies a project, loads it, and says whether it can be started on the stand-in engine. */
export const openCase = async (corpus: Corpus, real: RealCase): Promise<Choice> => {
  const root = await mkdtemp(join(tmpdir(), 'hyperbox-run-case-'));
  const remove = (): Promise<void> => rm(root, { recursive: true, force: true });
  try {
    // Deep enough for `../../..`, and with a home of its own for `~`.
    const [set = '', repository = ''] = real.cwd.split('/');
    const copy = join(root, 'a/b/c/d', repository);
    await mkdir(join(root, 'home'));
    await cp(join(corpus.folder, set, repository), copy, { recursive: true });
    const directory = join(root, 'a/b/c/d', relative(set, real.cwd));
    const environment = { PATH: '/usr/bin:/bin', HOME: join(root, 'home'), LANG: 'C.UTF-8' };
    const project = `hbrun-${real.id}`;
    const { model } = await loadCompose({
      directory,
      files: real.files,
      projectName: project,
      environment,
      ...(real.env_file !== null && { envFiles: [real.env_file] }),
    });
    const why = model === undefined ? 'it does not load' : await reasonAgainst(model, root);
    if (model === undefined || why !== undefined) {
      await remove();
      return { kind: 'out', id: real.id, why: why ?? '' };
    }
    return {
      kind: 'run',
      runCase: {
        ...{ id: real.id, project, directory, environment, model, remove },
        files: real.files,
        envFile: real.env_file,
        images: imagesOf(model),
        jobs: jobsOf(model),
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
};

const mostContainers = 30;

/** Why this engine cannot start the project, whoever asks it to. */
const reasonAgainst = async (model: ComposeModel, root: string): Promise<string | undefined> => {
  const services = Object.values(model.services);
  const count = services.reduce((sum, service) => sum + scaleOf(service), 0);
  if (count === 0) return 'no service is active';
  if (count > mostContainers) return `more than ${mostContainers} containers`;
  for (const rule of rules) {
    const found = services.some((service) => rule.applies(service));
    if (found) return rule.why;
  }
  const stores = [...Object.values(model.secrets), ...Object.values(model.configs)];
  if (stores.some(({ external }) => external === true)) return 'an external secret or config';
  if (imagesOf(model).some((image) => image.includes('@'))) return 'an image named by its digest';
  if (imagesOf(model).some((image) => /[A-Z]/.test(image.replace(/:[^/]*$/, ''))))
    return 'an image name with capitals';
  for (const path of hostPaths(model)) {
    const own = !relative(root, path).startsWith(`..${sep}`) && path !== dirname(root);
    if (!own && !(await exists(path))) return 'a path of the host that is not there';
  }
  return undefined;
};

type Service = ComposeModel['services'][string];

const hostPlatforms: Readonly<Record<string, string>> = {
  x64: 'linux/amd64',
  arm64: 'linux/arm64',
};

const rules: readonly { readonly why: string; applies(service: Service): boolean }[] = [
  { why: 'a provider', applies: ({ provider }) => provider !== undefined },
  { why: 'a model runner', applies: ({ models }) => models !== undefined },
  {
    why: 'a pull or build at every start',
    applies: ({ pull_policy: policy }) =>
      policy !== undefined && !/^(missing|never|if_not_present)$/.test(policy),
  },
  {
    why: 'a GPU',
    applies: ({ gpus, deploy, runtime }) =>
      (gpus ?? deploy?.resources?.reservations?.devices ?? runtime) !== undefined,
  },
  {
    why: 'the platform of another machine',
    applies: ({ platform }) => platform !== undefined && platform !== hostPlatforms[arch()],
  },
];

const hostPaths = (model: ComposeModel): readonly string[] => {
  const services = Object.values(model.services);
  return [
    ...services.flatMap(({ volumes }) =>
      (volumes ?? []).flatMap(({ type, source }) => (type === 'bind' && source ? [source] : [])),
    ),
    ...services.flatMap(({ devices }) => (devices ?? []).map(({ source }) => source)),
    ...[...Object.values(model.secrets), ...Object.values(model.configs)].flatMap(
      ({ file }) => file ?? [],
    ),
  ];
};

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const imagesOf = (model: ComposeModel): readonly string[] => [
  ...new Set(
    Object.entries(model.services).map(([name, service]) => imageNameOf(model.name, name, service)),
  ),
];

const jobsOf = (model: ComposeModel): readonly string[] => [
  ...new Set(
    Object.values(model.services).flatMap(({ depends_on: needs }) =>
      Object.entries(needs ?? {}).flatMap(([service, { condition }]) =>
        condition === 'service_completed_successfully' ? [service] : [],
      ),
    ),
  ),
];

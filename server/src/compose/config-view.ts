import { stringify } from 'yaml';
import type { ComposeConfig, ConfigView } from '#shared/protocol/compose';
import { toConfig, toConfigJson } from './config.ts';
import type { LoadRequest } from './load-contract.ts';
import { loadComposeTree, type ComposeTree } from './load.ts';
import type { ComposeModel } from './model.ts';
import { problemsOf } from './problems.ts';
import { withServices } from './select-services.ts';
import { yamlForm } from './yaml-form.ts';
import { toPlain } from './yaml/tree.ts';

export interface ConfigRequest extends LoadRequest {
  readonly view: ConfigView;
  readonly format: 'yaml' | 'json';
  readonly services?: readonly string[];
}

/** What `docker compose config` prints of a project, and everything that is wrong with it. */
export const showConfig = async (request: ConfigRequest): Promise<ComposeConfig> => {
  const tree = await loadAsked(request);
  const problems = problemsOf(tree.result.findings);
  const { model } = tree.result;
  if (model === undefined || problems.some(({ severity }) => severity === 'error')) {
    return { problems };
  }
  const services = request.services ?? [];
  const shown = services.length === 0 ? model : withServices(model, services);
  return { text: await views[request.view](shown, request, tree), problems };
};

/** A service that is asked for by name brings its profiles along. */
const loadAsked = async (request: ConfigRequest): Promise<ComposeTree> => {
  // The hash that Compose prints is of what the compose files say, without the files that these name.
  const load: LoadRequest = { ...request, ...(request.view === 'hash' && { serviceFiles: false }) };
  const tree = await loadComposeTree(load);
  const { model } = tree.result;
  const extra = (request.services ?? []).flatMap(
    (name) => model?.disabledServices[name]?.profiles ?? [],
  );
  return model === undefined || extra.length === 0
    ? tree
    : loadComposeTree({ ...load, profiles: [...model.activeProfiles, ...extra] });
};

type View = (
  model: ComposeModel,
  request: ConfigRequest,
  tree: ComposeTree,
) => string | Promise<string>;

const views: Readonly<Record<ConfigView, View>> = {
  nothing: () => '',
  config: (model, { format, interpolate }, tree) => {
    if (interpolate === false) return print(written(tree), format);
    return print(format === 'json' ? toConfigJson(model) : yamlForm(toConfig(model)), format);
  },
  services: ({ services }) => lines(Object.keys(services)),
  volumes: (model) => lines(sectionOf(model, 'volumes')),
  networks: (model) => lines(sectionOf(model, 'networks')),
  images: ({ name: project, services }) =>
    lines(
      Object.values(services).map((service, index) => {
        const name = Object.keys(services)[index] ?? '';
        return service.image ?? `${project}-${name}`;
      }),
    ),
  profiles: ({ allProfiles }) => lines(allProfiles),
  hash: async ({ services }) => {
    // Node's cryptography takes longer to load than most files do.
    const { writtenHash } = await import('./hash.ts');
    return lines(
      Object.entries(services).map(([name, service]) => `${name} ${writtenHash(service)}`),
    );
  },
  environment: ({ environment }) =>
    lines(Object.entries(environment).map(([name, value]) => `${name}=${value}`)),
};

const print = (value: unknown, format: ConfigRequest['format']): string =>
  format === 'json' ? `${JSON.stringify(value, undefined, 2)}\n` : yamlOf(value);

/** The merged files before anything is replaced in them. */
const written = ({ root, name }: ComposeTree): object =>
  Object.assign({ name }, root === undefined ? {} : toPlain(root), { name });

/** Also readers of YAML 1.1, to which `yes` is no text, shall read the same. */
const yamlOf = (value: unknown): string =>
  stringify(value, { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false });

const sectionOf = (model: ComposeModel, section: 'volumes' | 'networks'): readonly string[] =>
  Object.keys(toConfig(model)[section] ?? {});

const lines = (items: readonly string[]): string =>
  [...items]
    .sort()
    .map((item) => `${item}\n`)
    .join('');

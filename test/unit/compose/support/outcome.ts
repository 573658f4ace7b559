import type { ComposeModel, ComposeService } from '../../../../server/src/compose/model.ts';
import { buildSpecOf, buildWarnings } from '../../../../server/src/compose/run/build-spec.ts';
import { planProject } from '../../../../server/src/compose/run/plan.ts';
import { networkSpecOf, volumeSpecOf } from '../../../../server/src/compose/run/resource-specs.ts';
import { containerSpecOf } from '../../../../server/src/compose/run/spec.ts';
import { reloadRules } from '../../../../server/src/reload/rules/index.ts';
import { loadFiles } from '../load-text.ts';

/** What comes of a compose file, by the place where it lands: `container.networks`, `told` … */
export type Outcome = Readonly<Record<string, string>>;

/** `undefined` when the file is refused. */
export const outcomeOf = async (
  document: object,
  files: Readonly<Record<string, string>>,
): Promise<Outcome | undefined> => {
  const { model, findings } = await loadFiles({
    files: { ...files, 'compose.yaml': JSON.stringify(document) },
    request: { environment: { HOME: '/home/user', TOKEN: 'abc' } },
  });
  if (model === undefined || findings.some(({ severity }) => severity === 'error'))
    return undefined;
  const outcome = new Map<string, string>();
  const add = (place: string, value: unknown): void => {
    outcome.set(place, `${outcome.get(place) ?? ''}${JSON.stringify(value)}`);
  };
  for (const [name, declared] of Object.entries(model.services))
    addService(add, model, name, declared);
  for (const declared of Object.values(model.networks)) {
    addSpec(add, 'network', networkSpecOf(declared));
    add('network.labels', declared.labels);
    add('network.external', declared.external);
  }
  for (const declared of Object.values(model.volumes)) {
    addSpec(add, 'volume', volumeSpecOf(declared));
    add('volume.labels', declared.labels);
    add('volume.external', declared.external);
  }
  const told = findings.filter(({ code }) => code === 'no-effect' || code === 'external-ignored');
  for (const { message } of told) add('told', message);
  addPlan(add, model);
  addReload(add, model);
  return Object.fromEntries(outcome);
};

type Add = (place: string, value: unknown) => void;

const addSpec = (add: Add, kind: string, spec: object): void => {
  for (const [key, value] of Object.entries(spec)) add(`${kind}.${key}`, value);
};

const addService = (
  add: Add,
  model: ComposeModel,
  service: string,
  declared: ComposeService,
): void => {
  if (declared.provider !== undefined) return;
  const { spec, files, warnings, problems } = containerSpecOf(model, service, declared, {
    number: 1,
    configHash: '',
    containerOf: (name) => `id-of-${name}`,
    apiSocket: '/run/engine.sock',
  });
  const { labels = {}, ...rest } = spec;
  addSpec(add, 'container', rest);
  // The labels that Compose's own tools read repeat what the file says.
  const own = Object.entries(labels).filter(([name]) => !name.startsWith('com.docker.compose.'));
  add('container.labels', own);
  add('container.files', files);
  add('told', [warnings, problems]);
  if (declared.build === undefined) return;
  const { build } = declared;
  addSpec(
    add,
    'build',
    buildSpecOf({ model, service, reference: 'image', platform: undefined, declared: build }),
  );
  add('told', buildWarnings(build));
};

const addPlan = (add: Add, model: ComposeModel): void => {
  const nothing = { containers: [], networks: [], volumes: [], images: new Map() };
  const { services, images } = planProject(model, nothing, { nowMs: 0 });
  for (const { name, containers, dependencies, isJob } of services)
    add('plan.services', [name, containers.length, dependencies, isJob]);
  for (const { kind, reference, platform, reason } of images)
    add('plan.images', [kind, reference, platform, reason]);
};

/** What `develop.watch` makes of changed files. */
const addReload = (add: Add, model: ComposeModel): void => {
  const nothing = { builds: new Map(), packages: new Map(), kinds: new Map(), links: new Map() };
  const rules = reloadRules({
    ...{ ...nothing, read: [], model, inputs: [], locate: () => undefined, overrides: {} },
  });
  for (const { origin, action, path, target, exec, initialSync, except } of rules)
    if (origin === 'develop')
      add('reload.rules', [action, path, target, exec, initialSync, except]);
};

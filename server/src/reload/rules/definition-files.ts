import { dirname } from 'node:path';
import type { ComposeModel } from '../../compose/model.ts';
import type { RulesInput } from './input.ts';
import { isInside } from './paths.ts';

/**
 * Which of a project's files may say something of a service: in a project of many included files a
 * service is not made by those of the others.
 */
export const definitionFiles = (name: string, input: RulesInput): readonly string[] => {
  const { shared, byService } = partsOf(input);
  const own = byService.get(name) ?? new Set();
  return shared
    .filter(({ path, isOfAll, declares }) => isOfAll || isFor(path, own, declares))
    .map(({ path }) => path);
};

/**
 * Whether it is a compose file: no program in a container reads one, and a container that lacks it
 * lacks nothing. Source: docker compose leaves them out of its initial sync.
 */
export const isComposeFile = (path: string, input: RulesInput): boolean =>
  /\.ya?ml$/i.test(path) && partsOf(input).shared.some((file) => file.path === path);

interface Parts {
  /** Without env and label files of services. */
  readonly shared: readonly {
    readonly path: string;
    readonly isOfAll: boolean;
    /** Whether something of the model is written in it. */
    readonly declares: boolean;
  }[];
  readonly byService: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A file that declares nothing, beside included ones, has the variables of those. */
const isFor = (path: string, own: ReadonlySet<string>, declares: boolean): boolean =>
  own.has(path) || (!declares && [...own].some((file) => isInside(file, dirname(path))));

const known = new WeakMap<RulesInput, Parts>();

const partsOf = (input: RulesInput): Parts => {
  const parts = known.get(input) ?? findParts(input);
  known.set(input, parts);
  return parts;
};

const findParts = ({ model, inputs, locate }: RulesInput): Parts => {
  const at = (...path: readonly string[]): string | undefined => locate(path)?.path;
  const services = Object.entries({ ...model.services, ...model.disabledServices });
  const byService = new Map(
    services.map(([name, service]) => [
      name,
      new Set(
        [
          at('services', name),
          ...Object.keys(service).map((key) => at('services', name, key)),
          ...usedBy(service).map(([section, key]) => at(section, key)),
        ].flatMap((path) => path ?? []),
      ),
    ]),
  );
  const ofServices = new Set(services.flatMap(([, service]) => serviceFiles(service)));
  const declaring = new Set([...byService.values()].flatMap((paths) => [...paths]));
  const beside = new Set(
    [...declaring].filter((path) => !model.files.includes(path)).map((path) => dirname(path)),
  );
  beside.delete(model.workingDir);
  return {
    byService,
    shared: inputs
      .filter((path) => !ofServices.has(path))
      .map((path) => ({
        path,
        declares: declaring.has(path),
        isOfAll: model.files.includes(path) || (!declaring.has(path) && !beside.has(dirname(path))),
      })),
  };
};

type Service = ComposeModel['services'][string];

export const serviceFiles = (service: Service): readonly string[] => [
  ...(service.env_file ?? []).map(({ path }) => path),
  ...(service.label_file ?? []),
];

const usedBy = (service: Service): readonly (readonly [section: string, key: string])[] => [
  ...Object.keys(service.networks ?? {}).map((key) => ['networks', key] as const),
  ...(service.volumes ?? []).map(({ source = '' }) => ['volumes', source] as const),
  ...(service.configs ?? []).map(({ source = '' }) => ['configs', source] as const),
  ...(service.secrets ?? []).map(({ source = '' }) => ['secrets', source] as const),
];

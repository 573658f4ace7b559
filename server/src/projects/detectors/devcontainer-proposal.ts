import { basename, join, posix } from 'node:path';
import type { Proposal } from '#shared/protocol/projects';
import { composeText, literal, type DraftBuild } from './compose-text.ts';
import type { DevcontainerRecord } from './devcontainer-record.ts';

type Simple = Exclude<DevcontainerRecord, { readonly form: 'compose' }>;

/** A compose file that runs what devcontainer.json describes, as far as compose can say it. */
export const devcontainerProposal = (
  directory: string,
  place: string,
  record: Simple,
): Proposal => {
  const name = basename(directory);
  const workspace = record.workspaceFolder ?? `/workspaces/${name}`;
  const words = substitution(directory, workspace);
  const mounts = (record.mounts ?? []).map((mount) => volumeOf(mount, words));
  const folder = posix.dirname(place);
  const variant = folder.split('/')[1];
  const ports = portsOf(record);
  const user = record.containerUser ?? record.remoteUser;
  return {
    path: join(directory, 'compose.yaml'),
    text: composeText({
      comment: [`Made from ${place}.`, ...leftOut(record)],
      ...(variant !== undefined && { name: projectName(`${name}-${variant}`) }),
      services: {
        [serviceName(variant)]: {
          ...(record.form === 'image'
            ? { image: words(record.image) }
            : { build: buildOf(folder, record, words) }),
          ...(user !== undefined && { user: words(user) }),
          init: record.init ?? true,
          working_dir: words(workspace),
          // The specification's `overrideCommand`: stay up for whoever attaches, whatever the image runs.
          ...(record.overrideCommand !== false && { entrypoint: ['sleep', 'infinity'] }),
          ports,
          ...(record.containerEnv !== undefined && {
            environment: Object.fromEntries(
              Object.entries(record.containerEnv).map(([key, value]) => [key, words(value)]),
            ),
          }),
          volumes: [
            `.:${words(workspace)}`,
            ...mounts.filter((mount) => mount !== undefined).map((mount) => mount.text),
          ],
          cap_add: record.capAdd ?? [],
          security_opt: record.securityOpt ?? [],
          ...(record.privileged !== undefined && { privileged: record.privileged }),
        },
      },
      volumes: [...new Set(mounts.flatMap((mount) => mount?.volume ?? []))],
    }),
    summary: `Development container ${record.name ?? name} from ${place}${ports.length === 0 ? '' : `, port ${ports.join(', ')}`}`,
  };
};

type Words = (text: string) => string;

/** The variables of devcontainer.json; what the host's environment gives is left to compose. */
const substitution =
  (directory: string, workspace: string): Words =>
  (text) =>
    text
      .split(/(\$\{[^}]*\})/)
      .map((part) => {
        const [, name, argument, fallback] =
          /^\$\{(\w+)(?::([^:}]*))?(?::([^}]*))?\}$/.exec(part) ?? [];
        if (name === undefined) return literal(part);
        if ((name === 'localEnv' || name === 'env') && argument !== undefined) {
          return `\${${argument}:-${fallback ?? ''}}`;
        }
        const known: Readonly<Record<string, string>> = {
          localWorkspaceFolder: literal(directory),
          localWorkspaceFolderBasename: literal(basename(directory)),
          containerWorkspaceFolder: workspace.includes('${') ? '/workspaces' : literal(workspace),
          containerWorkspaceFolderBasename: literal(posix.basename(workspace)),
          devcontainerId: 'devcontainer',
        };
        return known[name] ?? literal(part);
      })
      .join('');

const buildOf = (
  folder: string,
  record: Extract<Simple, { readonly form: 'build' }>,
  words: Words,
): DraftBuild => {
  const context = posix.join(folder, record.buildContext);
  const dockerfile = posix.relative(context, posix.join(folder, record.dockerfile));
  const args = Object.entries(record.build?.args ?? {});
  return {
    context: context === '.' || context.startsWith('..') ? context : `./${context}`,
    ...(dockerfile !== 'Dockerfile' && { dockerfile: literal(dockerfile) }),
    ...(record.build?.target !== undefined && { target: literal(record.build.target) }),
    ...(args.length > 0 && {
      args: Object.fromEntries(args.map(([key, value]) => [key, words(value)])),
    }),
  };
};

const portsOf = (record: Simple): readonly string[] => {
  const wanted = [...(record.forwardPorts ?? []), ...[record.appPort ?? []].flat()];
  // "db:5432" forwards from another container, which a single service has none of.
  const ports = wanted.map(String).filter((port) => /^\d+(?::\d+)?$/.test(port));
  return [...new Set(ports.map((port) => (port.includes(':') ? port : `${port}:${port}`)))];
};

const volumeOf = (
  mount: NonNullable<Simple['mounts']>[number],
  words: Words,
): { readonly text: string; readonly volume?: string } | undefined => {
  const fields =
    typeof mount === 'string'
      ? new Map(
          mount.split(',').map((part) => part.split(/=(.*)/s).slice(0, 2) as [string, string]),
        )
      : new Map(Object.entries(mount));
  const source = fields.get('source') ?? fields.get('src');
  const target = fields.get('target') ?? fields.get('dst') ?? fields.get('destination');
  if (source === undefined || target === undefined) return undefined;
  if (fields.get('type') === 'bind') return { text: `${words(source)}:${words(target)}` };
  // A volume's key in a compose file may not hold what a variable could bring.
  const volume = words(source)
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[^a-zA-Z0-9]+/, '');
  return volume === '' ? undefined : { text: `${volume}:${words(target)}`, volume };
};

const leftOut = (record: Simple): readonly string[] => {
  const names = (
    [
      'features',
      'onCreateCommand',
      'updateContentCommand',
      'postCreateCommand',
      'postStartCommand',
    ] as const
  ).filter((name) => record[name] !== undefined);
  return names.length === 0
    ? []
    : [`Not taken over, as compose has no word for it: ${names.join(', ')}.`];
};

const serviceName = (variant: string | undefined): string =>
  variant === undefined ? 'dev' : variant.replace(/[^\w.-]+/g, '-');
const projectName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');

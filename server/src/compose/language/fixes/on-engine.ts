import { isScalar } from 'yaml';
import { createNetwork, createVolume, pullImage } from '../engine/commands.ts';
import { freePorts } from '../engine/free-ports.ts';
import { digestOf } from '../engine/pin.ts';
import { replaceScalar, setAt } from '../edits/insert.ts';
import { protocolOf } from '../../run/spec/ports.ts';
import { textUnder, type SyntaxEntry } from '../syntax/syntax.ts';
import { atEntry, messageOf, offer, type Fix, type FixContext, type Fixer } from './fix.ts';
import { publishedIn, publishOn } from './ports.ts';

/** The next host port that nobody has, where the diagnostic says which one is held. */
export const freeHostPort: Fixer = atEntry(async (entry, { file, workspace, diagnostic }) => {
  const [, held] = /^Host port (\d+) /.exec(messageOf(diagnostic)) ?? [];
  const sight = workspace.engine?.sight;
  if (held === undefined || sight === undefined) return [];
  const isLong = entry.path.at(-1) === 'published';
  const written = isLong
    ? textUnder(entry.parent, 'protocol')
    : /\/(\w+)$/.exec(textOf(entry))?.[1];
  const taken = publishedIn(file.syntax);
  const search = { from: Number(held) + 1, protocol: protocolOf(written), taken };
  const [free] = await freePorts(sight, [search]);
  if (free === undefined) return [];
  const edit = isLong
    ? replaceScalar(file.syntax, entry, String(free))
    : publishOn(file.syntax, entry, String(free));
  return offer(`Publish on host port ${String(free)}, which is free`, [edit]);
});

/** Makes the external network or volume that is missing. */
export const createExternal: Fixer = ({ diagnostic }) => {
  const [, noun, name] =
    /^The external (network|volume) "([^"]+)"/.exec(messageOf(diagnostic)) ?? [];
  if (name === undefined) return [];
  const command = noun === 'network' ? createNetwork(name) : createVolume(name);
  return [{ title: command.title, edits: [], command }];
};

/** Says that what is there is meant. */
export const declareExternal: Fixer = atEntry(({ path }, { file }) =>
  offer('Say `external: true`', [setAt(file.syntax, [...path.slice(0, 2), 'external'], true)]),
);

/** Pulls the image of the service before anybody waits for it. */
export const pullNow: Fixer = atEntry(async ({ path }, context) => {
  const service = await serviceAt(path[1], context);
  if (service?.image === undefined) return [];
  const command = pullImage(service.image, service.platform);
  return [{ title: command.title, edits: [], command }];
});

/** Takes the image for what it is: an engine then runs it as that, and says so once. */
export const sayPlatform: Fixer = atEntry(async ({ path }, context) => {
  const { file, workspace } = context;
  const service = await serviceAt(path[1], context);
  if (service?.image === undefined || service.platform !== undefined) return [];
  const image = await workspace.engine?.image(service.image);
  if (image === undefined || image === 'absent') return [];
  const at = [...path.slice(0, 2), 'platform'];
  return offer(`Say \`platform: ${image.platform}\``, [
    setAt(file.syntax, at, image.platform, { after: ['image'] }),
  ]);
});

/** Names the very image that is on the engine, whatever its tag means tomorrow. */
export const pinDigest: Fixer = atEntry(async (entry, { file, workspace }) => {
  const image = textOf(entry);
  const digest = await digestOf(image, workspace.engine);
  if (digest === undefined) return [];
  const edit = replaceScalar(file.syntax, entry, `${image}@${digest}`);
  return offer(`Pin to the image on the engine (${digest.slice(0, 19)}…)`, [edit]);
});

/** All that the host has. */
export const allCpus: Fixer = atEntry((entry, { file, workspace }): readonly Fix[] => {
  const cpus = workspace.engine?.sight?.host.cpus ?? 0;
  if (entry.path.at(-1) !== 'cpus' || cpus === 0) return [];
  const value =
    isScalar(entry.value) && typeof entry.value.value === 'string' ? String(cpus) : cpus;
  return offer(`Limit to the ${String(cpus)} CPUs of the engine’s host`, [
    replaceScalar(file.syntax, entry, value),
  ]);
});

const serviceAt = async (name: unknown, { file, workspace }: FixContext) => {
  const { model } = await workspace.judge(file.path);
  return model?.services[String(name)];
};

const textOf = ({ value }: SyntaxEntry): string =>
  isScalar(value) && typeof value.value === 'string' ? value.value : '';

import type { ComposeModel, ComposeService } from '../model.ts';
import { child, entriesOf, setOwn, toPlain, type Entry, type MapNode } from '../yaml/tree.ts';
import type { Codec, DecodeContext } from './codecs.ts';
import { aiModel, fileObject, network, volume } from './resources.ts';
import { service } from './service.ts';

type Sections = Pick<ComposeModel, 'networks' | 'volumes' | 'configs' | 'secrets' | 'models'> & {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly extensions: Readonly<Record<string, unknown>>;
};

/** The canonical tree as the model that the rest of HyperBox works with. */
export const decodeProject = (root: MapNode, context: DecodeContext): Sections => {
  // Each codec makes the type that its section has; the compiler cannot follow the tables.
  const section = <T>(name: string, codec: Codec): Record<string, T> =>
    decodeAll(name, entriesOf(child(root, name)), codec, context) as Record<string, T>;
  const extensions = {};
  for (const [key, { value }] of root.entries) {
    if (key.startsWith('x-')) setOwn(extensions, key, toPlain(value));
  }
  return {
    services: section('services', service),
    networks: section('networks', network),
    volumes: section('volumes', volume),
    configs: section('configs', fileObject),
    secrets: section('secrets', fileObject),
    models: section('models', aiModel),
    extensions,
  };
};

const decodeAll = (
  name: string,
  entries: readonly (readonly [string, Entry])[],
  codec: Codec,
  context: DecodeContext,
): object => {
  const result = {};
  for (const [key, { value }] of entries) {
    if (value.kind === 'map') setOwn(result, key, codec(value, [name, key], context));
  }
  return result;
};

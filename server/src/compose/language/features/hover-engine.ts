import type { Origin } from '../../yaml/source.ts';
import { describeImage } from '../engine/describe-image.ts';
import { describeNetwork, describeVolume } from '../engine/describe-resource.ts';
import { describeService, maxContainers } from '../engine/describe-service.ts';
import { inTime, late } from '../engine/in-time.ts';
import { containersOf, type EngineSight, type LanguageEngine } from '../engine/language-engine.ts';
import { holds, scalarOrigin, symbolAt } from '../symbols/symbols.ts';
import { entriesOf } from '../syntax/syntax.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';

/** What is known of a name or value from the engine. */
export interface LiveText {
  readonly text: string;
  readonly at: Origin;
}

interface Pointed {
  readonly file: OpenCompose;
  readonly offset: number;
  readonly workspace: LanguageWorkspace;
  readonly engine: LanguageEngine;
  readonly sight: EngineSight;
}

/** Of what is under the pointer; `undefined` without an engine. */
export const liveText = async (
  file: OpenCompose,
  offset: number,
  workspace: LanguageWorkspace,
): Promise<LiveText | undefined> => {
  const { engine } = workspace;
  const sight = engine?.sight;
  if (engine === undefined || sight === undefined) return undefined;
  const pointed = { file, offset, workspace, engine, sight };
  const text = await inTime(textOf(pointed), patienceMs);
  return text === late ? undefined : text;
};

/** Somebody waits for what the file says. */
const patienceMs = 1000;

const textOf = async (pointed: Pointed): Promise<LiveText | undefined> =>
  (await ofService(pointed)) ?? (await ofResource(pointed)) ?? (await ofImage(pointed));

const ofService = async (pointed: Pointed): Promise<LiveText | undefined> => {
  const { file, offset, workspace, engine, sight } = pointed;
  const symbol = symbolAt(file.symbols, offset);
  if (symbol?.kind !== 'service') return undefined;
  const { model } = await workspace.judge(file.path);
  if (model === undefined || !(symbol.name in model.services)) return undefined;
  const all = containersOf(sight, model.name, symbol.name);
  const shown = all.slice(0, maxContainers);
  const whole = await Promise.all(
    shown.map(async (item) => (await engine.container(item.id)) ?? item),
  );
  const { hostName } = sight;
  const text = describeService(whole, {
    ...{ hostName, nowMs: engine.now(), left: all.length - shown.length },
  });
  return { text, at: symbol.origin };
};

const resources = {
  network: { section: 'networks', describe: describeNetwork },
  volume: { section: 'volumes', describe: describeVolume },
} as const;

const ofResource = async (pointed: Pointed): Promise<LiveText | undefined> => {
  const { file, offset, workspace, sight } = pointed;
  const symbol = symbolAt(file.symbols, offset);
  if (symbol?.kind !== 'network' && symbol?.kind !== 'volume') return undefined;
  const { section, describe } = resources[symbol.kind];
  const { model } = await workspace.judge(file.path);
  const name = model?.[section][symbol.name]?.name;
  return name === undefined ? undefined : { text: describe(sight, name), at: symbol.origin };
};

const ofImage = async (pointed: Pointed): Promise<LiveText | undefined> => {
  const { file, offset, workspace, engine } = pointed;
  for (const { path, value } of entriesOf(file.syntax)) {
    const [section, service, attribute, ...more] = path;
    if (section !== 'services' || attribute !== 'image' || more.length > 0) continue;
    const written = scalarOrigin(value, file.syntax);
    if (written === undefined || !holds(written.origin, offset)) continue;
    const reference = written.value.includes('$')
      ? (await workspace.judge(file.path)).model?.services[String(service)]?.image
      : written.value;
    const image = reference === undefined ? undefined : await engine.image(reference);
    if (reference === undefined || reference === '' || image === undefined) return undefined;
    return { text: describeImage(reference, image, engine.now()), at: written.origin };
  }
  return undefined;
};

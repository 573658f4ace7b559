import { readFile, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { Engine } from '../../engines/contract.ts';
import { containerText } from './container-text.ts';
import { parseProgramPath, type ProgramPath } from './program-path.ts';
import { inlineMap, mapAddressOf, sourceOf, type LinePlace } from './source-map.ts';

export interface GeneratedPlace {
  readonly named: ProgramPath;
  readonly place: { readonly line?: number | undefined; readonly column?: number | undefined };
  /** The host's, where it has one. */
  readonly file: string | undefined;
  /** Who has it where the host does not: a build in the image, say. */
  readonly there?: { readonly engine: Engine; readonly containerId: string };
}

export interface GeneratedFrom {
  readonly named: ProgramPath;
  readonly place: LinePlace;
}

/** What is generated with a map, by its name. */
const generated = /\.(?:[cm]?js|css)$/;

/** A bundle and its map may be long, but one that is longer than this is not worth the wait. */
const maxBytes = 32 * 1024 * 1024;

/** The source that a line of a generated file was made from, by its map; `undefined` without one. */
export const generatedFrom = async (
  { named, place, ...from }: GeneratedPlace,
  signal: AbortSignal,
): Promise<GeneratedFrom | undefined> => {
  const { line, column } = place;
  if (line === undefined || line < 1 || !generated.test(named.path)) return undefined;
  const files = readerOf(named, from, signal);
  const text = await files?.read('');
  const address = text && mapAddressOf(text);
  if (files === undefined || address === undefined || address === '') return undefined;
  const map = address.startsWith('data:') ? inlineMap(address) : await files.read(address);
  const found =
    map === undefined
      ? undefined
      : sourceOf(map, { line, ...(column !== undefined && { column }) });
  if (found === undefined) return undefined;
  const { source, ...original } = found;
  const name = /^[a-z][\w+.-]+:/i.test(source) ? source : besideMap(named, address, source);
  const origin = parseProgramPath(name);
  return origin && { named: origin, place: original };
};

/** A map's sources are named from where the map lies. */
const besideMap = ({ path }: ProgramPath, address: string, source: string): string => {
  const map = address.startsWith('data:') ? path : posix.join(posix.dirname(path), address);
  return source.startsWith('/') ? source : posix.join(posix.dirname(map), source);
};

interface Reader {
  /** The file itself, or what lies at an address from it. */
  read(address: string): Promise<string | undefined>;
}

const readerOf = (
  { kind, path }: ProgramPath,
  { file, there }: Omit<GeneratedPlace, 'named' | 'place'>,
  signal: AbortSignal,
): Reader | undefined => {
  if (file !== undefined)
    return {
      read: (address) => hostText(address === '' ? file : join(dirname(file), decode(address))),
    };
  if (there === undefined || kind !== 'absolute') return undefined;
  return {
    read: (address) => {
      const at = address === '' ? path : posix.join(posix.dirname(path), decode(address));
      return containerText({ ...there, path: at, maxBytes }, signal);
    },
  };
};

const hostText = async (path: string): Promise<string | undefined> => {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.size > maxBytes) return undefined;
  return readFile(path, 'utf8').catch(() => undefined);
};

const decode = (address: string): string => {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
};

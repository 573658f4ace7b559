import { isMap, isScalar } from 'yaml';
import { parsePort } from '../../canonical/port.ts';
import { replaceScalar, setAt } from '../edits/insert.ts';
import { removeEntry } from '../edits/remove.ts';
import { startsWith } from '../edits/place.ts';
import {
  entriesOf,
  entryAt,
  keyText,
  textUnder,
  type SyntaxEntry,
  type SyntaxFile,
} from '../syntax/syntax.ts';
import type { TextEdit } from 'vscode-languageserver';
import { atEntry, messageOf, offer, type Fixer } from './fix.ts';

/** `[ip:][published:]target[/protocol]` in its parts; variables stay whole. */
const shortForm =
  /^((?:\[[^\]]*\]|[0-9.]+):)?((?:\$\{[^}]*\}|[^:/$])+):((?:\$\{[^}]*\}|[^:/])+(?:\/\w+)?)$/;

/** The next host port that no service of the file publishes. */
export const nextFreePort: Fixer = atEntry((entry, { file, diagnostic }) => {
  const { syntax } = file;
  const [, number] = /Host port (\d+) is published/.exec(messageOf(diagnostic)) ?? [];
  if (number === undefined) return [];
  const taken = publishedIn(syntax);
  let port = Number(number) + 1;
  while (taken.has(port)) port += 1;
  if (port > 65535) return [];
  return offer(`Publish on host port ${String(port)}`, [publishOn(syntax, entry, String(port))]);
});

/** Leaves the host port to the engine. */
export const anyHostPort: Fixer = atEntry((entry, { file }) =>
  offer('Leave the host port to the engine', [publishOn(file.syntax, entry, undefined)]),
);

/** All ports of the service, from this host only. */
export const bindToLocalhost: Fixer = atEntry(({ path }, { file }) => {
  const { syntax } = file;
  const ports = entriesOf(syntax).filter(
    (each) => each.path.length === path.length + 1 && startsWith(each.path, path),
  );
  const edits = ports.flatMap((port) => onLocalhost(syntax, port));
  return edits.length === 0
    ? []
    : offer('Publish on this host only (127.0.0.1)', edits, {
        everywhere: 'Publish all ports of the file on this host only (127.0.0.1)',
      });
});

const onLocalhost = (file: SyntaxFile, port: SyntaxEntry): readonly (TextEdit | undefined)[] => {
  if (isMap(port.value)) {
    if (textUnder(port.value, 'published') === undefined) return [];
    const address = textUnder(port.value, 'host_ip') ?? '0.0.0.0';
    if (!/^(0\.0\.0\.0|::)?$/.test(address)) return [];
    return [setAt(file, [...port.path, 'host_ip'], '127.0.0.1', { after: ['target'] })];
  }
  const [, ip = '', published, target] = shortForm.exec(textOf(port)) ?? [];
  if (published === undefined || target === undefined) return [];
  if (!/^(0\.0\.0\.0:|\[::\]:)?$/.test(ip)) return [];
  return [replaceScalar(file, port, `127.0.0.1:${published}:${target}`)];
};

export const publishOn = (
  file: SyntaxFile,
  port: SyntaxEntry,
  published: string | undefined,
): TextEdit | undefined => {
  if (isMap(port.value)) {
    const at = [...port.path, 'published'];
    if (published !== undefined) return setAt(file, at, published);
    const entry = entryAt(file, at);
    return entry === undefined ? undefined : removeEntry(file, entry);
  }
  const [, ip = '', before, target] = shortForm.exec(textOf(port)) ?? [];
  // Of a range nobody knows which part is meant.
  if (before === undefined || target === undefined || !/^\d+$/.test(before)) return undefined;
  const host = published === undefined ? '' : `${ip}${published}:`;
  return replaceScalar(file, port, `${host}${target}`);
};

/** The host ports that the file publishes, as far as they are written out. */
export const publishedIn = (file: SyntaxFile): ReadonlySet<number> => {
  const taken = new Set<number>();
  for (const { path, value } of entriesOf(file)) {
    if (path[0] !== 'services' || path[2] !== 'ports') continue;
    const text =
      path[4] === 'published' ? `${keyText(value)}:1` : path.length === 4 ? textOf({ value }) : '';
    const parsed = parsePort(text);
    for (const { published } of 'error' in parsed ? [] : parsed) {
      const [from = 0, to = from] = (published ?? '').split('-').map(Number);
      for (let port = from; port <= to; port += 1) taken.add(port);
    }
  }
  return taken;
};

const textOf = ({ value }: Pick<SyntaxEntry, 'value'>): string =>
  isScalar(value) && typeof value.value === 'string' ? value.value : '';

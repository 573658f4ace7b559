import { capabilities } from '../../advice/values/capability.ts';
import { signals } from '../../advice/values/stop-signal.ts';
import { setAt } from '../edits/insert.ts';
import { removeEntry } from '../edits/remove.ts';
import { entryAt, keyText } from '../syntax/syntax.ts';
import type { Candidates } from './change.ts';
import { atEntry, messageOf, offer, replace, type Fixer } from './fix.ts';
import { namesNear } from '../../nearest-name.ts';

/** Values that engines refuse, as they may have been meant. */

export const knownCapability: Candidates = (value) =>
  namesNear(value.toUpperCase().replace(/^CAP_/, ''), capabilities).slice(0, 2);

export const knownSignal: Candidates = (value) =>
  namesNear(value.toUpperCase().replace(/^SIG/, ''), signals)
    .slice(0, 2)
    .map((name) => `SIG${name}`);

/** "Write /data.", in the place of the path within the value. */
export const absolutePath: Candidates = (value, message) => {
  const [, path] = /^"(.+)" is no absolute path/.exec(message) ?? [];
  const [, absolute] = /Write (\/.*)\.$/m.exec(message) ?? [];
  if (path === undefined || absolute === undefined) return [];
  const at = value.lastIndexOf(path);
  return at === -1 ? [] : [`${value.slice(0, at)}${absolute}${value.slice(at + path.length)}`];
};

export const seconds: Candidates = (value) =>
  /^\d+(us|ns|µs)?$/.test(value) ? [`${String(parseInt(value, 10))}s`] : [];

export const cpuNumbers: Candidates = (value) => {
  const written = value.replaceAll(/\s*-\s*|\.\.+/g, '-').replaceAll(/[\s,;]+/g, ',');
  return /^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(written) ? [written] : [];
};

/** A number alone is bytes. */
export const megabytes: Candidates = (value, message) =>
  message.includes('at least 6 MB') && /^\d+[bk]?$/i.test(value)
    ? [`${String(parseInt(value, 10))}m`]
    : [];

export const knownPlatform: Candidates = (value) => {
  const [, os, cpu] = /^(linux|windows|darwin)[-_:. ](\w+)$/i.exec(value) ?? [];
  if (os !== undefined && cpu !== undefined) return [`${os}/${cpu}`.toLowerCase()];
  return ['linux/amd64', 'linux/arm64'];
};

/** Small, without blanks and without the scheme of an address. */
export const imageName: Candidates = (value) => {
  const [, name = '', version = ''] =
    /^(.*?)((?::[^/:@]*)?(?:@.*)?)$/.exec(
      value.replaceAll(/\s+/g, '').replace(/^[a-z]+:\/\//i, ''),
    ) ?? [];
  const written = `${name
    .toLowerCase()
    .replaceAll(/\/{2,}/g, '/')
    .replaceAll(/^\/|\/$/g, '')}${version === ':' ? '' : version}`;
  return /^[a-z0-9][\w./:-]*(:[\w.-]+)?(@[\w:+.-]+)?$/.test(written) ? [written] : [];
};

export const portProtocol: Candidates = (value) =>
  namesNear(value.toLowerCase(), ['tcp', 'udp', 'sctp']).slice(0, 2);

/** The host itself, under a name that the engine knows. */
export const hostAddress: Candidates = (value) => {
  const [, start = '', address = ''] = /^(.*[=:])?([^=:]*)$/.exec(value) ?? [];
  if (address.toLowerCase() === 'localhost') return [`${start}127.0.0.1`];
  return /host.*gateway|gateway.*host|docker.*internal/i.test(address)
    ? [`${start}host-gateway`]
    : [];
};

/** "The Dockerfile exposes 80, 443, not 81.": one of those. */
export const exposedPort: Candidates = (value, message) => {
  const [, list, wrong = ''] = /exposes (.+), not (\d+)\./.exec(message) ?? [];
  const end = new RegExp(`(^|:)${wrong}(?=/|$)`);
  return end.test(value)
    ? (list ?? '')
        .split(', ')
        .map((port) =>
          value.replace(end, (_, colon: string) => `${colon}${port.replace(/\/.*/, '')}`),
        )
    : [];
};

/** `cpus` and the older way of saying it cannot stand together; numbers out of range get one in it. */
export const cpuLimit: Fixer = atEntry((entry, { file, diagnostic }) => {
  const said = messageOf(diagnostic);
  const attribute = String(entry.path.at(-1));
  if (said.includes('here are both')) {
    return offer(`Remove \`${attribute}\``, [removeEntry(file.syntax, entry)]);
  }
  const [, meant] = /Write (?:microseconds.*: )?([\d.]+)/.exec(said) ?? [];
  return meant === undefined
    ? []
    : offer(`Change to \`${meant}\``, [setAt(file.syntax, entry.path, Number(meant))]);
});

/** A name that there is, or a hard limit that is as high as the soft one. */
export const ulimit: Fixer = atEntry((entry, { file, diagnostic, text }) => {
  const { syntax } = file;
  const said = messageOf(diagnostic);
  const [, list] = /There are (.+)\.$/m.exec(said) ?? [];
  const start = entry.key?.range?.[0];
  if (list !== undefined && start !== undefined) {
    const origin = { source: syntax.source, start, end: start + text.length };
    return namesNear(keyText(entry.key), list.split(', '))
      .slice(0, 2)
      .map((name) => ({ title: `Change to \`${name}\``, edits: [replace(origin, name)] }));
  }
  const [, soft] = /The soft limit (-?\d+) is above/.exec(said) ?? [];
  const hard = [...entry.path.slice(0, -1), 'hard'];
  return soft === undefined || entryAt(syntax, hard) === undefined
    ? []
    : offer(`Raise the hard limit to ${soft}`, [setAt(syntax, hard, Number(soft))]);
});

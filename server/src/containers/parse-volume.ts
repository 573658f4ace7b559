import { posix, win32 } from 'node:path';
import { HyperBoxError } from '../base/error.ts';
import type { MountSpec } from '../engines/contract.ts';

const pattern = /^(?:(?<source>[a-z]:[\\/][^:]*|[^:]+):)?(?<target>\/[^:]*)(?::(?<mode>ro|rw))?$/i;
const volumeName = /^[a-z0-9][a-z0-9_.-]*$/i;

/** `[source:]target[:ro]`: a volume by name, an absolute host path, or an anonymous volume. */
export const parseVolume = (text: string): MountSpec => {
  const groups = pattern.exec(text.trim())?.groups;
  const target = groups?.['target'];
  if (groups === undefined || target === undefined) throw badVolume(text);
  const common = { target, ...(groups['mode']?.toLowerCase() === 'ro' && { readOnly: true }) };
  const source = groups['source'];
  if (source === undefined) return { kind: 'volume', ...common };
  if (posix.isAbsolute(source) || win32.isAbsolute(source)) {
    return { kind: 'bind', source, ...common };
  }
  if (volumeName.test(source)) return { kind: 'volume', source, ...common };
  throw new HyperBoxError('invalid-input', `"${source}" in "${text}" is a relative path.`, {
    hint: 'Write the whole path of the folder on this machine, or the name of a volume.',
  });
};

const badVolume = (text: string): HyperBoxError =>
  new HyperBoxError('invalid-input', `"${text}" is not a volume mapping.`, {
    hint: 'Write name:/path, /host/path:/path, and :ro at the end for read-only.',
  });

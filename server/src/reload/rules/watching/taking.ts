import type { Around } from '../input.ts';
import { selfWatching } from './self-watching.ts';
import type { Taking } from './tools/tool.ts';

/** How a service takes a change of its files, and how we know. */
export interface ServiceTaking {
  readonly kind: Taking | 'restart' | 'rebuild';
  /** After "web mounts ./src at /app/src". */
  readonly because: string;
}

/** What the user says wins over what the command tells. */
export const takingOf = (around: Around): ServiceTaking => {
  const { name, input } = around;
  const said = Object.hasOwn(input.overrides, name) ? input.overrides[name] : undefined;
  if (said !== undefined) return saidByUser[said];
  const found = selfWatching(around);
  if (found === undefined)
    return { kind: 'restart', because: 'its process is not known to watch its files' };
  return { kind: found.taking, because: `${found.says} ${byItself[found.taking]}` };
};

const byItself: Readonly<Record<Taking, string>> = {
  watches: 'sees changes itself',
  reads: 'reads its files anew each time',
  idle: 'only waits, and has nothing to start again',
};

const setting = 'hyperbox.reload.services';

const saidByUser: Readonly<Record<'restart' | 'none' | 'rebuild', ServiceTaking>> = {
  restart: { kind: 'restart', because: `the setting ${setting} says so` },
  none: { kind: 'watches', because: `the setting ${setting} leaves it to its own process` },
  rebuild: { kind: 'rebuild', because: `the setting ${setting} says so` },
};

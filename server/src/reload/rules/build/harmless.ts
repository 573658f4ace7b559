import { isTargetInside } from '../paths.ts';
import { runningOf, commandOf } from '../watching/commands.ts';

/** Programs of a build that read nothing of what an application is made of. */
const harmless: ReadonlySet<string> = new Set([
  'addgroup',
  'adduser',
  'apk',
  'apt-get',
  'dnf',
  'echo',
  'groupadd',
  'microdnf',
  'mkdir',
  'set',
  'useradd',
  'usermod',
  'yum',
]);
/** What package managers read. */
const system = ['/etc', '/usr', '/lib', '/bin', '/sbin', '/var', '/root', '/opt'];

/** Whether a RUN does the same whatever the files at a target hold. */
export const isHarmless = (words: readonly string[], target: string): boolean => {
  if (system.some((folder) => isTargetInside(target, folder)) || target === '/') return false;
  const script = words[1] === '-c' ? (words[2] ?? '') : undefined;
  // What is not simple is not looked into.
  if (script === undefined || /[`$(){}<>|\n]|;;|\bif\b|\bfor\b/.test(script)) return false;
  return script
    .split(/&&|;/)
    .filter((part) => part.trim() !== '')
    .every((part) => {
      const [words] = runningOf(part)[0] ?? [];
      return words !== undefined && harmless.has(commandOf(words)?.tool ?? '');
    });
};

import { basename } from 'node:path';
import { parseDockerignore, type IgnoreRules } from '../../../engines/dockerignore.ts';
import { contextFolder } from '../../../compose/build-files.ts';
import type { Around, IgnoreFacts } from '../input.ts';
import { inFolder, isInside } from '../paths.ts';
import { isEphemeral } from './ephemeral.ts';
import type { Watch } from './watches.ts';

/** Which of the files in its path a watch is for. */
export interface WatchFilter {
  counts(file: string): boolean;
  mayCountIn(folder: string): boolean;
  /** In words. */
  readonly except: readonly string[];
}

/**
 * As docker compose does it: patterns are those of a `.dockerignore`, from the watched path on, and
 * what keeps files out of the build context counts too. Of a `.dockerignore` that begins with leaving
 * everything out (`*`), nothing counts: it says what is built from, not what is watched.
 */
export const watchFilter = (
  around: Around,
  { path, ignore = [], include = [] }: Watch,
): WatchFilter => {
  const own = parseDockerignore(ignore.join('\n'));
  const only = include.length === 0 ? undefined : parseDockerignore(include.join('\n'));
  const ofBuild = rulesOfBuild(around);
  const isOut = (each: string): boolean => {
    const inside = inFolder(each, path);
    return isEphemeral(inside) || own.ignores(inside) || ofBuild?.isOut(each) === true;
  };
  return {
    counts: (file) => !isOut(file) && only?.ignores(inFolder(file, path)) !== false,
    mayCountIn: (folder) => {
      const inside = inFolder(folder, path);
      return (
        !isEphemeral(inside) && !isWholeOut(own, inside) && ofBuild?.isWholeOut(folder) !== true
      );
    },
    except: [
      ...include.map((pattern) => `everything but ${pattern} (include)`),
      ...ignore.map((pattern) => `${pattern} (ignore)`),
      ...(ofBuild?.except ?? []),
    ],
  };
};

interface BuildRules {
  isOut(path: string): boolean;
  isWholeOut(folder: string): boolean;
  readonly except: readonly string[];
}

const rulesOfBuild = ({ name, service, input }: Around): BuildRules | undefined => {
  const context = service.build === undefined ? undefined : contextFolder(service.build);
  const ignore = input.builds.get(name)?.ignore;
  if (context === undefined || ignore === undefined) return undefined;
  if (patternsOf(ignore).includes('*')) return undefined;
  const { rules } = ignore;
  return {
    isOut: (path) => isInside(path, context) && rules.ignores(inFolder(path, context)),
    isWholeOut: (folder) =>
      isInside(folder, context) && isWholeOut(rules, inFolder(folder, context)),
    except: ignoreInWords(ignore),
  };
};

const isWholeOut = (rules: IgnoreRules, folder: string): boolean =>
  folder !== '' && rules.ignores(folder) && !rules.mayHoldExceptions(folder);

const patternsOf = ({ text }: IgnoreFacts): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** The patterns, each with the file that has it. */
export const ignoreInWords = (ignore: IgnoreFacts): readonly string[] =>
  patternsOf(ignore).map((pattern) => `${pattern} (${basename(ignore.path)})`);

/**
 * The rules of a `.dockerignore` file as a test of paths, by Docker's rules rather than git's: a
 * pattern is anchored at the context, `**` crosses folders, a match of a folder takes all that is in
 * it, and of several that match the last one decides, `!` taking things back in.
 * Source: docs.docker.com, "Build context", section ".dockerignore files"; Go's `filepath.Match`.
 */
export interface IgnoreRules {
  /** Whether a path (with slashes, relative to the context) stays out. */
  ignores(path: string): boolean;
  /** The rule that keeps a path out; `undefined` for one that gets in. */
  keptOutBy(path: string): IgnoreRule | undefined;
  /** Whether a folder that stays out may hold something that does not, so that it must be read. */
  mayHoldExceptions(folder: string): boolean;
}

export interface IgnoreRule {
  /** As it is written. */
  readonly text: string;
  /** Counts from 0. */
  readonly line: number;
}

interface Rule extends IgnoreRule {
  readonly negated: boolean;
  readonly pattern: RegExp;
  readonly parts: readonly string[];
}

/** Folders whose matches are kept. */
const maxRemembered = 5000;

export const parseDockerignore = (text: string): IgnoreRules => {
  const rules = text
    // A byte order mark is not part of the first pattern.
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((text, line) => parseRule(text, line) ?? []);
  const exceptions = rules.filter(({ negated }) => negated);
  const folders = new Map<string, readonly boolean[]>();
  /** By rule, whether it matches the folder or one around it. Files of a folder come one by one. */
  const matchesOf = (folder: string): readonly boolean[] => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const around = folder.includes('/') ? matchesOf(parentOf(folder)) : undefined;
    const matches = rules.map(
      ({ pattern }, index) => around?.[index] === true || pattern.test(folder),
    );
    if (folders.size >= maxRemembered) folders.clear();
    folders.set(folder, matches);
    return matches;
  };
  const keptOutBy = (path: string): Rule | undefined => {
    const around = path.includes('/') ? matchesOf(parentOf(path)) : undefined;
    const last = rules.findLast(
      ({ pattern }, index) => around?.[index] === true || pattern.test(path),
    );
    return last?.negated === true ? undefined : last;
  };
  return {
    ignores: (path) => keptOutBy(path) !== undefined,
    keptOutBy,
    mayHoldExceptions: (folder) => exceptions.some((rule) => mayLieIn(rule, folder.split('/'))),
  };
};

const parseRule = (text: string, line: number): Rule | undefined => {
  if (text.startsWith('#')) return undefined;
  const trimmed = text.trim();
  const negated = trimmed.startsWith('!');
  const parts = clean((negated ? trimmed.slice(1) : trimmed).trim());
  if (parts.length === 0) return undefined;
  return { text: trimmed, line, negated, parts, pattern: toPattern(parts) };
};

/** As Go's `filepath.Clean`, with the leading slash off: patterns are relative to the context. */
const clean = (pattern: string): readonly string[] => {
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts;
};

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

const toPattern = (parts: readonly string[]): RegExp => {
  const last = parts.length - 1;
  const source = parts.map((part, index) => {
    if (part === '**') return index === last ? '.*' : '(?:.*/)?';
    return toPartPattern(part) + (index === last ? '' : '/');
  });
  return new RegExp(`^${source.join('')}$`, 's');
};

const toPartPattern = (part: string): string => {
  let source = '';
  for (let index = 0; index < part.length; index += 1) {
    const character = part.charAt(index);
    if (character === '*') {
      // Two within a name cross folders too, as `a**b` does for Docker.
      const crosses = part.charAt(index + 1) === '*';
      source += crosses ? '.*' : '[^/]*';
      if (crosses) index += 1;
    } else if (character === '?') source += '[^/]';
    else if (character === '[' && part.includes(']', index + 1)) {
      const end = part.indexOf(']', index + 1);
      source += `[${part.slice(index + 1, end).replaceAll('\\', '\\\\')}]`;
      index = end;
    } else if (character === '\\' && index + 1 < part.length) {
      index += 1;
      source += escape(part.charAt(index));
    } else source += escape(character);
  }
  return source;
};

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const mayLieIn = (rule: Rule, folder: readonly string[]): boolean => {
  for (const [index, name] of folder.entries()) {
    const part = rule.parts[index];
    // A shorter exception covers the folder itself, which then does not stay out.
    if (part === undefined) return true;
    if (part.includes('**')) return true;
    if (!new RegExp(`^${toPartPattern(part)}$`, 's').test(name)) return false;
  }
  return true;
};

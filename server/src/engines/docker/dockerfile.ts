/** One instruction of a Dockerfile; `line` counts from 1 and is where it begins. */
export interface Instruction {
  readonly keyword: string;
  /** All that follows the keyword, continuation lines joined. */
  readonly rest: string;
  readonly line: number;
}

export interface Dockerfile {
  readonly instructions: readonly Instruction[];
  /** From a `# syntax=` line. */
  readonly syntax?: { readonly frontend: string; readonly line: number };
}

/**
 * Splits a Dockerfile into its instructions, as far as it takes to know where each begins. The
 * classic builder counts its steps in just this order. Source: Dockerfile reference, "Format",
 * "Parser directives" and "Here-Documents".
 */
export const parseDockerfile = (text: string): Dockerfile => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const directives = readDirectives(lines);
  const goesOn = new RegExp(`${directives.escape === '`' ? '`' : '\\\\'}[ \\t]*$`);
  const instructions: Instruction[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const first = lines[index] ?? '';
    if (isBlankOrComment(first)) continue;
    const line = index + 1;
    const parts = [first.replace(goesOn, '')];
    let open = goesOn.test(first);
    while (open && index + 1 < lines.length) {
      index += 1;
      const next = lines[index] ?? '';
      // Comments and empty lines within an instruction do not end it.
      if (isBlankOrComment(next)) continue;
      parts.push(next.replace(goesOn, ''));
      open = goesOn.test(next);
    }
    const whole = parts.join(' ').trim();
    const keyword = (/^\S+/.exec(whole)?.[0] ?? '').toUpperCase();
    const rest = whole.slice(keyword.length).trim();
    instructions.push({ keyword, rest, line });
    for (const end of heredocEnds({ keyword, rest, line })) {
      index = skipHeredoc(lines, index, end);
    }
  }
  return { instructions, ...(directives.syntax && { syntax: directives.syntax }) };
};

interface HeredocEnd {
  readonly word: string;
  readonly indented: boolean;
}

/** The words that end the here-documents which an instruction opens, in order. */
export const heredocEnds = ({ keyword, rest }: Instruction): readonly HeredocEnd[] => {
  if (!['RUN', 'COPY', 'ADD'].includes(keyword)) return [];
  return [...rest.matchAll(/(?:^|\s)\d*<<(-?)(["']?)([A-Za-z_][\w.-]*)\2(?=\s|$|[;|&>)])/g)].map(
    ([, dash, , word]) => ({ word: word ?? '', indented: dash === '-' }),
  );
};

const skipHeredoc = (lines: readonly string[], from: number, end: HeredocEnd): number => {
  const found = lines.findIndex(
    (line, index) => index > from && (end.indented ? line.replace(/^\t+/, '') : line) === end.word,
  );
  return found < 0 ? lines.length : found;
};

const isBlankOrComment = (line: string): boolean => /^\s*(#|$)/.test(line);

/** Directives are comments of the form `# name=value` before anything else. */
const readDirectives = (
  lines: readonly string[],
): { readonly escape?: string; readonly syntax?: Dockerfile['syntax'] } => {
  let found: { escape?: string; syntax?: NonNullable<Dockerfile['syntax']> } = {};
  for (const [index, line] of lines.entries()) {
    const match = /^\s*#\s*([a-z]+)\s*=\s*(\S+)\s*$/i.exec(line);
    const [, name, value] = match ?? [];
    if (name === undefined || value === undefined) break;
    if (name.toLowerCase() === 'escape') found = { ...found, escape: value };
    if (name.toLowerCase() === 'syntax') {
      found = { ...found, syntax: { frontend: value, line: index + 1 } };
    }
  }
  return found;
};

/** Registry names of the images that a build starts from, where they are written out. */
export const baseImages = ({ instructions }: Dockerfile): readonly string[] => {
  const stages = new Set<string>(['scratch']);
  const images = new Set<string>();
  for (const { keyword, rest } of instructions) {
    if (keyword !== 'FROM') continue;
    const [image = '', , stage] = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
    if (!stages.has(image.toLowerCase()) && !image.includes('$') && image !== '') images.add(image);
    if (stage !== undefined) stages.add(stage.toLowerCase());
  }
  return [...images];
};

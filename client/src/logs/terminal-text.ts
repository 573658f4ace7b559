import { parseAnsi } from '#shared/logs/ansi/parse';
import type { Colour, Flag, Style } from '#shared/logs/ansi/style';
import type { LogLine } from '#shared/protocol/logs';

const reset = '\x1b[0m';
const dim = '\x1b[2m';

/** As `docker compose logs` colours services, one after the other. */
const colours = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94] as const;

/** What is between a service and its line, as in `docker compose logs`. */
export const divider = ' | ';

/**
 * Lines as a terminal shows them: the service in its colour, and the text as the program coloured it.
 * What else a program may tell a terminal (to clear it, to name it, to answer) does not get through.
 */
export class TerminalText {
  readonly #colours = new Map<string, number>();
  readonly #styles = new Map<string, Style>();
  #width = 0;

  /** With several of them, each line begins with its own. */
  constructor(sources: readonly string[] = []) {
    this.know(sources);
  }

  get sources(): readonly string[] {
    return [...this.#colours.keys()];
  }

  know(sources: readonly string[]): void {
    for (const source of sources) {
      if (!this.#colours.has(source)) this.#colours.set(source, this.#colours.size);
      this.#width = Math.max(this.#width, source.length);
    }
  }

  line({ source, stream, text }: LogLine): string {
    this.know([source]);
    if (stream === 'marker') return `${this.#prefix(source)}${dim}${plain(text)}${reset}\r\n`;
    const key = `${source} ${stream}`;
    const { runs, end } = parseAnsi(text, this.#styles.get(key));
    this.#styles.set(key, end);
    const shown = runs.map(({ text: part, style, link }) => linked(styled(part, style), link));
    return `${this.#prefix(source)}${shown.join('')}\r\n`;
  }

  /** Something that is ours to say, not a container's. */
  note(text: string): string {
    return `${dim}${plain(text)}${reset}\r\n`;
  }

  #prefix(source: string): string {
    if (this.#colours.size < 2) return '';
    const colour = colours[(this.#colours.get(source) ?? 0) % colours.length] ?? 36;
    return `\x1b[${String(colour)}m${plain(source).padEnd(this.#width)}${divider}${reset}`;
  }
}

/** Which source a line of the terminal is of, and where its text begins. */
export const sourceOfLine = (
  line: string,
  sources: readonly string[],
): { readonly source: string; readonly from: number } | undefined => {
  const [only] = sources;
  if (sources.length === 1 && only !== undefined) return { source: only, from: 0 };
  const end = line.indexOf(divider);
  const source = line.slice(0, Math.max(0, end)).trimEnd();
  return sources.includes(source) ? { source, from: end + divider.length } : undefined;
};

const plain = (text: string): string =>
  parseAnsi(text)
    .runs.map((run) => run.text)
    .join('');

const flags: Readonly<Record<Flag, number>> = {
  bold: 1,
  dim: 2,
  italic: 3,
  underline: 4,
  inverse: 7,
  hidden: 8,
  strike: 9,
  doubleUnderline: 21,
  overline: 53,
};

const styled = (text: string, style: Style): string => {
  const codes = [
    ...(Object.keys(flags) as Flag[]).filter((flag) => style[flag]).map((flag) => flags[flag]),
    ...(style.foreground === undefined ? [] : [colour(style.foreground, 30)]),
    ...(style.background === undefined ? [] : [colour(style.background, 40)]),
  ];
  return codes.length === 0 ? text : `\x1b[${codes.join(';')}m${text}${reset}`;
};

const colour = (value: Colour, base: 30 | 40): string => {
  if (typeof value === 'number') return String(value < 8 ? base + value : base + 60 + (value - 8));
  const parts = [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16));
  return `${String(base + 8)};2;${parts.join(';')}`;
};

const linked = (text: string, link: string | undefined): string =>
  link === undefined ? text : `\x1b]8;;${link}\x1b\\${text}\x1b]8;;\x1b\\`;

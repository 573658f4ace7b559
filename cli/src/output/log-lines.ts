import type { LogLine } from '#shared/protocol/logs';
import { serviceStyles, type Colours } from './colours.ts';

interface LogPrinterOptions {
  readonly out: { write(text: string): unknown };
  readonly colours: Colours;
  readonly timestamps: boolean;
  /** Whether lines begin with the name of their container. */
  readonly prefix: boolean;
  /** Whether to say that a container ended or began again. */
  readonly markers: boolean;
  readonly nameOf: (line: LogLine) => string;
}

/** Lines of many containers, each behind its name, the names in one column. */
export class LogPrinter {
  readonly #options: LogPrinterOptions;
  readonly #styles = new Map<string, (typeof serviceStyles)[number]>();
  #width = 0;

  constructor(options: LogPrinterOptions) {
    this.#options = options;
  }

  /** Makes room for these names. */
  fit(names: readonly string[]): void {
    this.#width = Math.max(this.#width, ...names.map((name) => name.length));
  }

  print({
    lines,
    dropped,
  }: {
    readonly lines: readonly LogLine[];
    readonly dropped: number;
  }): void {
    const { out, colours } = this.#options;
    const left =
      dropped === 0 ? '' : `${colours.paint('dim', `(${dropped} lines left out to keep up)`)}\n`;
    out.write(left + lines.map((line) => this.#textOf(line)).join(''));
  }

  #textOf(line: LogLine): string {
    const { colours, prefix, markers, timestamps, nameOf } = this.#options;
    const name = nameOf(line);
    if (line.stream === 'marker') {
      return markers ? `${colours.paint('dim', line.text)}\n` : '';
    }
    this.fit([name]);
    const time = timestamps ? `${new Date(line.timeMs).toISOString()} ` : '';
    const head = prefix
      ? `${colours.paint(this.#styleOf(name), `${name.padEnd(this.#width)} |`)} `
      : '';
    return `${head}${time}${line.text}\n`;
  }

  #styleOf(name: string): (typeof serviceStyles)[number] {
    const known = this.#styles.get(name);
    if (known !== undefined) return known;
    const style = serviceStyles[this.#styles.size % serviceStyles.length] ?? 'cyan';
    this.#styles.set(name, style);
    return style;
  }
}

import { hasControls } from '#shared/logs/ansi/controls';
import { parseAnsi } from '#shared/logs/ansi/parse';
import type { Run } from '#shared/logs/ansi/row';
import { plainStyle, type Style } from '#shared/logs/ansi/style';
import { cellsOf } from '#shared/logs/cells';
import { shownPart } from '#shared/logs/line-limit';
import type { PageLine } from '#shared/panels/logs';

/** A line as the page keeps it, of which there are thousands: what rows show of it is made for rows. */
export interface Entry {
  readonly timeMs: number;
  readonly source: string;
  readonly stream: PageLine['stream'];
  /** As it came, with its control sequences and in full length. */
  readonly raw: string;
  /** What is shown and searched: no control sequences, and not beyond `lineLimit`. */
  readonly text: string;
  /** How its output looked when the line began. */
  readonly style: Style;
  /** Characters that are there but not shown. */
  readonly hiddenLength: number;
  /** The width in cells of a fixed-width font. */
  readonly cells: number;
}

/** What is shown of a line, by its colours. */
export const runsOf = ({ raw, text, style }: Entry): readonly Run[] => {
  const shown = shownPart(raw).text;
  return hasControls(shown) ? parseAnsi(shown, style).runs : [{ text, style }];
};

/** What entries of one service have in common. */
interface Service {
  /** Each message brings the name anew. */
  readonly source: string;
  readonly styles: Record<PageLine['stream'], Style>;
}

const streams = { stdout: 'stdout', stderr: 'stderr', marker: 'marker' } as const;

/**
 * Turns lines into entries; colours that a program leaves on go on in its next line, but not in that of
 * the program that is started after it.
 */
export class EntryMaker {
  readonly #services = new Map<string, Service>();

  make({ timeMs, source, stream, text: raw }: PageLine): Entry {
    if (stream === 'marker') this.#services.delete(source);
    const service = this.#serviceOf(source);
    const shown = shownPart(raw);
    const style = service.styles[stream];
    const { text, end } = plainOf(shown.text, style);
    service.styles[stream] = end;
    return {
      timeMs,
      source: service.source,
      stream: streams[stream],
      raw,
      text,
      style,
      hiddenLength: shown.hiddenLength,
      cells: cellsOf(text),
    };
  }

  #serviceOf(source: string): Service {
    const known = this.#services.get(source);
    if (known !== undefined) return known;
    const styles = { stdout: plainStyle, stderr: plainStyle, marker: plainStyle };
    const service = { source, styles };
    this.#services.set(source, service);
    return service;
  }
}

const plainOf = (shown: string, style: Style): { readonly text: string; readonly end: Style } => {
  if (!hasControls(shown)) return { text: shown, end: style };
  const { runs, end } = parseAnsi(shown, style);
  return { text: runs.map(({ text }) => text).join(''), end };
};

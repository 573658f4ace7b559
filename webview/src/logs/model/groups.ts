import { isContinuation } from '#shared/logs/continuation';
import { levelOf } from '#shared/logs/level';
import type { LogLevel } from '#shared/logs/filter';
import type { LineRole, WindowItem, WindowLine } from './window-item.ts';

/** A stack trace: its first line, and how many go with it. */
interface Group {
  readonly head: WindowLine;
  readonly level: LogLevel;
  previous: string;
  members: number;
}

const alarming: ReadonlySet<LogLevel> = new Set(['fatal', 'error', 'warn']);

const markerRole: LineRole = { level: 'none', head: undefined };

/** Which lines go together, output by output of each service: those of others may stand in between. */
export class Groups {
  readonly #roles = new WeakMap<WindowLine, LineRole>();
  #groups = new WeakMap<WindowLine, Group>();
  #last = new Map<string, Group>();

  /** Lines that were put at the end. */
  add(items: readonly WindowItem[]): void {
    for (const item of items) if (item.kind === 'line') this.#roles.set(item, this.#place(item));
  }

  /** The window begins elsewhere now. */
  reset(items: readonly WindowItem[]): void {
    this.#groups = new WeakMap();
    this.#last = new Map();
    this.add(items);
  }

  roleOf(line: WindowLine): LineRole {
    return this.#roles.get(line) ?? markerRole;
  }

  /** How many lines go with this one; 0 for most. */
  membersOf(line: WindowLine): number {
    return this.#groups.get(line)?.members ?? 0;
  }

  /** How many of these lines are warnings, or worse. */
  countAlarming(items: readonly WindowItem[]): number {
    return items.filter((item) => item.kind === 'line' && alarming.has(this.roleOf(item).level))
      .length;
  }

  countLevels(items: readonly WindowItem[]): ReadonlyMap<LogLevel, number> {
    const counts = new Map<LogLevel, number>();
    for (const item of items) {
      if (item.kind === 'gap' || item.entry.stream === 'marker') continue;
      const { level } = this.roleOf(item);
      counts.set(level, (counts.get(level) ?? 0) + 1);
    }
    return counts;
  }

  #place(line: WindowLine): LineRole {
    const { source, stream, text } = line.entry;
    if (stream === 'marker') {
      for (const output of ['stdout', 'stderr']) this.#last.delete(`${source} ${output}`);
      return markerRole;
    }
    const output = `${source} ${stream}`;
    const group = this.#last.get(output);
    if (group !== undefined && isContinuation(text, group.previous)) {
      if (text.trim() !== '') group.previous = text;
      group.members++;
      return { level: group.level, head: group.head };
    }
    const level = levelOf(text);
    const own: Group = { head: line, level, previous: text, members: 0 };
    this.#last.set(output, own);
    this.#groups.set(line, own);
    return { level, head: undefined };
  }
}

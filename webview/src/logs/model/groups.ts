import { isContinuation } from '#shared/logs/continuation';
import { levelOf } from '#shared/logs/level';
import { logLevels, type LogLevel } from '#shared/logs/filter';
import { noRole, type LineRole, type WindowItem, type WindowLine } from './window-item.ts';

/** A stack trace: its first line, and how many go with it. */
interface Group {
  /** That of its lines but the first. */
  readonly role: LineRole & { readonly head: WindowLine };
  previous: string;
  members: number;
}

const alarming: ReadonlySet<LogLevel> = new Set(['fatal', 'error', 'warn']);

/** Most lines go with no other: they have one of these. */
const aloneRoles = new Map<LogLevel, LineRole>(
  logLevels.map((level) => [level, { level, head: undefined }]),
);

/** Which lines go together, output by output of each service: those of others may stand in between. */
export class Groups {
  /** Those of several lines, by their first. */
  #groups = new WeakMap<WindowLine, Group>();
  #last = new Map<string, Group>();

  /** Lines that were put at the end. */
  add(items: readonly WindowItem[]): void {
    for (const item of items) if (item.kind === 'line') item.role = this.#place(item);
  }

  /** The window begins elsewhere now. */
  reset(items: readonly WindowItem[]): void {
    this.#groups = new WeakMap();
    this.#last = new Map();
    this.add(items);
  }

  /** How many lines go with this one; 0 for most. */
  membersOf(line: WindowLine): number {
    return this.#groups.get(line)?.members ?? 0;
  }

  /** How many of these lines are warnings, or worse. */
  countAlarming(items: readonly WindowItem[]): number {
    return items.filter((item) => item.kind === 'line' && alarming.has(item.role.level)).length;
  }

  countLevels(items: readonly WindowItem[]): ReadonlyMap<LogLevel, number> {
    const counts = new Map<LogLevel, number>();
    for (const item of items) {
      if (item.kind === 'gap' || item.entry.stream === 'marker') continue;
      const { level } = item.role;
      counts.set(level, (counts.get(level) ?? 0) + 1);
    }
    return counts;
  }

  #place(line: WindowLine): LineRole {
    const { source, stream, text } = line.entry;
    if (stream === 'marker') {
      for (const output of ['stdout', 'stderr']) this.#last.delete(`${source} ${output}`);
      return noRole;
    }
    const output = `${source} ${stream}`;
    const group = this.#last.get(output);
    if (group !== undefined && isContinuation(text, group.previous)) {
      if (text.trim() !== '') group.previous = text;
      if (group.members++ === 0) this.#groups.set(group.role.head, group);
      return group.role;
    }
    const level = levelOf(text);
    this.#last.set(output, { role: { level, head: line }, previous: text, members: 0 });
    return aloneRoles.get(level) ?? noRole;
  }
}

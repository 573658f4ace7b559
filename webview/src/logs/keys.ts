export type Command =
  | 'search'
  | 'next'
  | 'previous'
  | 'start'
  | 'end'
  | 'up'
  | 'down'
  | 'extendUp'
  | 'extendDown'
  | 'toggle'
  | 'selectAll'
  | 'copy'
  | 'leave'
  | 'pause'
  | 'wrap'
  | 'times'
  | 'raw'
  | 'fold'
  | 'help';

interface Chord {
  readonly key: string;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod?: true;
  readonly shift?: true;
  /** While typing, and in menus, these keys are theirs. */
  readonly anywhere?: true;
  readonly command: Command;
}

const chords: readonly Chord[] = [
  { key: 'f', mod: true, anywhere: true, command: 'search' },
  { key: 'F3', anywhere: true, command: 'next' },
  { key: 'F3', shift: true, anywhere: true, command: 'previous' },
  { key: 'Home', command: 'start' },
  { key: 'End', command: 'end' },
  { key: 'ArrowUp', command: 'up' },
  { key: 'ArrowDown', command: 'down' },
  { key: 'ArrowUp', shift: true, command: 'extendUp' },
  { key: 'ArrowDown', shift: true, command: 'extendDown' },
  { key: 'Enter', command: 'toggle' },
  { key: 'a', mod: true, command: 'selectAll' },
  { key: 'c', mod: true, command: 'copy' },
  { key: 'Escape', command: 'leave' },
  { key: 'p', command: 'pause' },
  { key: 'w', command: 'wrap' },
  { key: 't', command: 'times' },
  { key: 'r', command: 'raw' },
  { key: 'f', command: 'fold' },
  { key: '?', shift: true, command: 'help' },
  { key: '?', command: 'help' },
];

/** The command of a key press in the log, if it is one of ours. */
export const commandOf = (event: KeyboardEvent, list: HTMLElement): Command | undefined => {
  const inLog = event.target === document.body || list.contains(event.target as Node | null);
  return chords.find(
    (chord) =>
      chord.key.toLowerCase() === event.key.toLowerCase() &&
      (chord.mod ?? false) === (event.ctrlKey || event.metaKey) &&
      (chord.shift ?? false) === event.shiftKey &&
      !event.altKey &&
      (chord.anywhere ?? inLog),
  )?.command;
};

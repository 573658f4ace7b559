export type Command = 'search' | 'next' | 'previous' | 'follow' | 'selectAll' | 'copy' | 'leave';

interface Chord {
  readonly key: string;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod?: true;
  readonly shift?: true;
  /** While typing, these keys are the field's own. */
  readonly alsoInField?: true;
  readonly command: Command;
}

const chords: readonly Chord[] = [
  { key: 'f', mod: true, alsoInField: true, command: 'search' },
  { key: 'F3', alsoInField: true, command: 'next' },
  { key: 'F3', shift: true, alsoInField: true, command: 'previous' },
  { key: 'End', command: 'follow' },
  { key: 'a', mod: true, command: 'selectAll' },
  { key: 'c', mod: true, command: 'copy' },
  { key: 'Escape', command: 'leave' },
];

/** The command of a key press, if it is one of ours. */
export const commandOf = (event: KeyboardEvent): Command | undefined => {
  const inField = event.target instanceof Element && event.target.matches('vscode-text-field');
  return chords.find(
    (chord) =>
      chord.key.toLowerCase() === event.key.toLowerCase() &&
      (chord.mod ?? false) === (event.ctrlKey || event.metaKey) &&
      (chord.shift ?? false) === event.shiftKey &&
      (chord.alsoInField ?? !inField),
  )?.command;
};

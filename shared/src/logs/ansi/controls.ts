/**
 * Signs that turn the direction of what follows, with which a text can be made to read as what it is
 * not, and those that end a line for a browser: they are shown by their names.
 */
const deceptive = '\u202a-\u202e\u2066-\u2069\u2028\u2029';

/** Everything but tabs and line ends that is no text: C0, DEL, C1 (ECMA-48), and what deceives. */
const controls = `\u0000-\u0008\u000b-\u001f\u007f-\u009f${deceptive}`;

const any = new RegExp(`[${controls}]`);
const deceives = new RegExp(`[${deceptive}]`);

/** Most lines are plain text, and need no parsing. */
export const hasControls = (text: string): boolean => any.test(text);

/** Finds the next control; `lastIndex` says from where. */
export const controlFinder = (): RegExp => new RegExp(any.source, 'g');

/** The name of a sign that deceives. */
export const nameOf = (sign: string): string | undefined =>
  deceives.test(sign)
    ? `[U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`
    : undefined;

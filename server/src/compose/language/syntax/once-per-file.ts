import { remembered } from './remembered.ts';
import type { SyntaxFile } from './syntax.ts';

/** Remembers what is read off a file as long as the file is there. */
export const oncePerFile: <T>(read: (file: SyntaxFile) => T) => (file: SyntaxFile) => T =
  remembered;

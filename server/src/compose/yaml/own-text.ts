/** A part of a text keeps the whole of it in memory; a copy does not. */
export const ownText = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

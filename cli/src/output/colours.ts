import { styleText } from 'node:util';

type Style = 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'magenta' | 'blue' | 'bold';

export interface Colours {
  readonly enabled: boolean;
  readonly paint: (style: Style, text: string) => string;
}

interface ColourOptions {
  readonly stream: { readonly isTTY?: boolean };
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly ansi: 'auto' | 'never' | 'always';
}

/** Colours on a terminal, unless NO_COLOR (https://no-color.org) or the user says otherwise. */
export const createColours = ({ stream, environment, ansi }: ColourOptions): Colours => {
  const refused = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';
  const enabled = ansi === 'always' || (ansi === 'auto' && stream.isTTY === true && !refused);
  return {
    enabled,
    paint: (style, text) => (enabled ? styleText(style, text, { validateStream: false }) : text),
  };
};

/** For services: told apart by colour, in this order. */
export const serviceStyles: readonly Style[] = ['cyan', 'yellow', 'green', 'magenta', 'blue'];

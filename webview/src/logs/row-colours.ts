import type { Colour, Style } from '#shared/logs/ansi/style';
import { themeColour } from '../base/theme.ts';
import { readable } from './model/contrast.ts';

export interface Colours {
  readonly foreground: string | undefined;
  readonly background: string | undefined;
}

/** The colours that a program asked for, as they can be read on this theme. */
export const coloursOf = ({ foreground, background, inverse }: Style): Colours | undefined => {
  if (inverse === true) {
    return {
      foreground: css(background) ?? 'var(--vscode-editor-background)',
      background: css(foreground) ?? 'var(--vscode-editor-foreground)',
    };
  }
  if (foreground === undefined && background === undefined) return undefined;
  // A program that sets both knows what it does; one that sets the text does not know our theme.
  const onTheme = foreground !== undefined && background === undefined;
  return {
    foreground: onTheme ? readableHere(foreground) : css(foreground),
    background: css(background),
  };
};

/** A colour of the palette, of which text can be. */
export const readableVariable = (variable: string): string =>
  readable(themeColour(variable), themeColour('--vscode-editor-background'));

const readableHere = (colour: Colour): string =>
  typeof colour === 'number'
    ? readableVariable(variableOf(colour))
    : readable(colour, themeColour('--vscode-editor-background'));

const css = (colour: Colour | undefined): string | undefined =>
  typeof colour === 'number' ? `var(${variableOf(colour)})` : colour;

const names = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];

const variableOf = (colour: number): string => {
  const bright = colour >= 8 ? 'Bright' : '';
  return `--vscode-terminal-ansi${bright}${names[colour % 8] ?? ''}`;
};

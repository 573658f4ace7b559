import { h } from '../base/dom.ts';
import { colourVariable } from '../base/palette.ts';
import { t } from '../base/text.ts';
import { themeColour } from '../base/theme.ts';
import type { Colour, Style } from '#shared/logs/ansi/style';
import { readable } from './model/contrast.ts';
import type { Entry } from './model/entry.ts';
import { matchesIn, type Query } from '#shared/logs/query';
import { segmentsOf, type Segment } from './model/segments.ts';
import { age, clockTime } from './model/times.ts';
import type { TimeMode } from './settings.ts';

export interface RowLook {
  readonly query: Query;
  /** The match that the user is at, when it is in this line. */
  readonly current: number | undefined;
  readonly time: TimeMode;
  readonly nowMs: number;
  readonly withSource: boolean;
  /** The place of the line's service in the palette. */
  readonly colour: number;
  readonly selected: boolean;
}

/** One line. What a container printed only ever becomes text nodes. */
export const makeRow = (entry: Entry, look: RowLook): HTMLElement => {
  const row = h('div', { class: `row ${entry.stream}` });
  row.style.setProperty('--colour', `var(${colourVariable(look.colour)})`);
  row.classList.toggle('selected', look.selected);
  row.append(gutter(entry, look));
  const text = h('span', { class: 'text' });
  for (const segment of segmentsOf(entry.runs, matchesIn(look.query, entry.text))) {
    text.append(piece(segment, look.current));
  }
  if (entry.hiddenLength > 0) {
    const note = t(
      '… {0} more characters are in the saved log',
      entry.hiddenLength.toLocaleString('en-US'),
    );
    text.append(h('span', { class: 'cut' }, note));
  }
  row.append(text);
  return row;
};

const gutter = (entry: Entry, look: RowLook): HTMLElement => {
  const element = h('span', { class: 'gutter' });
  if (look.time !== 'off') {
    const clock = clockTime(entry.timeMs);
    const text = look.time === 'clock' ? clock : age(entry.timeMs, look.nowMs);
    element.append(h('span', { class: 'time', title: clock }, text));
  }
  if (look.withSource) {
    element.append(h('span', { class: 'source', title: entry.source }, entry.source));
  }
  if (entry.stream === 'stderr') element.title = t('Written to the error output');
  return element;
};

const flags = ['bold', 'dim', 'italic', 'underline', 'strike'] as const;

const piece = ({ text, style, match }: Segment, current: number | undefined): Node => {
  const classes: string[] = flags.filter((flag) => style[flag] === true);
  if (match !== undefined) classes.push(match === current ? 'match current' : 'match');
  const colours = coloursOf(style);
  if (classes.length === 0 && colours === undefined) return document.createTextNode(text);
  const span = h('span', { class: classes.join(' ') }, text);
  if (colours?.foreground !== undefined) span.style.color = colours.foreground;
  if (colours?.background !== undefined) span.style.backgroundColor = colours.background;
  return span;
};

interface Colours {
  readonly foreground: string | undefined;
  readonly background: string | undefined;
}

const coloursOf = ({ foreground, background, inverse }: Style): Colours | undefined => {
  if (inverse === true) {
    return {
      foreground: css(background) ?? 'var(--vscode-editor-background)',
      background: css(foreground) ?? 'var(--vscode-editor-foreground)',
    };
  }
  if (foreground === undefined && background === undefined) return undefined;
  // A program that sets both knows what it does; one that sets the text does not know our theme.
  const onTheme = typeof foreground === 'string' && background === undefined;
  return {
    foreground: onTheme
      ? readable(foreground, themeColour('--vscode-editor-background'))
      : css(foreground),
    background: css(background),
  };
};

const names = ['Black', 'Red', 'Green', 'Yellow', 'Blue', 'Magenta', 'Cyan', 'White'];

const css = (colour: Colour | undefined): string | undefined => {
  if (typeof colour !== 'number') return colour;
  const bright = colour >= 8 ? 'Bright' : '';
  return `var(--vscode-terminal-ansi${bright}${names[colour % 8] ?? ''})`;
};

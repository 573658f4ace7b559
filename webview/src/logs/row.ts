import type { LogLevel } from '#shared/logs/filter';
import { matchesIn, type Query } from '#shared/logs/query';
import type { LogPlace } from '#shared/panels/logs';
import { codicon, h } from '../base/dom.ts';
import { t } from '../base/text.ts';
import type { Entry } from './model/entry.ts';
import { plainForm, structuredForm, structureOf, type LineForm } from './model/form.ts';
import { jsonTokens } from './model/json-tokens.ts';
import { piecesOf, type Piece } from './model/pieces.ts';
import { placesIn } from './model/places.ts';
import { age, clockTime, fullTime } from './model/times.ts';
import { coloursOf } from './row-colours.ts';
import type { TimeMode } from './settings.ts';
import { sourceName } from './source-name.ts';

export interface RowLook {
  readonly query: Query;
  /** The user went to this line from match to match. */
  readonly current: boolean;
  readonly time: TimeMode;
  readonly nowMs: number;
  readonly withSource: boolean;
  /** The colour of the line's service. */
  readonly colour: string;
  readonly selected: boolean;
  readonly level: LogLevel;
  /** It goes with a line above. */
  readonly continues: boolean;
  /** Lines that go with this one, and whether they are folded away. */
  readonly members: number;
  readonly folded: boolean;
  readonly expanded: boolean;
  /** As it was printed, though it has a structure. */
  readonly raw: boolean;
}

const places = new WeakMap<Element, LogPlace>();

/** Where an element of a row leads to. */
export const placeOf = (target: EventTarget | null): LogPlace | undefined => {
  const link = target instanceof Element ? target.closest('.link') : null;
  return link === null ? undefined : places.get(link);
};

/** One line. What a container printed only ever becomes text nodes. */
export const makeRow = (entry: Entry, look: RowLook): HTMLElement => {
  const structure = structureOf(entry);
  const row = h('div', {
    class: classesOf(entry, look).join(' '),
    role: 'listitem',
    tabindex: '-1',
  });
  row.style.setProperty('--colour', look.colour);
  row.append(gutter(entry, look), knob(look, structure !== undefined));
  const text = h('span', { class: 'text' });
  const form = shownForm(entry, look);
  for (const piece of piecesOf(form.runs, matchesIn(look.query, form.text), placesIn(form))) {
    text.append(pieceNode(piece));
  }
  if (look.folded) text.append(h('span', { class: 'folded' }, `+${String(look.members)}`));
  if (entry.hiddenLength > 0) {
    const note = t(
      '… {0} more characters are in the saved log',
      entry.hiddenLength.toLocaleString('en-US'),
    );
    text.append(h('span', { class: 'cut' }, note));
  }
  row.append(text);
  if (look.expanded && structure !== undefined) text.append(detail(structure.pretty));
  return row;
};

/** Where what is searched for is only in what is not shown of the line, all of it is shown. */
const shownForm = (entry: Entry, { raw, query }: RowLook): LineForm => {
  const structure = raw ? undefined : structureOf(entry);
  if (structure === undefined) return plainForm(entry);
  const form = structuredForm(structure);
  if (query.kind !== 'pattern' || query.test(form.text) || !query.test(entry.text)) return form;
  return plainForm(entry);
};

const classesOf = ({ stream }: Entry, look: RowLook): readonly string[] => [
  'row',
  stream,
  `level-${look.level}`,
  ...(look.selected ? ['selected'] : []),
  ...(look.current ? ['current'] : []),
  ...(look.continues ? ['continues'] : []),
  ...(look.expanded ? ['expanded'] : []),
];

const gutter = (entry: Entry, look: RowLook): HTMLElement => {
  const element = h('span', { class: 'gutter' });
  if (look.time !== 'off') {
    const clock = clockTime(entry.timeMs);
    const text = look.time === 'clock' ? clock : age(entry.timeMs, look.nowMs);
    element.append(h('span', { class: 'time', title: fullTime(entry.timeMs) }, text));
  }
  if (look.withSource) {
    const { source } = entry;
    element.append(h('span', { class: 'source', title: source }, ...sourceName(source)));
  }
  if (entry.stream === 'stderr') element.title = t('Written to the error output');
  return element;
};

/** What opens and closes a line that is more than it shows; keys do it with Enter. */
const knob = (look: RowLook, isStructured: boolean): HTMLElement => {
  const isHead = look.members > 0;
  const element = h('span', { class: 'knob' });
  if (!isHead && !isStructured) return element;
  const isOpen = isHead ? !look.folded : look.expanded;
  element.classList.add('opens');
  element.classList.toggle('open', isOpen);
  element.title = isHead ? t('Fold or Unfold (Enter)') : t('Show All of It (Enter)');
  element.append(codicon(isOpen ? 'chevron-down' : 'chevron-right'));
  return element;
};

const flags = [
  'bold',
  'dim',
  'italic',
  'underline',
  'doubleUnderline',
  'overline',
  'hidden',
  'strike',
] as const;

const pieceNode = (piece: Piece): Node => {
  const { text, style, match, look, place } = piece;
  const classes: string[] = flags.filter((flag) => style[flag] === true);
  if (match !== undefined) classes.push('match');
  if (look !== undefined) classes.push(look);
  if (place !== undefined) classes.push('link');
  const colours = coloursOf(style);
  if (classes.length === 0 && colours === undefined) return document.createTextNode(text);
  const span = h('span', { class: classes.join(' ') }, text);
  if (colours?.foreground !== undefined) span.style.color = colours.foreground;
  if (colours?.background !== undefined) span.style.backgroundColor = colours.background;
  if (place !== undefined) markLink(span, place);
  return span;
};

const markLink = (span: HTMLElement, place: LogPlace): void => {
  places.set(span, place);
  span.setAttribute('role', 'link');
  span.setAttribute('tabindex', '-1');
  span.title = t('Follow Link (Ctrl+Click or Cmd+Click)');
};

const detail = (json: string): HTMLElement => {
  const element = h('span', { class: 'detail' });
  for (const { kind, text } of jsonTokens(json)) {
    element.append(kind === 'plain' ? text : h('span', { class: `json-${kind}` }, text));
  }
  return element;
};

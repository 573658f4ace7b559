import { basename, dirname } from 'node:path';
import type { ReloadItem } from '#shared/protocol/reload';
import { t } from '../../base/l10n.ts';
import { formatDuration } from '../../format/duration.ts';
import { causeWords, countFiles, stageWords } from '../../reload/words.ts';
import { described, joinParts } from '../look.ts';
import type { RowSpec } from '../tree-state.ts';

type Shorten = (path: string) => string;

/** What is below a row of the timeline: what went wrong, why it was done, when what, and the files. */
export const reloadParts = (item: ReloadItem, shorten: Shorten): readonly RowSpec[] => [
  ...failureRows(item),
  ...item.why.map((text, index) => textRow(item, `why/${index}`, { label: text, icon: 'law' })),
  ...stageRows(item),
  ...fileRows(item, shorten),
];

const failureRows = (item: ReloadItem): readonly RowSpec[] => {
  const { outcome } = item;
  if (outcome?.kind !== 'failed') return [];
  const { message, lines, at } = outcome;
  const look = { label: message, icon: 'error', color: 'testing.iconFailed' };
  const row = textRow(item, 'failure', look);
  return [
    at === undefined ? row : opening({ ...row, target: { kind: 'file', ...at } }),
    ...lines.map((line, index) => textRow(item, `line/${index}`, { label: line, icon: 'output' })),
  ];
};

const stageRows = (item: ReloadItem): readonly RowSpec[] => {
  const stages = [
    { word: t('saved'), atMs: 0, detail: causeWords[item.cause]() },
    ...item.stages.map(({ name, atMs, detail }) => ({ word: stageWords[name](), atMs, detail })),
  ];
  return stages.map(({ word, atMs, detail }, index) =>
    textRow(item, `stage/${index}`, {
      label: word,
      description: joinParts(`+${formatDuration(atMs)}`, detail),
      icon: 'circle-small',
    }),
  );
};

/** More files than these fold into one row. */
const mostFiles = 5;

const fileRows = (item: ReloadItem, shorten: Shorten): readonly RowSpec[] => {
  const rows = item.files.map((path): RowSpec => fileRow(item, path, shorten));
  const left = item.fileCount - item.files.length;
  const all =
    left === 0
      ? rows
      : [...rows, textRow(item, 'more', { label: t('{0} more', left), icon: 'ellipsis' })];
  if (all.length <= mostFiles) return all;
  const folder = textRow(item, 'files', { label: countFiles(item.fileCount), icon: 'files' });
  return [{ ...folder, look: { ...folder.look, fold: 'closed' }, children: all }];
};

const fileRow = ({ id }: ReloadItem, path: string, shorten: Shorten): RowSpec =>
  opening({
    id: `reload:${id}/file/${path}`,
    look: {
      label: basename(path),
      ...described(folderOf(shorten(path))),
      icon: 'file',
      contextValue: 'reloadFile',
      spoken: path,
    },
    target: { kind: 'file', path },
  });

const folderOf = (path: string): string => (dirname(path) === '.' ? '' : dirname(path));

/** A click opens what it is about. */
const opening = (row: RowSpec): RowSpec => ({
  ...row,
  look: { ...row.look, contextValue: 'reloadFile', command: 'hyperbox.reloads.openFile' },
});

const textRow = (
  { id }: ReloadItem,
  key: string,
  look: {
    readonly label: string;
    readonly description?: string;
    readonly icon: string;
    readonly color?: string;
  },
): RowSpec => ({
  id: `reload:${id}/${key}`,
  look: {
    ...look,
    contextValue: 'reloadText',
    spoken: `${look.label}${look.description === undefined ? '' : `, ${look.description}`}`,
  },
  target: { kind: 'text', copy: joinParts(look.label, look.description) },
});

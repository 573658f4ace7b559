import { basename, dirname } from 'node:path';
import type { ReloadItem } from '#shared/protocol/reload';
import { t } from '../../base/l10n.ts';
import { openAt } from '../../report-failure.ts';
import type { Target } from '../../views/target.ts';
import type { Command } from '../command.ts';
import { pickOne } from '../input/pick.ts';
import { targetsOf } from '../targets.ts';

/** Opens the file of a row of the timeline, and of a reload the one that it is about. */
export const openReloadFile: Command = {
  id: 'hyperbox.reloads.openFile',
  run: async (app, args) => {
    const [target] = targetsOf(app, args) ?? [];
    const place = target === undefined ? undefined : await placeOf(target);
    if (place !== undefined) await openAt(place.path, place.line);
  },
};

interface Place {
  readonly path: string;
  readonly line?: number;
}

const placeOf = async (target: Target): Promise<Place | undefined> => {
  if (target.kind === 'file') return target;
  if (target.kind !== 'reload') return undefined;
  const { files, outcome } = target.reload;
  if (outcome?.kind === 'failed' && outcome.at !== undefined) return outcome.at;
  return files.length > 1 ? pickFile(files) : files.map((path) => ({ path }))[0];
};

const pickFile = (files: ReloadItem['files']): Promise<Place | undefined> =>
  pickOne(
    t('Which file?'),
    files.map((path) => ({
      label: basename(path),
      description: dirname(path),
      icon: 'file',
      value: { path },
    })),
  );

import { reloadText } from '../../reload/reload-text.ts';
import { copyText } from '../show.ts';
import { reloadCommand } from './reload-command.ts';

export const copyReload = reloadCommand('hyperbox.reloads.copy', (_, reloads) =>
  copyText(reloads.map(reloadText).join('\n\n')),
);

import { lensCommands, type LensCommand } from '#shared/protocol/lenses';
import type { LensSettings } from '#shared/protocol/workspace';

/** What `hyperbox.compose.codeLens` can be. */
export type LensChoice = 'auto' | 'on' | 'off';

const starts: ReadonlySet<LensCommand> = new Set([
  lensCommands.startProject,
  lensCommands.startService,
]);

/** With `auto`, what another extension's lenses start is not offered a second time beside them. */
export const lensSettings = (
  choice: LensChoice,
  {
    startsShownElsewhere,
    usage,
  }: { readonly startsShownElsewhere: boolean; readonly usage: boolean },
): LensSettings => ({
  enabled: choice !== 'off',
  commands: Object.values(lensCommands).filter(
    (command) => choice === 'on' || !startsShownElsewhere || !starts.has(command),
  ),
  server: false,
  usage,
  icons: true,
});

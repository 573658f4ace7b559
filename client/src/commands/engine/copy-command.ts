import type { Command } from '../command.ts';
import { copyText } from '../show.ts';
import { targetsOf } from '../targets.ts';

/** Copies the line that may mend the engine, from its row in the view. */
export const copyEngineCommand: Command = {
  id: 'hyperbox.engine.copyCommand',
  run: async (app, args) => {
    const text = targetsOf(app, args)?.find((target) => target.kind === 'text')?.copy;
    const { state } = app.engine;
    const command = text ?? ('fault' in state ? state.fault.command : undefined);
    if (command !== undefined) await copyText(command);
  },
};

// Loaded into the server before all else: at SIGUSR2 it collects its garbage and writes what is left,
// as `process.memoryUsage()` has it, to the file that `HYPERBOX_LIVE_MEMORY` names.
import { renameSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const file = process.env['HYPERBOX_LIVE_MEMORY'];

if (file !== undefined) {
  process.on('SIGUSR2', () => {
    collect();
    writeFileSync(`${file}.new`, JSON.stringify(process.memoryUsage()));
    renameSync(`${file}.new`, file);
  });
}
